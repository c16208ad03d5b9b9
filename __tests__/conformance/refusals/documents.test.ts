import { createHash } from "node:crypto";
import type { S3 } from "@aws-sdk/client-s3";
import { operationNames } from "../../../lib/base/operationNames.generated.js";
import { operations } from "../../../lib/operations/operations.js";
import { operationModel } from "../../../lib/wire/model.js";
import type { StructureShape } from "../../../lib/wire/shapes.js";
import { changeRequests } from "../../support/bareRequests.js";
import { errorOf } from "../../support/client.js";
import { objectStore } from "../../support/objectStore.js";
import { enumerations } from "../../support/sdkEnumerations.js";
import { sendByName } from "../../support/sending.js";
import { documents } from "./documents.js";
import { changed, documentShape, type Place, places } from "./places.js";

const hasDocument = operationNames.filter(
  (name) => name in operations && operationModel(name).input.body?.kind === "document",
);
/** What is in them is told by the tables about ACLs and websites, and by those about CORS. */
const toldElsewhere = ["PutBucketAcl", "PutBucketCors", "PutBucketWebsite", "PutObjectAcl"];

const row = (place: Place) => [place.operation, place.path.join("."), place] as const;
const key = (operation: string, path: string) => `${operation} ${path.replaceAll(/\.\d+/g, "")}`;
const isList = ({ member }: Place) => member.shape.kind === "list";
const valuesOf = ({ structure, member }: Place) => enumerations.get(`${structure}.${member.name}`);

async function store(): Promise<S3> {
  const { s3 } = objectStore();
  await s3.createBucket({ Bucket: "versioned-too" });
  await s3.putBucketVersioning({
    Bucket: "versioned-too",
    VersioningConfiguration: { Status: "Enabled" },
  });
  await s3.putObject({ Bucket: "plain", Key: "k", Body: "x" });
  await s3.putObject({ Bucket: "plain", Key: "archived", StorageClass: "GLACIER", Body: "x" });
  await s3.putObject({ Bucket: "locked", Key: "k", Body: "x" });
  return s3;
}

/** CompleteMultipartUpload takes an upload, and its part what the upload has. */
async function completed(s3: S3, operation: string, input: object): Promise<object> {
  const whole = { Bucket: "plain", ...input };
  if (operation !== "CompleteMultipartUpload") return whole;
  const { UploadId } = await s3.createMultipartUpload({ Bucket: "plain", Key: "k" });
  const part = { Bucket: "plain", Key: "k", UploadId, PartNumber: 1, Body: "x" };
  const { ETag } = await s3.uploadPart(part);
  const text = JSON.stringify({ ...whole, Key: "k", UploadId });
  return JSON.parse(text.replace('"ETag":"a"', `"ETag":${JSON.stringify(ETag)}`));
}

async function send(operation: string, input: object): Promise<Record<string, unknown>> {
  const s3 = await store();
  return sendByName(s3, operation, await completed(s3, operation, input));
}

/** Where S3 answers something else than MalformedXML to a value that is none of the enumeration's. */
const unknown: Readonly<Record<string, string>> = {
  "CreateBucket CreateBucketConfiguration.LocationConstraint": "InvalidLocationConstraint",
  // `assumed`
  "PutBucketNotificationConfiguration NotificationConfiguration.LambdaFunctionConfigurations.Events":
    "InvalidArgument",
  "PutBucketNotificationConfiguration NotificationConfiguration.QueueConfigurations.Events":
    "InvalidArgument",
  "PutBucketNotificationConfiguration NotificationConfiguration.TopicConfigurations.Events":
    "InvalidArgument",
  // Recorded: the names of filter rules are compared without regard to case.
  "PutBucketNotificationConfiguration NotificationConfiguration.QueueConfigurations.Filter.Key.FilterRules.Name":
    "InvalidArgument",
};

test("every operation that is sent a document has documents that S3 takes", () => {
  expect([...Object.keys(documents), ...toldElsewhere].sort()).toEqual(hasDocument);
});

/** Members that no document here has, by the reason. */
const notHere: Readonly<Record<string, readonly string[]>> = {
  "an archive is restored here, and nothing selected in it": [
    "CSVInput.FileHeaderInfo",
    "CSVOutput.QuoteFields",
    "Encryption.EncryptionType",
    "JSONInput.Type",
    "RestoreRequest.Type",
    "S3Location.BucketName",
    "S3Location.CannedACL",
    "S3Location.Prefix",
    "S3Location.StorageClass",
    "SelectParameters.Expression",
    "SelectParameters.ExpressionType",
    "SelectParameters.InputSerialization",
    "SelectParameters.OutputSerialization",
  ],
  "directory buckets are not simulated": [
    "BucketInfo.DataRedundancy",
    "BucketInfo.Type",
    "LocationInfo.Type",
  ],
  "event holds are not simulated": ["ObjectLockRetention.EventHold"],
  "S3 refuses it with whatever value": ["ExistingObjectReplication.Status"],
  "a grant of a restored archive alone": ["Grant.Permission"],
};

