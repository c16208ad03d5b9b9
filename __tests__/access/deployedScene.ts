import { PutObjectCommand } from "@aws-sdk/client-s3";
import { manualClock, type ReplicationMock, replicationMock } from "s3-replication-mock";
import { clientOf } from "../support/client.js";
import { accountA } from "../support/permissionScene.js";

const versioning = "Enabled" as const;

/** A mock of account A with the buckets `src` and `dst`, the latter of the account given. */
export function mockToDeploy(owner = accountA): ReplicationMock {
  return replicationMock({
    accountId: accountA,
    clock: manualClock(),
    buckets: { src: { versioning }, dst: { versioning, owner } },
  });
}

/** What becomes of a tagged object in `src`. */
export async function statusAfterPut(mock: ReplicationMock): Promise<string | undefined> {
  const named = { Bucket: "src", Key: "k" };
  await clientOf(mock).send(new PutObjectCommand({ ...named, Body: "data", Tagging: "t=1" }));
  mock.settle();
  return mock.bucket("src")?.versions[0]?.replicationStatus;
}
