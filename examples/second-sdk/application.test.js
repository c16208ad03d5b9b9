import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { S3Client } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { S3Client as SecondS3Client } from "second-client-s3";
import { archive } from "./archive.js";
import { buckets } from "./buckets.js";

let installed;
afterEach(() => installed.end());

test("a second copy of the SDK is installed on beside the first one", async () => {
  const mock = replicationMock({ buckets });
  installed = mock.install(S3Client, SecondS3Client);
  await archive("2026.txt", "42");
  mock.settle();
  const [replica] = mock.bucket("backup").versions;
  assert.equal(replica.key, "TaxDocs/2026.txt");
  assert.equal(replica.isReplica, true);
});
