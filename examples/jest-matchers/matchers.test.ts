import { HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import "s3-replication-mock/jest";
import { buckets } from "./buckets.js";

const object = { Bucket: "source", Key: "TaxDocs/2026.txt" };

/** A mock that has replicated an object. */
async function replicated() {
  const mock = replicationMock({ buckets });
  const client = new S3Client({});
  client.middlewareStack.use(mock);
  await client.send(new PutObjectCommand({ ...object, Body: "42" }));
  mock.settle();
  return { mock, client };
}

test("what has replicated has", async () => {
  const { mock } = await replicated();
  expect(mock).toHaveReplicated(object, { to: "backup" });
  expect(mock).toHaveReplicationStatus(object, "COMPLETED");
  expect(mock).toHaveReplicationStatus(object, "REPLICA", { in: "backup" });
  expect(mock).toBeReplicaOf("s3://backup/TaxDocs/2026.txt", object);
  expect(mock).not.toHaveFailedReplication(object);
});

test("what has not replicated has not, for a reason", async () => {
  const { mock, client } = await replicated();
  await client.send(new PutObjectCommand({ Bucket: "source", Key: "notes.txt", Body: "42" }));
  expect(mock).not.toHaveReplicated("s3://source/notes.txt", { because: "PrefixDiffers" });
  mock.faults.fail({ reason: "DstKmsKeyNotFound" });
  await client.send(new PutObjectCommand({ ...object, Body: "43" }));
  mock.settle();
  expect(mock).toHaveFailedReplication(object, { reason: "DstKmsKeyNotFound" });
});

test("commands are found by what was sent", async () => {
  const { mock, client } = await replicated();
  await client.send(new HeadObjectCommand(object));
  expect(mock).toHaveReceivedAnyCommand();
  expect(mock).toHaveReceivedCommand(PutObjectCommand);
  expect(mock).toHaveReceivedCommandTimes(PutObjectCommand, 1);
  expect(mock).toHaveReceivedCommandWith(PutObjectCommand, {
    Key: expect.stringContaining("TaxDocs/"),
    Body: "42",
  });
  expect(mock).toHaveReceivedNthCommandWith(1, PutObjectCommand, object);
  expect(mock).toHaveReceivedNthSpecificCommandWith(1, HeadObjectCommand, object);
  expect(mock).toHaveReceivedLastCommandWith(HeadObjectCommand, object);
});

test("a matcher that fails says what explain knows, and what came near", async () => {
  const { mock } = await replicated();
  const wrong = { Bucket: "source", Key: "TaxDocs/2027.txt" };
  expect(() => expect(mock).toHaveReplicated(wrong)).toThrow("has never had this key");
  expect(() => expect(mock).not.toHaveReplicated(object)).toThrow("It was replicated.");
  expect(() => expect(mock).toHaveReplicationStatus(object, "FAILED")).toThrow(
    "Received status: COMPLETED",
  );
  expect(() => expect(mock).toHaveReceivedCommandWith(PutObjectCommand, wrong)).toThrow(
    "Key: expected 'TaxDocs/2027.txt', received 'TaxDocs/2026.txt'",
  );
  expect(() => expect(mock).toHaveReceivedCommand(HeadObjectCommand)).toThrow("0 times");
});

test("types know statuses and options", async () => {
  const { mock } = await replicated();
  // @ts-expect-error: there is no such status
  expect(() => expect(mock).toHaveReplicationStatus(object, "COMPLETE")).toThrow("COMPLETED");
  // @ts-expect-error: there is no such option
  expect(() => expect(mock).toHaveReplicated(object, { too: "backup" })).toThrow(
    "did you mean to?",
  );
});
