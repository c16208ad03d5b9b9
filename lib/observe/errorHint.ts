import { didYouMean } from "../base/closestName.js";
import type { S3 } from "../state/s3.js";
import { versionsOf } from "../state/versions.js";
import type { Work } from "../state/work.js";
import { workOf } from "../state/workRecords.js";
import { waitingText } from "./waitingText.js";

/** An error that a client of the SDK throws, as far as a hint depends on it. */
export interface ClientError {
  readonly message: string;
  /** The HTTP status of the answer. */
  readonly statusCode: number | undefined;
}

/** What a command was given, as far as a hint depends on it. */
export interface CommandTarget {
  readonly Bucket?: unknown;
  readonly Key?: unknown;
}

/**
 * What the author of a test has probably overlooked when the mock answers with this error; undefined
 * where nothing is certain. S3 itself says none of this.
 */
export function errorHint(
  s3: S3,
  { message, statusCode }: ClientError,
  { Bucket: bucket, Key: key }: CommandTarget,
): string | undefined {
  const [, operation] = /^(\w+) is not simulated/.exec(message) ?? [];
  if (operation !== undefined) {
    return `${operation} is not simulated: unsimulated: "pass-through" hands it on to the real network`;
  }
  if (statusCode !== 404 || typeof bucket !== "string" || !isBucketName(s3, bucket))
    return undefined;
  if (!s3.buckets.has(bucket)) {
    const names = [...s3.buckets.keys()];
    const there = names.length === 0 ? "none at all" : names.join(", ");
    return `no such bucket here; there are ${there}${didYouMean(bucket, names)}`;
  }
  const work = typeof key === "string" ? workOnItsWay(s3, bucket, key) : undefined;
  return work && `a replica of this key is ${waitingText(s3, work)}: ${adviceFor(s3, work)}`;
}

/** ARNs and aliases of access points stand for a bucket, which the error is not about. */
function isBucketName({ accessPoints }: S3, bucket: string): boolean {
  return !bucket.startsWith("arn:") && !accessPoints.has(bucket);
}

/** The work that is to bring a version of a key to a bucket: of several, what is done first. */
function workOnItsWay(s3: S3, destination: string, key: string): Work | undefined {
  let first: Work | undefined;
  for (const source of s3.buckets.values()) {
    for (const version of versionsOf(source, key)) {
      for (const each of workOf(s3, version)) {
        if (each.state !== "PENDING" || each.rule.destination.bucket !== destination) continue;
        if (first === undefined || each.dueAt < first.dueAt) first = each;
      }
    }
  }
  return first;
}

function adviceFor({ held }: S3, { id }: Work): string {
  return held.has(id)
    ? "call end() of what mock.faults.unavailable() returned, then mock.settle()"
    : "call mock.settle()";
}
