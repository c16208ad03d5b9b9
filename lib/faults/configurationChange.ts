import { schedule, unschedule } from "../state/agenda.js";
import type { Bucket } from "../state/bucket.js";
import { showConfigurationTask } from "../state/configurationTasks.js";
import type { CompiledConfiguration } from "../state/replicationRules.js";
import type { S3 } from "../state/s3.js";

/** Gives a bucket another replication configuration or none; a fault may let it be seen late. */
export function changeConfiguration(
  s3: S3,
  bucket: Bucket,
  configuration: CompiledConfiguration | undefined,
): void {
  let delayMs = 0;
  for (const fault of s3.faults.staleConfigurations.values()) {
    if (fault.bucket !== bucket.name) continue;
    fault.struck++;
    delayMs = Math.max(delayMs, fault.ms);
  }
  if (delayMs === 0) {
    // What came before it is never seen after it.
    forgetChanges(s3, bucket, bucket.unseenConfigurations.length);
    bucket.replication = configuration;
    return;
  }
  const change = {
    visibleAt: s3.time.now() + delayMs,
    sequence: s3.ids.sequence(),
    configuration,
  };
  bucket.unseenConfigurations = [...bucket.unseenConfigurations, change];
  schedule(s3.agenda, showConfigurationTask(bucket.name, change));
}

/** Lets the changes of a bucket be seen whose time has come by `now`, in milliseconds since the epoch. */
export function showChanges(s3: S3, bucket: Bucket, now: number): void {
  const changes = bucket.unseenConfigurations;
  const last = changes.findLastIndex(({ visibleAt }) => visibleAt <= now);
  const change = changes[last];
  if (change === undefined) return;
  bucket.replication = change.configuration;
  forgetChanges(s3, bucket, last + 1);
}

/** Lets all changes of a bucket be seen that no other fault holds back. */
export function showAllChanges(s3: S3, name: string): void {
  const bucket = s3.buckets.get(name);
  const faults = [...s3.faults.staleConfigurations.values()];
  if (bucket === undefined || faults.some((fault) => fault.bucket === name)) return;
  showChanges(s3, bucket, Number.POSITIVE_INFINITY);
}

/** The replication configuration that a bucket has, seen or not. */
export function latestConfiguration(bucket: Bucket): CompiledConfiguration | undefined {
  const unseen = bucket.unseenConfigurations.at(-1);
  return unseen === undefined ? bucket.replication : unseen.configuration;
}

function forgetChanges(s3: S3, bucket: Bucket, count: number): void {
  for (const change of bucket.unseenConfigurations.slice(0, count)) {
    unschedule(s3.agenda, showConfigurationTask(bucket.name, change));
  }
  bucket.unseenConfigurations = bucket.unseenConfigurations.slice(count);
}
