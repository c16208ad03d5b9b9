import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  type ListBucketsCommandInput,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { type BucketSeed, manualClock, replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "../support/client.js";
import { configuration, v2 } from "../support/replicationConfigurations.js";

const Bucket = "a-bucket";

function clientWith(buckets: Record<string, BucketSeed> = {}, region?: string) {
  return clientOf(replicationMock({ clock: manualClock(), buckets }), region);
}

describe("HeadBucket", () => {
  test("answers Region, ARN and that the name is no alias", async () => {
    const s3 = clientWith({ [Bucket]: { region: "eu-west-1" } }, "eu-west-1");
    expect(await s3.send(new HeadBucketCommand({ Bucket }))).toMatchObject({
      $metadata: { httpStatusCode: 200 },
      BucketRegion: "eu-west-1",
      BucketArn: `arn:aws:s3:::${Bucket}`,
      AccessPointAlias: false,
    });
  });

  test("answers 404 for a bucket that is not there", async () => {
    expect(await errorOf(clientWith().send(new HeadBucketCommand({ Bucket })))).toMatchObject({
      name: "NotFound",
      $metadata: { httpStatusCode: 404 },
    });
  });

  test("answers 403 with the Region where another owner is expected", async () => {
    const s3 = clientWith({ [Bucket]: {} });
    const send = s3.send(new HeadBucketCommand({ Bucket, ExpectedBucketOwner: "000000000000" }));
    expect(await errorOf(send)).toMatchObject({
      $metadata: { httpStatusCode: 403 },
      $response: { headers: { "x-amz-bucket-region": "us-east-1" } },
    });
  });
});

describe("DeleteBucket", () => {
  test("answers 204, and the bucket is gone", async () => {
    const s3 = clientWith({ [Bucket]: {} });
    expect(await s3.send(new DeleteBucketCommand({ Bucket }))).toMatchObject({
      $metadata: { httpStatusCode: 204 },
    });
    expect((await errorOf(s3.send(new DeleteBucketCommand({ Bucket })))).name).toBe("NoSuchBucket");
  });

  test.each<[string, BucketSeed, string]>([
    ["never had versions", {}, "The bucket you tried to delete is not empty"],
    [
      "has versions",
      { versioning: "Enabled" },
      "The bucket you tried to delete is not empty. You must delete all versions in the bucket.",
    ],
  ])("refuses a bucket that %s while it holds an object", async (_name, seed, message) => {
    const s3 = clientWith({ [Bucket]: { ...seed, objects: { key: "content" } } });
    expect(await errorOf(s3.send(new DeleteBucketCommand({ Bucket })))).toMatchObject({
      name: "BucketNotEmpty",
      message,
      BucketName: Bucket,
      $metadata: { httpStatusCode: 409 },
    });
  });

  test("refuses a bucket in which delete markers are left", async () => {
    const s3 = clientWith({ [Bucket]: { versioning: "Enabled" } });
    const { VersionId } = await s3.send(new DeleteObjectCommand({ Bucket, Key: "key" }));
    expect((await errorOf(s3.send(new DeleteBucketCommand({ Bucket })))).name).toBe(
      "BucketNotEmpty",
    );
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "key", VersionId }));
    await s3.send(new DeleteBucketCommand({ Bucket }));
  });

  test("is not hindered by a replication configuration", async () => {
    const s3 = clientWith({
      [Bucket]: { versioning: "Enabled" },
      destination: { versioning: "Enabled" },
    });
    const Destination = { Bucket: "arn:aws:s3:::destination" };
    await s3.send(
      new PutBucketReplicationCommand({
        Bucket,
        ReplicationConfiguration: configuration(v2({ Destination })),
      }),
    );
    await s3.send(new DeleteBucketCommand({ Bucket }));
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutObjectCommand({ Bucket, Key: "key", Body: "content" }));
  });
});

