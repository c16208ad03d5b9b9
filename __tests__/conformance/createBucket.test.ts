import {
  CreateBucketCommand,
  type CreateBucketCommandInput,
  GetBucketOwnershipControlsCommand,
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { manualClock, replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "../support/client.js";

const Bucket = "a-bucket";

function clientIn(region?: string): S3Client {
  return clientOf(replicationMock({ clock: manualClock() }), region);
}

/** S3 judges unknown words itself, so the SDK's type does not. */
function createIn(constraint?: string, Bucket = "a-bucket"): CreateBucketCommand {
  if (constraint === undefined) return new CreateBucketCommand({ Bucket });
  const LocationConstraint = constraint as "EU";
  return new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint } });
}

describe("CreateBucket", () => {
  test("answers the path of a bucket without a constraint, and its ARN", async () => {
    expect(await clientIn().send(createIn())).toMatchObject({
      $metadata: { httpStatusCode: 200 },
      Location: `/${Bucket}`,
      BucketArn: `arn:aws:s3:::${Bucket}`,
    });
  });

  test.each([
    ["of another Region at us-east-1", "us-east-1", "eu-central-1"],
    ["EU at us-east-1", "us-east-1", "EU"],
    ["of the endpoint's own Region", "eu-central-1", "eu-central-1"],
    ["EU at eu-west-1", "eu-west-1", "EU"],
  ])("answers the URL of a bucket with the constraint %s", async (_name, region, constraint) => {
    const { Location } = await clientIn(region).send(createIn(constraint));
    expect(Location).toBe(`http://${Bucket}.s3.amazonaws.com/`);
  });

  test.each([
    ["its own Region", "us-east-1"],
    ["an unknown word", "nowhere-1"],
    ["the name of an SDK's pseudo Region", "aws-global"],
  ])("at us-east-1 refuses %s as a constraint", async (_name, constraint) => {
    expect(await errorOf(clientIn().send(createIn(constraint)))).toMatchObject({
      name: "InvalidLocationConstraint",
      message: "The specified location-constraint is not valid",
      LocationConstraint: constraint,
      $metadata: { httpStatusCode: 400 },
    });
  });

  test("at the endpoint of us-east-2 refuses to do without a constraint", async () => {
    const s3 = clientIn("us-east-2");
    // The SDK adds the constraint by itself; this takes it out again.
    s3.middlewareStack.add((next) => (args) => next({ ...args, input: { Bucket } }), {
      step: "initialize",
      priority: "low",
    });
    expect(await errorOf(s3.send(createIn()))).toMatchObject({
      name: "IllegalLocationConstraintException",
      message:
        "The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.",
    });
  });

  test.each([
    ["another Region", "us-west-1"],
    ["us-east-1", "us-east-1"],
    ["an unknown word", "bar"],
    ["EU", "EU"],
  ])("at the endpoint of us-east-2 refuses %s as a constraint", async (_name, constraint) => {
    expect(await errorOf(clientIn("us-east-2").send(createIn(constraint)))).toMatchObject({
      name: "IllegalLocationConstraintException",
      message: `The ${constraint} location constraint is incompatible for the region specific endpoint this request was sent to.`,
      $metadata: { httpStatusCode: 400 },
    });
  });

  test.each([
    ["shorter than 3 characters", "ab"],
    ["longer than 63 characters", "a".repeat(64)],
    ["with an upper case letter", "Bucket"],
    ["with an underscore", "a_bucket"],
    ["that begins with a hyphen", "-bucket"],
    ["that ends with a period", "bucket."],
    ["with two periods side by side", "a..bucket"],
    ["in the form of an IP address", "192.168.5.4"],
    ["that begins with sthree-", "sthree-bucket"],
    ["that ends with --table-s3", "bucket--table-s3"],
  ])("refuses a name %s", async (_name, name) => {
    expect(await errorOf(clientIn().send(createIn(undefined, name)))).toMatchObject({
      name: "InvalidBucketName",
      message: "The specified bucket is not valid.",
      BucketName: name,
      $metadata: { httpStatusCode: 400 },
    });
  });

  test.each([["abc"], ["my.bucket"], ["a".repeat(63)], ["1-2-3"]])(
    "accepts the name %s",
    async (name) => {
      expect(await clientIn().send(createIn(undefined, name))).toMatchObject({
        BucketArn: `arn:aws:s3:::${name}`,
      });
    },
  );

  test("gives a new bucket neither versioning nor a replication configuration", async () => {
    const s3 = clientIn();
    await s3.send(createIn());
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
    expect(await errorOf(s3.send(new GetBucketReplicationCommand({ Bucket })))).toMatchObject({
      name: "ReplicationConfigurationNotFoundError",
    });
  });

  test("enables versioning of a bucket with Object Lock", async () => {
    const s3 = clientIn();
    await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
    const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
    expect(Status).toBe("Enabled");
  });

  test("turns ACLs off and blocks public access", async () => {
    const s3 = clientIn();
    await s3.send(createIn());
    const ownership = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    const block = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(ownership.OwnershipControls).toEqual({
      Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }],
    });
    expect(block.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
  });

  test("sets the Object Ownership it is asked for", async () => {
    const s3 = clientIn();
    await s3.send(new CreateBucketCommand({ Bucket, ObjectOwnership: "BucketOwnerPreferred" }));
    const { OwnershipControls } = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    expect(OwnershipControls?.Rules).toEqual([{ ObjectOwnership: "BucketOwnerPreferred" }]);
  });

  test("refuses an unknown Object Ownership", async () => {
    // The SDK sends any string.
    const ObjectOwnership = "RandomValue" as "ObjectWriter";
    const send = clientIn().send(new CreateBucketCommand({ Bucket, ObjectOwnership }));
    expect(await errorOf(send)).toMatchObject({
      name: "InvalidArgument",
      message: "Invalid x-amz-object-ownership header: RandomValue",
      ArgumentName: "x-amz-object-ownership",
    });
  });

  test.each<[string, Partial<CreateBucketCommandInput>]>([
    ["directory buckets", { CreateBucketConfiguration: { Bucket: { Type: "Directory" } } }],
    ["a namespace of one account", { BucketNamespace: "account-regional" }],
  ])("does not simulate %s", async (_name, members) => {
    const send = clientIn().send(new CreateBucketCommand({ Bucket, ...members }));
    expect(await errorOf(send)).toMatchObject({
      name: "NotImplemented",
      $metadata: { httpStatusCode: 501 },
    });
  });
});

