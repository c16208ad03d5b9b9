import assert from "node:assert/strict";
import { after, test } from "node:test";
import { S3Client } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { archive } from "./archive.js";
import { buckets } from "./buckets.js";

const mock = replicationMock({ buckets });
const installed = mock.install(S3Client);
after(() => installed.end());

test("what the application archives reaches the backup", async () => {
  await archive("2026.txt", "42");
  mock.settle();
  const [replica] = mock.bucket("backup").versions;
  assert.equal(replica.key, "TaxDocs/2026.txt");
  assert.equal(replica.isReplica, true);
});
