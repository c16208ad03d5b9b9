import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { expect, test } from "vitest";
import "../../../lib/testing/vitest.js";

// Run by Vitest, which vitest.test.ts starts.

async function used() {
  const mock = replicationMock({ buckets: { box: { versioning: "Enabled" } } });
  const client = new S3Client({});
  client.middlewareStack.use(mock);
  await client.send(new PutObjectCommand({ Bucket: "box", Key: "one", Body: "1" }));
  return mock;
}

test("passes", async () => {
  const mock = await used();
  expect(mock).toHaveReceivedCommandWith(PutObjectCommand, { Key: expect.stringContaining("on") });
  expect(mock).not.toHaveReplicated("s3://box/one", { because: /no replication configuration/ });
  expect(mock).toHaveReplicationStatus("s3://box/one", undefined);
});

test("fails", async () => {
  expect(await used()).toHaveReplicated("s3://box/one");
});

test("fails behind not", async () => {
  expect(await used()).not.toHaveReceivedCommand(PutObjectCommand);
});
