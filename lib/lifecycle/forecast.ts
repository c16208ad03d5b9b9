import { rulesForKey } from "../replication/compiledRules.js";
import type { Bucket } from "../state/bucket.js";
import type { ObjectVersion } from "../state/objectVersion.js";
import type { S3 } from "../state/s3.js";
import { chooseAction } from "./chooseAction.js";
import { firstRunFor, type LifecycleHold, lockHold, replicationHold } from "./holds.js";
import { type LifecycleAction, lifecycleActions } from "./lifecycleActions.js";
import { midnightAfter, midnightFrom } from "./midnights.js";
import { placedVersions } from "./placedVersions.js";

/** What lifecycle does next with a version, as things stand. Times are milliseconds since the epoch. */
export interface LifecycleForecast {
  readonly action: LifecycleAction;
  readonly isNoncurrent: boolean;
  /** The midnight from which on it is due. */
  readonly dueAt: number;
  /** The run that does it; undefined while only a change of what holds it back says when. */
  readonly at: number | undefined;
  readonly heldBackBy: LifecycleHold | undefined;
}

/** What lifecycle does next with a version if nothing changes; undefined where no rule acts on it. */
export function forecast(
  s3: S3,
  bucket: Bucket,
  version: ObjectVersion,
): LifecycleForecast | undefined {
  if (bucket.lifecycle === undefined) return undefined;
  const rules = rulesForKey(bucket.lifecycle.configuration, version.key);
  const versions = [...placedVersions(bucket, version.key)];
  const placed = versions.find((each) => each.version === version);
  const actions = placed === undefined ? [] : lifecycleActions(rules, placed);
  const nextRun = midnightAfter(s3.time.now());
  const runs = actions.map((action) => firstRunFor(version, action, nextRun));
  const at = Math.min(...runs);
  const action = chooseAction(
    actions.filter((_, index) => runs[index] === at),
    at,
  );
  if (action === undefined) return undefined;
  const dueAt = midnightFrom(action.dueAt);
  const from = Math.max(dueAt, nextRun);
  const held = replicationHold(s3, version);
  return {
    action,
    isNoncurrent: placed?.noncurrentSince !== undefined,
    dueAt,
    at: held === undefined && Number.isFinite(at) ? at : undefined,
    heldBackBy: held ?? lockHold(version, action, from),
  };
}
