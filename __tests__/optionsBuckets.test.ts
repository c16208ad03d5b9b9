import {
  GetBucketLocationCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
} from "@aws-sdk/client-s3";
import { type BucketSeed, replicationMock } from "s3-replication-mock";
import { clientOf } from "./support/client.js";

describe("a bucket to start with that is wrong throws at once and says what is allowed:", () => {
  test.each<[string, unknown, RegExp | string]>([
    [
      "null",
      null,
      /^replicationMock: buckets\["b-1"\] is null; allowed is an object of region, owner, /,
    ],
    [
      "an unknown name",
      { version: "Enabled" },
      'replicationMock: buckets["b-1"].version does not exist; there are region, owner, versioning, objectLock, accessPoints, policy, replication, objects',
    ],
    [
      "versioning as a boolean",
      { versioning: true },
      'replicationMock: buckets["b-1"].versioning is true; allowed is "Enabled" or "Suspended"',
    ],
    [
      "an owner by name",
      { owner: "me" },
      'replicationMock: buckets["b-1"].owner is "me"; allowed is 12 digits',
    ],
    [
      "one access point",
      { accessPoints: "ap" },
      'replicationMock: buckets["b-1"].accessPoints is "ap"; allowed is an array of names of access points',
    ],
    [
      "a replication switch",
      { replication: true },
      'replicationMock: buckets["b-1"].replication is true; allowed is an object with Role and Rules',
    ],
    [
      "objects in a list",
      { objects: ["a"] },
      /^replicationMock: buckets\["b-1"\]\.objects is \[ 'a' \]; allowed is an object of keys/,
    ],
    [
      "an object as a number",
      { objects: { key: 1 } },
      /^replicationMock: buckets\["b-1"\]\.objects\["key"\] is 1; allowed is an object of body, contentType, /,
    ],
    [
      "an unknown name of an object",
      { objects: { key: { Body: "a" } } },
      'replicationMock: buckets["b-1"].objects["key"].Body does not exist; there are body, contentType, metadata, tags, storageClass',
    ],
    [
      "metadata of numbers",
      { objects: { key: { metadata: { a: 1 } } } },
      'replicationMock: buckets["b-1"].objects["key"].metadata is { a: 1 }; allowed is an object of strings',
    ],
    [
      "a Region that there is not",
      { region: "xx-nowhere-1" },
      /^replicationMock: S3 refuses buckets\["b-1"\]: InvalidLocationConstraint: /,
    ],
    [
      "a storage class that there is not",
      { objects: { key: { storageClass: "COLD" } } },
      /^replicationMock: S3 refuses buckets\["b-1"\]\.objects\["key"\]: InvalidStorageClass: /,
    ],
    [
      "too many tags",
      {
        objects: {
          key: { tags: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`tag${i}`, ""])) },
        },
      },
      /^replicationMock: S3 refuses buckets\["b-1"\]\.objects\["key"\]: BadRequest: /,
    ],
    [
      "suspended versioning with Object Lock",
      { objectLock: true, versioning: "Suspended" },
      /^replicationMock: S3 refuses buckets\["b-1"\]\.versioning: InvalidBucketState: /,
    ],
    [
      "replication without versioning",
      { replication: { Role: "arn:aws:iam::123456789012:role/r", Rules: [] } },
      /^replicationMock: S3 refuses buckets\["b-1"\]\.replication: /,
    ],
  ])("%s", (_name, seed, message) => {
    expect(() => replicationMock({ buckets: { "b-1": seed as BucketSeed } })).toThrow(message);
  });

  test("a name that S3 does not allow", () => {
    expect(() => replicationMock({ buckets: { Bad_Name: {} } })).toThrow(
      'replicationMock: S3 refuses buckets["Bad_Name"]: InvalidBucketName: The specified bucket is not valid.',
    );
  });
});

describe("buckets to start with", () => {
  test("are in the Region of the mock unless they name one", async () => {
    const mock = replicationMock({
      region: "eu-west-1",
      buckets: { here: {}, "not-here": { region: "us-west-2" } },
    });
    const constraint = async (Bucket: string, region: string) =>
      (await clientOf(mock, region).send(new GetBucketLocationCommand({ Bucket })))
        .LocationConstraint;
    expect(await constraint("here", "eu-west-1")).toBe("eu-west-1");
    expect(await constraint("not-here", "us-west-2")).toBe("us-west-2");
  });

  test("hold the objects that they name", async () => {
    const mock = replicationMock({
      buckets: {
        bucket: {
          objects: {
            bytes: Uint8Array.of(1, 2, 3),
            key: {
              body: "content",
              contentType: "text/plain",
              metadata: { author: "me" },
              tags: { "a b": "c=d" },
              storageClass: "STANDARD_IA",
            },
          },
        },
      },
    });
    const client = clientOf(mock);
    const head = (Key: string) => client.send(new HeadObjectCommand({ Bucket: "bucket", Key }));
    expect(await head("bytes")).toMatchObject({ ContentLength: 3 });
    expect(await head("key")).toMatchObject({
      ContentLength: 7,
      ContentType: "text/plain",
      Metadata: { author: "me" },
      StorageClass: "STANDARD_IA",
    });
    const tags = new GetObjectTaggingCommand({ Bucket: "bucket", Key: "key" });
    expect((await client.send(tags)).TagSet).toEqual([{ Key: "a b", Value: "c=d" }]);
  });

  test("are looked at once: what becomes of them later changes nothing, nor does reset", async () => {
    const body = Buffer.from("content");
    const objects: Record<string, Uint8Array> = { key: body };
    const mock = replicationMock({ buckets: { bucket: { objects } } });
    body.fill(0);
    delete objects.key;
    mock.reset();
    const head = new HeadObjectCommand({ Bucket: "bucket", Key: "key" });
    expect((await clientOf(mock).send(head)).ETag).toBe('"9a0364b9e99bb480dd25e1f0284c8555"');
  });
});
