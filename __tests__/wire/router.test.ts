import { S3Error } from "../../lib/base/errors.js";
import type { Address } from "../../lib/wire/addressing.js";
import { route } from "../../lib/wire/router.js";

const service: Address = { kind: "s3" };
const bucket: Address = { kind: "s3", bucket: "bkt" };
const object: Address = { kind: "s3", bucket: "bkt", key: "k" };

function request(method: string, search = "", headers: Record<string, string> = {}) {
  return { method, query: Object.fromEntries(new URLSearchParams(search)), headers };
}

const copying = { "x-amz-copy-source": "bkt/k" };

test.each([
  ["a request to nothing", service, request("GET"), "ListBuckets"],
  [
    "max-directory-buckets",
    service,
    request("GET", "max-directory-buckets=1"),
    "ListDirectoryBuckets",
  ],
  [
    "the endpoint of directory buckets",
    { kind: "express" },
    request("GET"),
    "ListDirectoryBuckets",
  ],
  ["a plain GET of a bucket", bucket, request("GET", "prefix=&delimiter="), "ListObjects"],
  ["list-type=2", bucket, request("GET", "list-type=2&prefix="), "ListObjectsV2"],
  [
    "a wrong hint",
    bucket,
    request("DELETE", "replication=&x-id=DeleteBucket"),
    "DeleteBucketReplication",
  ],
  [
    "inventory with an id",
    bucket,
    request("GET", "inventory=&id=1"),
    "GetBucketInventoryConfiguration",
  ],
  ["inventory without", bucket, request("GET", "inventory="), "ListBucketInventoryConfigurations"],
  [
    "an access point",
    { kind: "accessPoint", accessPoint: { name: "ap", accountId: "1" } },
    request("GET"),
    "ListObjects",
  ],
  ["a plain PUT of a key", object, request("PUT"), "PutObject"],
  ["a copy source", object, request("PUT", "", copying), "CopyObject"],
  ["a part", object, request("PUT", "partNumber=1&uploadId=u"), "UploadPart"],
  [
    "a part with a copy source",
    object,
    request("PUT", "partNumber=1&uploadId=u", copying),
    "UploadPartCopy",
  ],
  ["GET with an upload", object, request("GET", "uploadId=u"), "ListParts"],
  ["GET with a part number", object, request("GET", "partNumber=1"), "GetObject"],
  ["DELETE with an upload", object, request("DELETE", "uploadId=u"), "AbortMultipartUpload"],
  ["DELETE with a version", object, request("DELETE", "versionId=v"), "DeleteObject"],
  ["POST with an upload", object, request("POST", "uploadId=u"), "CompleteMultipartUpload"],
  [
    "a presigned request",
    object,
    request("GET", "X-Amz-Signature=1&X-Amz-Security-Token="),
    "GetObject",
  ],
  ["an unknown parameter with a value", object, request("GET", "tracking=1"), "GetObject"],
] as const)("%s is routed to its operation", (_, address, sent, name) => {
  expect(route(sent, address)).toBe(name);
});

function refusal(address: Address, sent: ReturnType<typeof request>): S3Error {
  try {
    const name = route(sent, address);
    throw new Error(`It was routed to ${name}.`);
  } catch (error) {
    if (error instanceof S3Error) return error;
    throw error;
  }
}

test.each([
  [
    "POST to a sub-resource without POST",
    bucket,
    request("POST", "replication="),
    "REPLICATION",
    "DELETE, GET, PUT",
  ],
  ["HEAD of a sub-resource", bucket, request("HEAD", "versioning="), "VERSIONING", "GET, PUT"],
  ["PATCH", object, request("PATCH"), "OBJECT", "GET, HEAD, POST, PUT, DELETE"],
  ["OPTIONS", bucket, request("OPTIONS"), "BUCKET", ""],
  ["PUT to the service", service, request("PUT"), "SERVICE", "GET"],
] as const)("%s is MethodNotAllowed", (_, address, sent, ResourceType, allow) => {
  const { code, elements, headers } = refusal(address, sent);
  expect({ code, elements }).toEqual({
    code: "MethodNotAllowed",
    elements: { Method: sent.method, ResourceType },
  });
  if (allow) expect(headers.allow?.split(", ").sort()).toEqual(allow.split(", ").sort());
});

test.each([
  ["an unknown sub-resource of DELETE", bucket, request("DELETE", "unheardOf="), "unheardOf"],
  ["an unknown sub-resource of PUT", object, request("PUT", "unheardOf"), "unheardOf"],
  [
    "a bucket's sub-resource on an object",
    object,
    request("DELETE", "replication="),
    "replication",
  ],
  ["a sub-resource on the service", service, request("GET", "acl="), "acl"],
] as const)("%s is NotImplemented, by name", (_, address, sent, name) => {
  const { code, message } = refusal(address, sent);
  expect(code).toBe("NotImplemented");
  expect(message).toContain(name);
});

test.each([
  ["two sub-resources", bucket, request("GET", "acl=&policy=")],
  ["a part number without an upload", object, request("PUT", "partNumber=1")],
  ["an unknown list-type", bucket, request("GET", "list-type=1")],
] as const)("%s is an InvalidArgument", (_, address, sent) => {
  expect(refusal(address, sent).code).toBe("InvalidArgument");
});

test("a POST to a bucket that sends no form is PreconditionFailed, and says so", () => {
  const { code, elements } = refusal(bucket, request("POST"));
  expect({ code, elements }).toEqual({
    code: "PreconditionFailed",
    elements: { Condition: "Bucket POST must be of the enclosure-type multipart/form-data" },
  });
});
