/** A rule as the slow model knows it. */
export interface SlowRule {
  readonly prefix: string;
  readonly expiration?: { readonly days: number } | { readonly date: string };
  readonly removesMarkers?: true;
  readonly transitions?: readonly { readonly days: number; readonly storageClass: string }[];
  readonly noncurrent?: { readonly days: number; readonly newer: number };
}

/** A version as the slow model knows it, newest first in its list. */
export interface SlowVersion {
  /** Undefined for a delete marker of lifecycle's. */
  readonly id: string | undefined;
  readonly isMarker: boolean;
  readonly madeAt: Date;
  readonly storageClass: string;
}

export interface SlowBucket {
  versioning: "Enabled" | "Suspended" | undefined;
  rules: readonly SlowRule[];
  now: Date;
  readonly keys: Map<string, SlowVersion[]>;
}

/** Puts a version on top; a null version takes the place of the one before it. */
export function addOnTop(bucket: SlowBucket, key: string, version: SlowVersion): void {
  const isNull = version.id === "null";
  const others = (bucket.keys.get(key) ?? []).filter(({ id }) => !isNull || id !== "null");
  bucket.keys.set(key, [version, ...others]);
}

/** Goes to a time, midnight by midnight. */
export function goTo(bucket: SlowBucket, time: Date): void {
  for (;;) {
    const midnight = nextMidnight(bucket.now);
    if (midnight > time) break;
    bucket.now = midnight;
    for (const key of [...bucket.keys.keys()]) runKey(bucket, key);
  }
  bucket.now = time;
}

function nextMidnight(time: Date): Date {
  const midnight = new Date(time);
  midnight.setUTCHours(24, 0, 0, 0);
  return midnight;
}

/** So many days later, and then the next midnight. */
function daysLater(from: Date, days: number): Date {
  const later = new Date(from);
  for (let day = 0; day < days; day++) later.setUTCDate(later.getUTCDate() + 1);
  return nextMidnight(later);
}

function runKey(bucket: SlowBucket, key: string): void {
  const before = bucket.keys.get(key) ?? [];
  const rules = bucket.rules.filter(({ prefix }) => key.startsWith(prefix));
  let isHidden = false;
  const after: SlowVersion[] = [];
  before.forEach((version, place) => {
    const deed =
      place === 0
        ? deedOfCurrent(bucket, rules, version, before.length)
        : deedOfNoncurrent(bucket, rules, before, place);
    if (deed === "delete") return;
    if (deed === "hide") isHidden = true;
    after.push(
      deed === undefined || deed === "hide" ? version : { ...version, storageClass: deed },
    );
  });
  if (after.length === 0) bucket.keys.delete(key);
  else bucket.keys.set(key, after);
  if (!isHidden) return;
  const id = bucket.versioning === "Enabled" ? undefined : "null";
  addOnTop(bucket, key, { id, isMarker: true, madeAt: bucket.now, storageClass: "" });
}

/** `"delete"`, `"hide"`, the class to move to, or nothing. */
type Deed = string | undefined;

function deedOfCurrent(
  { now, versioning }: SlowBucket,
  rules: readonly SlowRule[],
  version: SlowVersion,
  count: number,
): Deed {
  const expires = rules.some(({ expiration }) => {
    if (expiration === undefined) return false;
    const due =
      "date" in expiration ? new Date(expiration.date) : daysLater(version.madeAt, expiration.days);
    return due <= now;
  });
  if (version.isMarker) {
    const goes = expires || rules.some(({ removesMarkers }) => removesMarkers);
    return goes && count === 1 ? "delete" : undefined;
  }
  if (expires && versioning === undefined) return "delete";
  const classes = rules
    .flatMap(({ transitions = [] }) => transitions)
    .filter(({ days }) => daysLater(version.madeAt, days) <= now)
    .map(({ storageClass }) => storageClass);
  // Of the classes that the model is asked about, each may move to those before it.
  for (const target of ["DEEP_ARCHIVE", "GLACIER", "STANDARD_IA"]) {
    if (target === version.storageClass) break;
    if (classes.includes(target)) return target;
  }
  return expires ? "hide" : undefined;
}

function deedOfNoncurrent(
  { now }: SlowBucket,
  rules: readonly SlowRule[],
  versions: readonly SlowVersion[],
  place: number,
): Deed {
  const successor = versions[place - 1];
  const goes = rules.some(
    ({ noncurrent }) =>
      noncurrent !== undefined &&
      successor !== undefined &&
      daysLater(successor.madeAt, noncurrent.days) <= now &&
      versions.slice(1, place).length >= noncurrent.newer,
  );
  return goes ? "delete" : undefined;
}
