import { rulesForKey } from "../replication/compiledRules.js";
import type { Bucket } from "../state/bucket.js";
import type { CompiledLifecycleRule } from "../state/compiledLifecycle.js";
import type { ObjectVersion } from "../state/objectVersion.js";
import type { S3 } from "../state/s3.js";
import type { Upload } from "../state/upload.js";
import { uploadsOf } from "../state/uploads.js";
import { abortionOf } from "./abortion.js";
import { chooseAction } from "./chooseAction.js";
import { firstRunFor, lockHold, replicationHold } from "./holds.js";
import { type LifecycleAction, lifecycleActions } from "./lifecycleActions.js";
import { dayMs } from "./midnights.js";
import { placedVersions } from "./placedVersions.js";

/** What a run has to do at a key, and when one has to look at it again if nothing changes. */
export interface JudgedKey {
  /** Newest first, one action for each version that something is done with. */
  readonly due: readonly { readonly version: ObjectVersion; readonly action: LifecycleAction }[];
  readonly abortedUploads: readonly Upload[];
  /** Milliseconds since the epoch; `Infinity` where nothing comes. */
  readonly nextAt: number;
}

/**
 * Judges the versions and the uploads of a key in a run. What replication holds back has no next time:
 * the change of its status lets it be looked at again.
 *
 * @param at - the moment of the run, in milliseconds since the epoch
 */
export function judgeKey(s3: S3, bucket: Bucket, key: string, at: number): JudgedKey {
  const { configuration } = bucket.lifecycle ?? {};
  const rules = configuration === undefined ? [] : rulesForKey(configuration, key);
  const due: { version: ObjectVersion; action: LifecycleAction }[] = [];
  const abortedUploads: Upload[] = [];
  let nextAt = Number.POSITIVE_INFINITY;
  for (const upload of uploadsOf(bucket, key)) {
    const abortAt = abortionOf(rules, upload.initiatedAt)?.at ?? Number.POSITIVE_INFINITY;
    if (abortAt <= at) abortedUploads.push(upload);
    else nextAt = Math.min(nextAt, abortAt);
  }
  const looksDeeper = rules.some(actsOnNoncurrent);
  for (const placed of rules.length === 0 ? [] : placedVersions(bucket, key)) {
    if (placed.noncurrentSince !== undefined && !looksDeeper) break;
    const actions = lifecycleActions(rules, placed);
    const { version } = placed;
    if (actions.length === 0 || replicationHold(s3, version) !== undefined) continue;
    const possible = actions.filter((each) => lockHold(version, each, at) === undefined);
    const action = chooseAction(possible, at);
    if (action !== undefined) due.push({ version, action });
    for (const each of actions) nextAt = Math.min(nextAt, firstRunFor(version, each, at + dayMs));
  }
  return { due, abortedUploads, nextAt };
}

function actsOnNoncurrent(rule: CompiledLifecycleRule): boolean {
  return rule.noncurrentExpiration !== undefined || rule.noncurrentTransitions.length > 0;
}
