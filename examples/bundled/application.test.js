import assert from "node:assert/strict";
import { after, test } from "node:test";
import { replicationMock } from "s3-replication-mock";
import { buckets } from "./buckets.js";
import { archive } from "./dist/archive.js";

// The bundle has a copy of the SDK in it, whose classes nobody can name.
const mock = replicationMock({ buckets });
const server = await mock.listen({ env: true });
after(() => server.close());

test("what the bundled application archives reaches the backup", async () => {
  await archive("2026.txt", "42");
  mock.settle();
  const [replica] = mock.bucket("backup").versions;
  assert.equal(replica.key, "TaxDocs/2026.txt");
  assert.equal(replica.isReplica, true);
});
