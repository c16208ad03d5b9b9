import type { StateChange } from "../../state/stateChange.js";
import type { Work } from "../../state/work.js";

/** Something that happened to a version, as it is remembered. It holds on to no bytes. */
export interface LifeEntry {
  readonly kind: LifeEntryKind;
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** What made it, changed it or struck it. */
  readonly cause: string | undefined;
  /** 0 where there is no object. */
  readonly sizeBytes: number;
  readonly work: Work | undefined;
}

export type LifeEntryKind =
  | "created"
  | "markerCreated"
  | "changed"
  | "transitioned"
  | "accepted"
  | "held"
  | "struck"
  | "ended"
  | "dropped"
  | "removed";

/** So many entries are remembered; a version's life before them is told from what stands. */
const remembered = 8_192;

/** What timelines are told from, beside what stands. */
export interface LifeLog {
  observe(change: StateChange): void;
  /** The entries about a key in any bucket, oldest first. The cost is that of the whole log. */
  entriesOf(key: string): readonly LifeEntry[];
  /** Forgets all: the simulated S3 is another one from now on. */
  clear(): void;
}

/** A log of what happens to versions: a ring, so that it takes a small object for each change and no more. */
export function lifeLog(): LifeLog {
  let entries: LifeEntry[] = [];
  let next = 0;
  return {
    observe(change) {
      const entry = entryOf(change);
      if (entry === undefined) return;
      entries[next] = entry;
      next = (next + 1) % remembered;
    },
    entriesOf: (key) =>
      [...entries.slice(next), ...entries.slice(0, next)].filter((entry) => entry.key === key),
    clear() {
      entries = [];
      next = 0;
    },
  };
}

function entryOf(change: StateChange): LifeEntry | undefined {
  switch (change.type) {
    case "VersionCreated":
      return ofVersion("created", change, {
        cause: change.origin,
        sizeBytes: change.version.content.bytes.length,
      });
    case "DeleteMarkerCreated":
      return ofVersion("markerCreated", change, { cause: change.origin });
    case "VersionChanged":
      return ofVersion("changed", change, { cause: change.modification });
    case "VersionRemoved":
      return ofVersion("removed", change, lifecycleCause(change.expiredBy));
    case "VersionTransitioned":
      return ofVersion("transitioned", change, {
        cause: `to ${change.version.storageClass}, by ${ruleText(change.ruleId)}`,
      });
    case "WorkAccepted":
      return ofWork("accepted", change);
    case "WorkHeld":
      return ofWork("held", change);
    case "FaultStruck":
      return ofWork("struck", change, change.fault);
    case "WorkEnded":
      return ofWork("ended", change);
    case "WorkDropped":
      return ofWork("dropped", change);
    case "VersionExpired":
      // What came of that, a delete marker or a removal, is told as well.
      return undefined;
    case "ThresholdMissed":
      // It changes nothing about the version; events and explain tell of it.
      return undefined;
  }
}

function lifecycleCause(ruleId: string | undefined): { readonly cause?: string } {
  return ruleId === undefined ? {} : { cause: ruleText(ruleId) };
}

function ruleText(ruleId: string): string {
  return `lifecycle rule ${JSON.stringify(ruleId)}`;
}

interface VersionChange {
  readonly bucket: string;
  readonly version: { readonly key: string; readonly versionId: string };
  readonly at: number;
}

function ofVersion(
  kind: LifeEntryKind,
  { bucket, version: { key, versionId }, at }: VersionChange,
  { cause, sizeBytes = 0 }: { readonly cause?: string; readonly sizeBytes?: number } = {},
): LifeEntry {
  return { kind, bucket, key, versionId, at, cause, sizeBytes, work: undefined };
}

function ofWork(
  kind: LifeEntryKind,
  { work, at }: { readonly work: Work; readonly at: number },
  cause?: string,
): LifeEntry {
  const { bucket, key, versionId } = work;
  return { kind, bucket, key, versionId, at, cause, sizeBytes: 0, work };
}
