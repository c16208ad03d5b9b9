import { CreateBucketCommand, GetBucketTaggingCommand, type S3Client } from "@aws-sdk/client-s3";
import { manualClock, replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "../support/client.js";

const Bucket = "a-bucket";

function clientIn(): S3Client {
  return clientOf(replicationMock({ clock: manualClock() }));
}

function createIn(LocationConstraint?: "us-west-1" | "us-east-2"): CreateBucketCommand {
  if (LocationConstraint === undefined) return new CreateBucketCommand({ Bucket });
  return new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint } });
}

describe("CreateBucket of a bucket that is there", () => {
  test("succeeds in us-east-1 and changes nothing", async () => {
    const s3 = clientIn();
    const configuration = { Tags: [{ Key: "tag1", Value: "value1" }] };
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: configuration }));
    expect(await s3.send(createIn())).toMatchObject({ Location: `/${Bucket}` });
    expect((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual(
      configuration.Tags,
    );
  });

  test.each<[string, "us-west-1" | "us-east-2" | undefined]>([
    ["with its own constraint", "us-west-1"],
    ["with another constraint", "us-east-2"],
    ["without a constraint", undefined],
  ])("in another Region %s is refused", async (_name, constraint) => {
    const s3 = clientIn();
    await s3.send(createIn("us-west-1"));
    expect(await errorOf(s3.send(createIn(constraint)))).toMatchObject({
      name: "BucketAlreadyOwnedByYou",
      message: "Your previous request to create the named bucket succeeded and you already own it.",
      BucketName: Bucket,
      $metadata: { httpStatusCode: 409 },
    });
  });

  test("with tags is refused in us-east-1 too", async () => {
    const s3 = clientIn();
    const withTags = new CreateBucketCommand({
      Bucket,
      CreateBucketConfiguration: { Tags: [{ Key: "tag1", Value: "value1" }] },
    });
    await s3.send(withTags);
    expect((await errorOf(s3.send(withTags))).name).toBe("BucketAlreadyOwnedByYou");
  });

  test("with an empty set of tags succeeds in us-east-1", async () => {
    const s3 = clientIn();
    await s3.send(createIn());
    const again = new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { Tags: [] } });
    expect(await s3.send(again)).toMatchObject({ Location: `/${Bucket}` });
  });

  test("and belongs to another account is refused", async () => {
    const buckets = { [Bucket]: { owner: "210987654321" } };
    const s3 = clientOf(replicationMock({ clock: manualClock(), buckets }));
    expect(await errorOf(s3.send(createIn()))).toMatchObject({
      name: "BucketAlreadyExists",
      BucketName: Bucket,
      $metadata: { httpStatusCode: 409 },
    });
  });
});
