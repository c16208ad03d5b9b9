import assert from "node:assert/strict";
import { after, test } from "node:test";
import { replicationMock } from "s3-replication-mock";
import { archive } from "./archive.js";
import { buckets } from "./buckets.js";

// A copy that no test can import finds the mock in the environment.
const mock = replicationMock({ buckets });
const server = await mock.listen({ env: true });
after(() => server.close());

test("a second copy of the SDK finds the served mock", async () => {
  await archive("2026.txt", "42");
  mock.settle();
  const [replica] = mock.bucket("backup").versions;
  assert.equal(replica.key, "TaxDocs/2026.txt");
  assert.equal(replica.isReplica, true);
});