describe("GetBucketLocation", () => {
  test.each<[string, string | undefined, string | undefined]>([
    ["nothing for us-east-1", undefined, undefined],
    ["the Region of others", "eu-central-1", "eu-central-1"],
    ["EU where the bucket was made with it", "EU", "EU"],
  ])("answers %s", async (_name, constraint, location) => {
    const s3 = clientWith();
    // One of the SDK's words, each of them.
    const LocationConstraint = constraint as "EU";
    await s3.send(
      new CreateBucketCommand({
        Bucket,
        ...(constraint && { CreateBucketConfiguration: { LocationConstraint } }),
      }),
    );
    const answer = await s3.send(new GetBucketLocationCommand({ Bucket }));
    expect(answer.LocationConstraint).toBe(location);
  });

  test("answers at any Region's endpoint", async () => {
    const s3 = clientWith({ [Bucket]: { region: "eu-west-1" } }, "us-west-2");
    const { LocationConstraint } = await s3.send(new GetBucketLocationCommand({ Bucket }));
    expect(LocationConstraint).toBe("eu-west-1");
  });
});

describe("ListBuckets", () => {
  const buckets = {
    beta: {},
    alpha: { region: "eu-west-1" },
    gamma: {},
    theirs: { owner: "210987654321" },
  };
  const names = async (input: ListBucketsCommandInput) => {
    const { Buckets } = await clientWith(buckets).send(new ListBucketsCommand(input));
    return Buckets?.map(({ Name }) => Name);
  };

  test("lists the caller's own buckets by name, with ARN, Region and date", async () => {
    const answer = await clientWith(buckets).send(new ListBucketsCommand({}));
    expect(answer.Buckets?.map(({ Name }) => Name)).toEqual(["alpha", "beta", "gamma"]);
    expect(answer.Buckets?.[0]).toEqual({
      Name: "alpha",
      BucketArn: "arn:aws:s3:::alpha",
      BucketRegion: "eu-west-1",
      CreationDate: new Date("2026-01-01T00:00:00Z"),
    });
    expect(answer.Owner).toEqual({ ID: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(answer.Prefix).toBeUndefined();
    expect(answer.ContinuationToken).toBeUndefined();
  });

  test("lists nothing where there is nothing", async () => {
    const { Buckets } = await clientWith().send(new ListBucketsCommand({}));
    expect(Buckets).toEqual([]);
  });

  test.each<[string, ListBucketsCommandInput, string[]]>([
    ["by prefix", { Prefix: "a" }, ["alpha"]],
    ["by prefix, in its exact case", { Prefix: "A" }, []],
    ["by Region", { BucketRegion: "us-east-1" }, ["beta", "gamma"]],
  ])("narrows the list %s", async (_name, input, expected) => {
    expect(await names(input)).toEqual(expected);
  });

  test("repeats the prefix", async () => {
    const { Prefix } = await clientWith(buckets).send(new ListBucketsCommand({ Prefix: "a" }));
    expect(Prefix).toBe("a");
  });

  test("goes on after a page with its token", async () => {
    const s3 = clientWith(buckets);
    const first = await s3.send(new ListBucketsCommand({ MaxBuckets: 2, ContinuationToken: "" }));
    expect(first.Buckets?.map(({ Name }) => Name)).toEqual(["alpha", "beta"]);
    const { ContinuationToken } = first;
    const last = await s3.send(new ListBucketsCommand({ MaxBuckets: 2, ContinuationToken }));
    expect(last.Buckets?.map(({ Name }) => Name)).toEqual(["gamma"]);
    expect(last.ContinuationToken).toBeUndefined();
  });

  test("refuses a Region that there is not", async () => {
    const send = clientWith().send(new ListBucketsCommand({ BucketRegion: "eu-east-1" }));
    const error = await errorOf(send);
    expect(error).toMatchObject({
      name: "InvalidArgument",
      message: "Argument value eu-east-1 is not a valid AWS Region",
      ArgumentName: "bucket-region",
    });
    expect(error).not.toHaveProperty("ArgumentValue");
  });

  test.each([[0], [10_001]])("refuses pages of %d", async (MaxBuckets) => {
    expect(await errorOf(clientWith().send(new ListBucketsCommand({ MaxBuckets })))).toMatchObject({
      name: "InvalidArgument",
      ArgumentName: "max-buckets",
      ArgumentValue: String(MaxBuckets),
    });
  });
});

test("a bucket that was deleted and made again starts without versioning", async () => {
  const s3 = clientWith({ [Bucket]: { versioning: "Enabled" } });
  await s3.send(new DeleteBucketCommand({ Bucket }));
  await s3.send(new CreateBucketCommand({ Bucket }));
  const suspend = new PutBucketVersioningCommand({
    Bucket,
    VersioningConfiguration: { Status: "Suspended" },
  });
  await s3.send(suspend);
});