test("the documents have every member that is required or has an enumeration", () => {
  const reached = new Set<string>();
  const known = new Set<StructureShape>();
  const reach = (shape: StructureShape) => {
    if (known.has(shape)) return;
    known.add(shape);
    for (const member of shape.members) {
      const item = member.shape.kind === "list" ? member.shape.item : member.shape;
      const name = `${shape.name}.${member.name}`;
      if (item.kind === "structure") reach(item);
      if (member.required || enumerations.has(name)) reached.add(name);
    }
  };
  for (const operation of Object.keys(documents))
    reach(documentShape(operation).document.structure);
  const here = places.map(({ structure, member }) => `${structure}.${member.name}`);
  const untold = [...reached].filter((name) => !here.includes(name));
  expect(untold.sort()).toEqual(Object.values(notHere).flat().sort());
});

test.each(
  Object.entries(documents).flatMap(([name, list]) => list.map((it) => [name, it] as const)),
)("%s takes the document that the others are made of", async (operation, input) => {
  expect(await send(operation, input)).toBeDefined();
});

describe("a required member that is missing", () => {
  const required = places.filter(({ member }) => member.required);
  test.each(required.map(row))("%s without %s", async (operation, _path, place) => {
    const error = await errorOf(send(operation, changed(place.input, place.path, undefined)));
    expect(error.name).toBe("MalformedXML");
  });
});

describe("a value that is none of the enumeration's", () => {
  const enumerated = places.filter((place) => valuesOf(place) !== undefined);
  test.each(enumerated.map(row))("%s with another %s", async (operation, path, place) => {
    const spoilt = isList(place) ? ["x"] : "x";
    const error = await errorOf(send(operation, changed(place.input, place.path, spoilt)));
    expect(error.name).toBe(unknown[key(operation, path)] ?? "MalformedXML");
  });
});

/** Sends a document that the client would not write. */
async function sendWritten(
  operation: string,
  input: object,
  write: (document: string) => string,
): Promise<Record<string, unknown>> {
  const s3 = await store();
  const whole = await completed(s3, operation, input);
  changeRequests(s3, (request) => {
    const text = write(Buffer.from((request.body ?? "") as string).toString());
    request.body = text;
    for (const name of Object.keys(request.headers)) {
      if (/checksum|content-length|sha256/i.test(name)) delete request.headers[name];
    }
    request.headers["content-md5"] = createHash("md5").update(text).digest("base64");
    request.headers["content-length"] = String(Buffer.byteLength(text));
  });
  return sendByName(s3, operation, whole);
}

describe("a value of another type", () => {
  const typed = places.filter(({ member }) =>
    ["integer", "long", "boolean", "date-time"].includes(member.shape.kind),
  );
  const integers = typed.filter(({ member }) => member.shape.kind === "integer");
  test.each(integers.map(row))("%s with 2 ** 31 for %s", async (operation, _path, place) => {
    const spoilt = send(operation, changed(place.input, place.path, 2 ** 31));
    expect((await errorOf(spoilt)).name).toBe("MalformedXML");
  });

  test.each(typed.map(row))("%s with a text for %s", async (operation, _path, place) => {
    const { xmlName } = place.member;
    const spoilt = sendWritten(operation, place.input, (document) =>
      document.replace(new RegExp(`<${xmlName}>[^<]*<`), `<${xmlName}>x<`),
    );
    expect((await errorOf(spoilt)).name).toBe("MalformedXML");
  });
});

/** Where S3 does not answer MissingRequestBodyError to a body of no bytes, and why. */
const empty: Readonly<Record<string, string>> = {
  CompleteMultipartUpload: "InvalidRequest",
  // Recorded.
  PutObjectLegalHold: "MalformedXML",
  PutObjectRetention: "MalformedXML",
  // `assumed`
  RestoreObject: "MalformedXML",
};
/** It makes the bucket where the request is sent to. */
const takesNone = ["CreateBucket"];

describe("a document that is none of the operation's", () => {
  const whole = Object.entries(documents).flatMap(([name, [input]]) =>
    input === undefined ? [] : [[name, input] as const],
  );
  test.each(whole)("%s with an element that it does not know", async (operation, input) => {
    const spoilt = sendWritten(operation, input, (text) => text.replace(/(<\/\w+>)$/, "<X/>$1"));
    expect((await errorOf(spoilt)).name).toBe("MalformedXML");
  });

  test.each(whole)("%s with another root", async (operation, input) => {
    const { root } = documentShape(operation).document;
    const spoilt = sendWritten(operation, input, (text) => text.replaceAll(root, "X"));
    expect((await errorOf(spoilt)).name).toBe("MalformedXML");
  });

  test.each(whole)("%s with half a document", async (operation, input) => {
    const spoilt = sendWritten(operation, input, (text) => text.slice(0, text.length / 2));
    expect((await errorOf(spoilt)).name).toBe("MalformedXML");
  });

  const demanded = whole.filter(([operation]) => !takesNone.includes(operation));
  test.each(demanded)("%s with no document", async (operation, input) => {
    const spoilt = sendWritten(operation, input, () => "");
    expect((await errorOf(spoilt)).name).toBe(empty[operation] ?? "MissingRequestBodyError");
  });
});
