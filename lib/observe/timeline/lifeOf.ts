import type { ObjectVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { findVersion } from "../../state/versions.js";
import type { Work } from "../../state/work.js";
import { workOf } from "../../state/workRecords.js";
import { explain } from "../explain/explain.js";
import { timeText } from "../explain/wording.js";
import { waitingText } from "../waitingText.js";
import type { LifeEntry } from "./lifeLog.js";
import type { TimelineEvent, TimelineEventKind } from "./timelineEvent.js";

interface VersionName {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
}

/** The events in a version's life, in their order: what is remembered, and what stands where that ends. */
export function lifeOf(
  s3: S3,
  entries: readonly LifeEntry[],
  name: VersionName,
): readonly TimelineEvent[] {
  const home = s3.buckets.get(name.bucket);
  const version = home && findVersion(home, name.key, name.versionId);
  const events = [
    ...standing(s3, entries, version, name),
    ...entries.flatMap((entry) => remembered(entries, entry, name)),
    ...verdict(s3, version, name),
  ];
  // What happened in one moment stays in the order in which it was told.
  events.sort((a, b) => +a.at - +b.at);
  return [...events, ...waits(s3, version)];
}

/** What the version itself says of the time before anything is remembered. */
function standing(
  s3: S3,
  entries: readonly LifeEntry[],
  version: ObjectVersion | undefined,
  { bucket }: VersionName,
): TimelineEvent[] {
  if (version === undefined) return [];
  const own = entries.filter(
    (entry) => entry.bucket === bucket && entry.versionId === version.versionId,
  );
  const isKnown = own.some(({ kind }) => kind === "created" || kind === "markerCreated");
  const made = isKnown ? [] : [event("made", version.lastModified, { bucket }, madeText(version))];
  const remembered = new Set(own.map(({ work }) => work?.id));
  const works = workOf(s3, version).filter(({ id }) => !remembered.has(id));
  return [...made, ...works.flatMap((work) => [accepted(work), ...ended(work)])];
}

function madeText(version: ObjectVersion): string {
  if (version.isDeleteMarker) return "a delete marker";
  const size = `${version.content.bytes.length} bytes`;
  return version.isReplica ? `by replication, ${size}` : size;
}

function remembered(
  entries: readonly LifeEntry[],
  entry: LifeEntry,
  { bucket, versionId }: VersionName,
): TimelineEvent[] {
  const isHome = entry.bucket === bucket;
  if (entry.versionId === versionId) {
    if (isHome) return own(entry);
    // Null versions of two buckets have nothing to do with each other.
    return versionId === "null" ? [] : elsewhere(entry, bucket);
  }
  if (!isHome || entry.kind !== "markerCreated") return [];
  const isOlder = entries.indexOf(entry) < firstOf(entries, { bucket, versionId });
  return isOlder ? [] : [covered(entry)];
}

function firstOf(
  entries: readonly LifeEntry[],
  { bucket, versionId }: Pick<VersionName, "bucket" | "versionId">,
): number {
  return entries.findIndex((entry) => entry.bucket === bucket && entry.versionId === versionId);
}

function own(entry: LifeEntry): TimelineEvent[] {
  const { kind, at, cause = "", work, sizeBytes } = entry;
  switch (kind) {
    case "created":
      return [event("made", at, entry, `by ${cause}, ${sizeBytes} bytes`)];
    case "markerCreated":
      return [event("made", at, entry, `a delete marker, by ${cause}`)];
    case "changed":
      return [event("changed", at, entry, cause)];
    case "transitioned":
      return [event("transitioned", at, entry, cause)];
    case "removed":
      return [event("removed", at, entry, removedText(entry))];
    default:
      return work === undefined ? [] : ofWork(entry, work);
  }
}

function ofWork({ kind, at, cause = "" }: LifeEntry, work: Work): TimelineEvent[] {
  const to = `s3://${work.rule.destination.bucket}`;
  switch (kind) {
    case "accepted":
      return [accepted(work)];
    case "held":
      return [workEvent("waiting", at, work, `${work.operation} to ${to}: held by an outage`)];
    case "struck":
      return [workEvent("struck", at, work, `${cause} on the way to ${to}`)];
    case "dropped":
      return [workEvent("dropped", at, work, `${work.operation} to ${to} came to nothing`)];
    default:
      return ended(work);
  }
}

/** What became of a replica, or of a source, under the same version id. */
function elsewhere(entry: LifeEntry, home: string): TimelineEvent[] {
  const { kind, at, bucket, cause = "", work } = entry;
  const where = ` in s3://${bucket}`;
  if (kind === "removed") return [event("removed", at, entry, removedText(entry, where))];
  if (kind === "changed" || kind === "transitioned") {
    return [event(kind, at, entry, `${cause}${where}`)];
  }
  // What brought a replica here, or a change of it, is part of its life too.
  return work?.rule.destination.bucket === home ? ofWork(entry, work) : [];
}

function removedText({ cause }: LifeEntry, where = ""): string {
  return `gone for good${where}${cause === undefined ? "" : `, by ${cause}`}`;
}

function covered(entry: LifeEntry): TimelineEvent {
  return entry.cause === "lifecycle"
    ? event("expired", entry.at, entry, "lifecycle put a delete marker on top of it")
    : event("hidden", entry.at, entry, `delete marker ${entry.versionId} is on top of it`);
}

/** Why nothing was to be done, where nothing was. */
function verdict(
  s3: S3,
  version: ObjectVersion | undefined,
  { bucket, key, versionId }: VersionName,
): TimelineEvent[] {
  if (version === undefined || version.isReplica || version.workIds.length > 0) return [];
  const { summary } = explain(s3, { Bucket: bucket, Key: key, VersionId: versionId });
  return [event("unmatched", version.lastModified, { bucket }, summary)];
}

/** What is still on its way at this moment. */
function waits(s3: S3, version: ObjectVersion | undefined): TimelineEvent[] {
  const now = s3.time.now();
  const works = version === undefined ? [] : workOf(s3, version);
  const pending = works.filter(({ state }) => state === "PENDING");
  return pending.map((work) => {
    const what = `${work.operation} to s3://${work.rule.destination.bucket}`;
    return workEvent("waiting", now, work, `${what}: PENDING, ${waitingText(s3, work)}`);
  });
}

function accepted(work: Work): TimelineEvent {
  const due = Number.isFinite(work.dueAt) ? `, due at ${timeText(work.dueAt)}` : "";
  const by = work.isBatch ? " by Batch Replication" : "";
  const to = `s3://${work.rule.destination.bucket}`;
  return workEvent(
    "matched",
    work.acceptedAt,
    work,
    `rule ${JSON.stringify(work.rule.id)}: ${work.operation} to ${to}${by}${due}`,
  );
}

function ended(work: Work): TimelineEvent[] {
  const { state, endedAt, failureReason, isPartial, operation } = work;
  if (endedAt === undefined || state === "PENDING") return [];
  const what = `${operation} to s3://${work.rule.destination.bucket}`;
  if (state === "COMPLETED") return [workEvent("arrived", endedAt, work, `${what}: COMPLETED`)];
  const failed = workEvent("failed", endedAt, work, `${what}: FAILED, ${failureReason}`);
  return isPartial
    ? [workEvent("arrived", endedAt, work, `${what}: the object, without its tags`), failed]
    : [failed];
}

function workEvent(kind: TimelineEventKind, at: number, work: Work, text: string): TimelineEvent {
  const { bucket, rule, operation, failureReason } = work;
  return Object.freeze({
    at: new Date(at),
    kind,
    bucket,
    destinationBucket: rule.destination.bucket,
    ruleId: rule.id,
    operation,
    failureReason: kind === "failed" ? failureReason : undefined,
    text,
  });
}

function event(
  kind: TimelineEventKind,
  at: number,
  { bucket }: { readonly bucket: string },
  text: string,
): TimelineEvent {
  return Object.freeze({
    at: new Date(at),
    kind,
    bucket,
    destinationBucket: undefined,
    ruleId: undefined,
    operation: undefined,
    failureReason: undefined,
    text,
  });
}
