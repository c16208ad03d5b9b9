import type { Clock } from "../base/clock.js";
import { MockError } from "../base/mockError.js";
import {
  type ObjectAddress,
  type ObjectName,
  objectAddress,
  objectUri,
} from "../base/objectName.js";
import { loadSdk } from "./contractSdk.js";
import type { ConnectedTarget } from "./contractTarget.js";
import { pause } from "./realTime.js";

/** How replication ends. */
export type EndStatus = "COMPLETED" | "FAILED" | "REPLICA";

/** Waits for replication, whoever has the time of it. */
export interface ReplicationWait {
  forObject(object: ObjectName): Promise<EndStatus>;
  forBuckets(names: readonly string[]): Promise<void>;
}

/**
 * Waits by asking a target to finish, where it can, and by asking for statuses, where it cannot.
 *
 * @param timeoutMs - how long is waited for each
 */
export function replicationWait(
  { client, finish }: ConnectedTarget,
  { clock, timeoutMs }: { readonly clock: Clock; readonly timeoutMs: number },
): ReplicationWait {
  /** Asks again and again, less and less often, until an answer is there. */
  async function poll<Answer>(
    what: string,
    ask: () => Promise<Answer | undefined>,
  ): Promise<Answer> {
    const deadline = clock.now() + timeoutMs;
    for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 1.5, 10_000)) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      const leftMs = deadline - clock.now();
      if (leftMs <= 0)
        throw new MockError(`${what} is still PENDING after ${timeoutMs} ms`, "ERR_MOCK_TIMEOUT");
      await pause(Math.min(pauseMs, leftMs));
    }
  }

  async function statusOf(input: ObjectAddress): Promise<string | undefined> {
    const { HeadObjectCommand } = await loadSdk();
    return (await client.send(new HeadObjectCommand(input))).ReplicationStatus;
  }

  async function hasPending(Bucket: string): Promise<boolean> {
    const { ListObjectVersionsCommand } = await loadSdk();
    let from: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
    for (;;) {
      const page = await client.send(new ListObjectVersionsCommand({ Bucket, ...from }));
      for (const { Key = "", VersionId } of page.Versions ?? []) {
        if ((await statusOf({ Bucket, Key, VersionId })) === "PENDING") return true;
      }
      if (!page.IsTruncated) return false;
      from = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
    }
  }

  return {
    async forObject(object) {
      const address = objectAddress("replicated", object);
      const what = objectUri(address);
      await finish?.();
      return poll(what, async () => {
        const status = await statusOf(address);
        if (status === undefined) {
          throw new MockError(
            `${what} has no replication status: nothing replicates it here`,
            "ERR_MOCK_NOT_FOUND",
          );
        }
        // SDKs know the spelling that S3 never sends too.
        return status === "PENDING" ? undefined : (status as EndStatus);
      });
    },
    async forBuckets(names) {
      if (finish !== undefined) return finish();
      for (const name of names) {
        await poll(`s3://${name}`, async () => ((await hasPending(name)) ? undefined : true));
      }
    },
  };
}
