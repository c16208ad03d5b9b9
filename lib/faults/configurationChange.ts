import type { Bucket } from "../state/bucket.js";
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
  const visibleAt = s3.time.now() + delayMs;
  bucket.unseenConfigurations = [...bucket.unseenConfigurations, { visibleAt, configuration }];
  showChanges(bucket, s3.time.now());
}

/** Lets the changes be seen whose time has come. There are some only while a fault holds them back. */
export function showDueChanges(s3: S3): void {
  if (s3.faults.staleConfigurations.size === 0) return;
  for (const { bucket: name } of s3.faults.staleConfigurations.values()) {
    const bucket = s3.buckets.get(name);
    if (bucket !== undefined) showChanges(bucket, s3.time.now());
  }
}

/** Lets all changes of a bucket be seen that no other fault holds back. */
export function showAllChanges(s3: S3, name: string): void {
  const bucket = s3.buckets.get(name);
  const faults = [...s3.faults.staleConfigurations.values()];
  if (bucket === undefined || faults.some((fault) => fault.bucket === name)) return;
  showChanges(bucket, Number.POSITIVE_INFINITY);
}

/** The last change wins, so what came before it is never seen after it. */
function showChanges(bucket: Bucket, now: number): void {
  const changes = bucket.unseenConfigurations;
  const last = changes.findLastIndex(({ visibleAt }) => visibleAt <= now);
  const change = changes[last];
  if (change === undefined) return;
  bucket.replication = change.configuration;
  bucket.unseenConfigurations = changes.slice(last + 1);
}
