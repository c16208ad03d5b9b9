import type { S3 } from "@aws-sdk/client-s3";
import { operationNames } from "../../../lib/base/operationNames.generated.js";
import { operations } from "../../../lib/operations/operations.js";
import { operationLines } from "../../../lib/wire/model.generated.js";
import { type Binding, operationModel } from "../../../lib/wire/model.js";
import { changeRequests } from "../../support/bareRequests.js";
import { errorOf } from "../../support/client.js";
import { objectStore } from "../../support/objectStore.js";
import { enumerations } from "../../support/sdkEnumerations.js";
import { sendByName, smallestInput } from "../../support/sending.js";
import { documents } from "./documents.js";

interface Place {
  readonly operation: string;
  readonly member: string;
  readonly wireName: string;
  readonly kind: Binding["shape"]["kind"];
  readonly isHeader: boolean;
  readonly isEnumerated: boolean;
}

const places = operationNames
  .filter((name) => name in operations)
  .flatMap((operation): Place[] => {
    const { headers, queries } = operationModel(operation).input;
    const structure = operationLines[operation].split(" ")[3];
    return [...headers, ...queries].map((binding) => ({
      operation,
      member: binding.member,
      wireName: binding.wireName,
      kind: binding.shape.kind,
      isHeader: headers.includes(binding),
      isEnumerated: enumerations.has(`${structure}.${binding.member}`),
    }));
  });

/** Sends an operation that would succeed but for one header or parameter that is `x`. */
async function sendSpoilt({ operation, member, wireName, isHeader }: Place): Promise<unknown> {
  const { s3 } = objectStore();
  const Bucket = /ObjectLock|Retention|LegalHold/.test(operation + member) ? "locked" : "plain";
  const input = await inputOf(s3, operation, Bucket);
  changeRequests(s3, ({ headers, query }) => {
    (isHeader ? headers : query)[wireName] = "x";
  });
  return sendByName(s3, operation, input);
}

async function inputOf(s3: S3, operation: string, Bucket: string): Promise<object> {
  const object = { Bucket, Key: "k" };
  await s3.putObject({ ...object, Body: "x" });
  const { UploadId } = await s3.createMultipartUpload(object);
  const document = documents[operation as keyof typeof documents]?.[0];
  const isCopy = operation.includes("Copy");
  const smallest = smallestInput(operation);
  return {
    ...smallest,
    ...document,
    ...("Bucket" in smallest && object),
    ...(operation === "CreateBucket" && { Bucket: "made", CreateBucketConfiguration: undefined }),
    ...(operation === "PutObjectAcl" && { ACL: "private", AccessControlPolicy: undefined }),
    ...(operation === "GetObjectAttributes" && { ObjectAttributes: ["ETag"] }),
    ...(isCopy && { CopySource: `${Bucket}/k`, Key: "copied" }),
    ...("UploadId" in smallest && { UploadId, Key: "k" }),
  };
}

/** The code of S3's answer to a value that is none of the enumeration's, by member. */
const codes: Readonly<Record<string, string>> = {
  ACL: "InvalidArgument",
  AnnotationDirective: "InvalidArgument",
  BucketNamespace: "NotImplemented",
  ChecksumAlgorithm: "InvalidRequest",
  ChecksumType: "InvalidRequest",
  EncodingType: "InvalidArgument",
  MetadataDirective: "InvalidArgument",
  ObjectAttributes: "InvalidArgument",
  ObjectLockEventHold: "NotImplemented",
  ObjectLockLegalHoldStatus: "InvalidArgument",
  ObjectLockMode: "InvalidArgument",
  ObjectOwnership: "InvalidArgument",
  OptionalObjectAttributes: "InvalidArgument",
  ServerSideEncryption: "InvalidEncryptionAlgorithmError",
  StorageClass: "InvalidStorageClass",
  TaggingDirective: "InvalidArgument",
  TransitionDefaultMinimumObjectSize: "InvalidRequest",
};
/** That S3 overlooks another value of these is `assumed`: no page names an error. */
const overlooked = new Set(["ChecksumMode", "RequestPayer"]);

const enumerated = places.filter(
  ({ isEnumerated, member }) => isEnumerated && !overlooked.has(member),
);

test.each(enumerated)("$operation refuses x for $wireName", async (place) => {
  expect((await errorOf(sendSpoilt(place))).name).toBe(codes[place.member]);
});

/** The length of a body is HTTP's own matter, Expires any text, and a condition that is no date none. */
const notRead = /^ContentLength$|Expires$|If(Unm|M)odifiedSince$/;
const typed = places.filter(
  ({ kind, member }) => kind !== "string" && kind !== "list" && !notRead.test(member),
);

// `assumed` but for part numbers and pages.
test.each(typed)("$operation refuses x for $wireName, which is of type $kind", async (place) => {
  const error = await errorOf(sendSpoilt(place));
  expect(error.$metadata.httpStatusCode).toBe(400);
  if (place.operation.startsWith("Head")) return;
  expect(error).toMatchObject({
    name: "InvalidArgument",
    ArgumentName: place.wireName,
    ArgumentValue: "x",
  });
});