describe("CreateBucket with tags", () => {
  function createWith(...Tags: { Key: string; Value: string }[]): CreateBucketCommand {
    return new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { Tags } });
  }

  test("refuses a key that begins with aws:, without naming it", async () => {
    const error = await errorOf(clientIn().send(createWith({ Key: "aws:tag", Value: "value" })));
    expect(error).toMatchObject({
      name: "InvalidTag",
      message:
        'User-defined tag keys can\'t start with "aws:". This prefix is reserved for system tags. Remove "aws:" from your tag keys and try again.',
    });
    expect(error).not.toHaveProperty("TagKey");
  });

  test("refuses a value with characters that tags do not have", async () => {
    const send = clientIn().send(createWith({ Key: "test", Value: "value1,value2" }));
    expect(await errorOf(send)).toMatchObject({
      name: "InvalidTag",
      message: "The TagValue you have provided is invalid",
      TagKey: "test",
      TagValue: "value1,value2",
    });
  });

  // field-reports A15 (C): `assumed`, as PutBucketTagging answers.
  test("refuses a key that is there twice", async () => {
    const tag = { Key: "test", Value: "value" };
    expect(await errorOf(clientIn().send(createWith(tag, tag)))).toMatchObject({
      name: "InvalidTag",
      message: "Cannot provide multiple Tags with the same key",
      TagKey: "test",
      $metadata: { httpStatusCode: 400 },
    });
  });
});
