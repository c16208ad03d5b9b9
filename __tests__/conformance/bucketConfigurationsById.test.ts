import type { S3Client } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import type { OperationName } from "../../lib/base/operationNames.generated.js";
import { clientOf, errorOf } from "../support/client.js";
import { sendByName } from "../support/sending.js";

const Bucket = "a-bucket";
const destination = { Bucket: "arn:aws:s3:::reports", Format: "CSV" };

function clientWithBucket(): S3Client {
  return clientOf(replicationMock({ buckets: { [Bucket]: {} } }));
}

interface Kind {
  readonly member: string;
  readonly put: OperationName;
  readonly get: OperationName;
  readonly remove: OperationName;
  readonly list: OperationName;
  readonly document: object;
  readonly idMismatch: string;
}

const kinds: readonly Kind[] = [
  {
    member: "AnalyticsConfiguration",
    put: "PutBucketAnalyticsConfiguration",
    get: "GetBucketAnalyticsConfiguration",
    remove: "DeleteBucketAnalyticsConfiguration",
    list: "ListBucketAnalyticsConfigurations",
    document: {
      Filter: { And: { Prefix: "logs/", Tags: [{ Key: "key", Value: "value" }] } },
      StorageClassAnalysis: {
        DataExport: {
          OutputSchemaVersion: "V_1",
          Destination: { S3BucketDestination: { ...destination, Prefix: "test" } },
        },
      },
    },
    idMismatch: "MalformedXML",
  },
  {
    member: "IntelligentTieringConfiguration",
    put: "PutBucketIntelligentTieringConfiguration",
    get: "GetBucketIntelligentTieringConfiguration",
    remove: "DeleteBucketIntelligentTieringConfiguration",
    list: "ListBucketIntelligentTieringConfigurations",
    document: {
      Filter: { Prefix: "logs/" },
      Status: "Enabled",
      Tierings: [{ Days: 90, AccessTier: "ARCHIVE_ACCESS" }],
    },
    idMismatch: "MalformedXML",
  },
  {
    member: "InventoryConfiguration",
    put: "PutBucketInventoryConfiguration",
    get: "GetBucketInventoryConfiguration",
    remove: "DeleteBucketInventoryConfiguration",
    list: "ListBucketInventoryConfigurations",
    document: {
      IsEnabled: true,
      IncludedObjectVersions: "All",
      Filter: { Prefix: "logs/" },
      OptionalFields: ["Size", "ETag", "ReplicationStatus"],
      Schedule: { Frequency: "Daily" },
      Destination: { S3BucketDestination: { ...destination, Encryption: { SSES3: {} } } },
    },
    idMismatch: "IdMismatch",
  },
  {
    member: "MetricsConfiguration",
    put: "PutBucketMetricsConfiguration",
    get: "GetBucketMetricsConfiguration",
    remove: "DeleteBucketMetricsConfiguration",
    list: "ListBucketMetricsConfigurations",
    document: { Filter: { Prefix: "logs/" } },
    idMismatch: "MalformedXML",
  },
];

describe.each(kinds.map((kind) => [kind.member, kind] as const))("%s", (member, kind) => {
  const put = (s3: S3Client, Id: string, document = kind.document) =>
    sendByName(s3, kind.put, { Bucket, Id, [member]: { ...document, Id } });

  test("is kept as it was sent, and replaced as a whole", async () => {
    const s3 = clientWithBucket();
    expect((await put(s3, "one")).$metadata).toMatchObject({ httpStatusCode: 204 });
    expect(await sendByName(s3, kind.get, { Bucket, Id: "one" })).toMatchObject({
      [member]: { ...kind.document, Id: "one" },
    });
    const { Filter: _, ...rest } = { Filter: undefined, ...kind.document };
    await put(s3, "one", rest);
    const { [member]: kept } = await sendByName(s3, kind.get, { Bucket, Id: "one" });
    expect(kept).toEqual({ ...rest, Id: "one" });
  });

  test("is removed once only", async () => {
    const s3 = clientWithBucket();
    await put(s3, "one");
    const removed = await sendByName(s3, kind.remove, { Bucket, Id: "one" });
    expect(removed.$metadata).toMatchObject({ httpStatusCode: 204 });
    const error = await errorOf(sendByName(s3, kind.remove, { Bucket, Id: "one" }));
    expect(error).toMatchObject({
      name: "NoSuchConfiguration",
      message: "The specified configuration does not exist.",
      $metadata: { httpStatusCode: 404 },
    });
  });

  test("has one id in the request and in the document", async () => {
    const input = { Bucket, Id: "one", [member]: { ...kind.document, Id: "other" } };
    const error = await errorOf(sendByName(clientWithBucket(), kind.put, input));
    expect(error).toMatchObject({ name: kind.idMismatch, $metadata: { httpStatusCode: 400 } });
  });

  test("is not in the list of a bucket without any", async () => {
    const answer = await sendByName(clientWithBucket(), kind.list, { Bucket });
    expect(answer).toMatchObject({ IsTruncated: false });
    expect(answer).not.toHaveProperty(`${member}List`);
  });

  test("is listed by id, 100 a page", async () => {
    const s3 = clientWithBucket();
    const ids = Array.from({ length: 102 }, (_, at) => `${at + 100}`);
    for (const id of ids.toReversed()) await put(s3, id);
    const first = await sendByName(s3, kind.list, { Bucket });
    expect(first).toMatchObject({ IsTruncated: true, NextContinuationToken: expect.any(String) });
    expect(first[`${member}List`]).toMatchObject(ids.slice(0, 100).map((Id) => ({ Id })));
    const { NextContinuationToken: ContinuationToken } = first;
    const last = await sendByName(s3, kind.list, { Bucket, ContinuationToken });
    expect(last).toMatchObject({ IsTruncated: false, ContinuationToken });
    expect(last[`${member}List`]).toMatchObject(ids.slice(100).map((Id) => ({ Id })));
    expect(last).not.toHaveProperty("NextContinuationToken");
  });
});

test("a bucket has 1,000 configurations of a kind at the most", async () => {
  const s3 = clientWithBucket();
  const put = (Id: string) =>
    sendByName(s3, "PutBucketMetricsConfiguration", {
      Bucket,
      Id,
      MetricsConfiguration: { Id },
    });
  for (let at = 0; at < 1000; at++) await put(`${at}`);
  await put("999");
  expect(await errorOf(put("1000"))).toMatchObject({
    name: "TooManyConfigurations",
    $metadata: { httpStatusCode: 400 },
  });
});
