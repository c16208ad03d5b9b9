import { type S3Error, s3Error } from "../../lib/base/errors.js";
import type { HttpResponse } from "../../lib/base/http.js";
import { writeError } from "../../lib/wire/writeError.js";
import { WireClient } from "../support/wireClient.js";

const requestId = "5XD9FX26X7MYJKF9";
const hostId = "z99Gff0Q<&>=";

async function thrown(error: S3Error, operation: "GetObject" | "HeadObject"): Promise<unknown> {
  const client = new WireClient(({ method }) => {
    const response = writeError(error, { method, requestId, hostId });
    response.headers["x-amz-request-id"] = requestId;
    response.headers["x-amz-id-2"] = hostId;
    return response;
  });
  return await client.send(operation, { Bucket: "bucket", Key: "k" }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
}

test("an error is a document without a namespace", () => {
  const error = s3Error("NoSuchKey", { Key: "a<b>" });
  const response = writeError(error, { method: "GET", requestId: "r", hostId: "h" });
  expect(response.statusCode).toBe(404);
  expect(response.headers).toEqual({ "content-type": "application/xml" });
  expect(Buffer.from(response.body ?? []).toString()).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
      "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message>" +
      "<Key>a&lt;b&gt;</Key><RequestId>r</RequestId><HostId>h</HostId></Error>",
  );
});

test.each([
  ["modelled", s3Error("NoSuchKey", { Key: " a\r\n<b>&\u0001 " }), { Key: " a\r\n<b>&\u0001 " }],
  [
    "not modelled",
    s3Error("InvalidArgument", { message: "No.", ArgumentName: "n", ArgumentValue: "v" }),
    { ArgumentName: "n", ArgumentValue: "v" },
  ],
  [
    "with a hyphen in an element",
    s3Error("InvalidDigest", { "Content-MD5": "x" }),
    { "Content-MD5": "x" },
  ],
  ["of the server", s3Error("InternalError"), {}],
])("the SDK reads an error that is %s", async (_, error, elements) => {
  expect(await thrown(error, "GetObject")).toMatchObject({
    name: error.code,
    message: error.message,
    Code: error.code,
    ...elements,
    RequestId: requestId,
    HostId: hostId,
    $metadata: { httpStatusCode: error.statusCode, requestId, extendedRequestId: hostId },
  });
});

test.each([
  ["404", s3Error("NoSuchKey", { Key: "k" }), "NotFound"],
  ["412", s3Error("PreconditionFailed", { Condition: "If-Match" }), "Unknown"],
  ["304", s3Error("NotModified"), "Unknown"],
])("the SDK names an error on HEAD by its status: %s", async (status, error, name) => {
  expect(await thrown(error, "HeadObject")).toMatchObject({
    name,
    $metadata: { httpStatusCode: Number(status) },
  });
});

function written(error: S3Error, method: string): HttpResponse {
  return writeError(error, { method, requestId, hostId });
}

test("an error on HEAD has headers and no body", () => {
  const details = { Method: "GET", ResourceType: "DeleteMarker" };
  const error = s3Error("MethodNotAllowed", {
    ...details,
    headers: { "x-amz-delete-marker": "true" },
  });
  expect(written(error, "HEAD")).toEqual({
    statusCode: 405,
    headers: { "content-type": "application/xml", "x-amz-delete-marker": "true" },
  });
});

test("304 has headers and no body, whatever the method", () => {
  const error = s3Error("NotModified", { headers: { etag: '"e"' } });
  expect(written(error, "GET")).toEqual({ statusCode: 304, headers: { etag: '"e"' } });
});
