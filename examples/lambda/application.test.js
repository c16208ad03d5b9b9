import assert from "node:assert/strict";
import { after, test } from "node:test";
import { S3Client } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { buckets } from "./buckets.js";
import { handler } from "./handler.js";

const mock = replicationMock({ buckets });
const installed = mock.install(S3Client);
after(() => installed.end());

test("what the function makes of an upload reaches the backup", async () => {
  const s3 = { bucket: { name: "inbox" }, object: { key: "2026.txt" } };
  await handler({ Records: [{ s3 }] });
  mock.settle();
  const [replica] = mock.bucket("backup").versions;
  assert.equal(replica.key, "TaxDocs/2026.txt");
  assert.equal(replica.isReplica, true);
});
