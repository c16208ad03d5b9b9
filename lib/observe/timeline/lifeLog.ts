import type { S3 } from "../../state/s3.js";
import type { Fact } from "../../state/stateChange.js";
import type { Work } from "../../state/work.js";

/** Something that happened to a version, as it is remembered. It holds on to no bytes. */
export interface LifeEntry {
  readonly kind: LifeEntryKind;
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  /** Milliseconds since the epoch. */
  at: number;
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
  observe(fact: Fact): void;
  /** The entries about a key in any bucket, oldest first. The cost is that of the whole log. */
  entriesOf(key: string): readonly LifeEntry[];
  /** Forgets all: the simulated S3 is another one from now on. */
  clear(): void;
}

/** A log of what happens to versions: a ring, so that it takes a small object for each fact and no more. */
export function lifeLog({ time }: Pick<S3, "time">): LifeLog {
  let entries: LifeEntry[] = [];
  let next = 0;
  // Told just before the end of the work that made it, which says when that was.
  let replica: LifeEntry | undefined;
  return {
    observe(fact) {
      const entry = entryOf(fact, time.now());
      if (fact.type === "WorkEnded" && replica !== undefined) replica.at = entry.at;
      replica = "origin" in fact && fact.origin === "replication" ? entry : undefined;
      entries[next] = entry;
      next = (next + 1) % remembered;
    },
    entriesOf: (key) =>
      [...entries.slice(next), ...entries.slice(0, next)].filter((entry) => entry.key === key),
    clear() {
      entries = [];
      next = 0;
      replica = undefined;
    },
  };
}

function entryOf(fact: Fact, now: number): LifeEntry {
  switch (fact.type) {
    case "VersionCreated":
      return ofVersion("created", fact, now, {
        cause: fact.origin,
        sizeBytes: fact.version.content.bytes.length,
      });
    case "DeleteMarkerCreated":
      return ofVersion("markerCreated", fact, now, { cause: fact.origin });
    case "VersionChanged":
      return ofVersion("changed", fact, now, { cause: fact.modification });
    case "VersionRemoved":
      return ofVersion("removed", fact, now);
    case "WorkAccepted":
      return ofWork("accepted", fact.work, fact.work.acceptedAt);
    case "WorkHeld":
      return ofWork("held", fact.work, now);
    case "FaultStruck":
      return ofWork("struck", fact.work, now, fact.fault);
    case "WorkEnded":
      return ofWork("ended", fact.work, fact.work.endedAt ?? now);
    case "WorkDropped":
      return ofWork("dropped", fact.work, fact.droppedAt);
  }
}

interface VersionFact {
  readonly bucket: string;
  readonly version: { readonly key: string; readonly versionId: string };
}

function ofVersion(
  kind: LifeEntryKind,
  { bucket, version: { key, versionId } }: VersionFact,
  at: number,
  { cause, sizeBytes = 0 }: { readonly cause?: string; readonly sizeBytes?: number } = {},
): LifeEntry {
  return { kind, bucket, key, versionId, at, cause, sizeBytes, work: undefined };
}

function ofWork(kind: LifeEntryKind, work: Work, at: number, cause?: string): LifeEntry {
  const { bucket, key, versionId } = work;
  return { kind, bucket, key, versionId, at, cause, sizeBytes: 0, work };
}
