import { inspect } from "node:util";
import { objectUri } from "../base/objectName.js";
import { faultsInForce } from "../faults/beginFault.js";
import { faultText } from "../faults/faultText.js";
import { timeText } from "../observe/explain/wording.js";
import { waitingText } from "../observe/waitingText.js";
import type { S3 } from "../state/s3.js";
import type { Work } from "../state/work.js";
import { pendingWork } from "../state/workRecords.js";

/** A mock at a glance, as failure messages and `console.log` show it: lines of text. */
export interface MockSummary {
  readonly time: string;
  /** Each bucket with its Region and versioning, and the rules that replicate from it. */
  readonly buckets: Readonly<Record<string, { readonly is: string; readonly rules?: string[] }>>;
  /** The replication work that is PENDING: what is due first, first; of much of it, how much more. */
  readonly pendingWork: readonly string[];
  readonly faults: readonly string[];
}

/** So many pieces of work are named. */
const mostNamed = 10;

/** The same handle, which shows what it is about where it is printed, as in a failed comparison. */
export function withSummary<Handle extends object>(handle: Handle, s3: S3): Handle {
  // Test runners print what `toJSON` gives; Node asks for the other one.
  return Object.defineProperties(handle, {
    toJSON: { value: () => summaryOf(s3) },
    [inspect.custom]: {
      value: (_depth: number, options: object) =>
        `ReplicationMock ${inspect(summaryOf(s3), { ...options, depth: 4, breakLength: 120 })}`,
    },
  });
}

function summaryOf(s3: S3): MockSummary {
  const buckets = [...s3.buckets.values()].map(({ name, region, versioning, replication }) => {
    const is = `${region}, versioning ${versioning ?? "never set"}`;
    const rules = replication?.rules.map(
      ({ id, isEnabled, destination }) =>
        `${JSON.stringify(id)} to ${destination.bucket}${isEnabled ? "" : ", Disabled"}`,
    );
    return [name, rules === undefined ? { is } : { is, rules }] as const;
  });
  return {
    time: timeText(s3.time.now()),
    buckets: Object.fromEntries(buckets),
    pendingWork: pendingLines(s3),
    faults: faultsInForce(s3).map((fault) => `${faultText(fault)}, struck ${fault.count} times`),
  };
}

function pendingLines(s3: S3): string[] {
  const works = pendingWork(s3);
  const lines = works.slice(0, mostNamed).map((work) => workLine(s3, work));
  const more = works.length - lines.length;
  return more > 0 ? [...lines, `and ${more} more`] : lines;
}

function workLine(s3: S3, work: Work): string {
  const { operation, bucket, key, versionId, rule } = work;
  const uri = objectUri({ Bucket: bucket, Key: key, VersionId: versionId });
  return `${operation} of ${uri} to ${rule.destination.bucket}, ${waitingText(s3, work)}`;
}
