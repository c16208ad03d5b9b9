import { rulesForKey } from "../replication/compiledRules.js";
import type { Bucket } from "../state/bucket.js";
import type { CompiledLifecycleRule } from "../state/compiledLifecycle.js";
import type { Upload } from "../state/upload.js";
import { daysAfter } from "./midnights.js";

/** When a rule aborts a multipart upload, in milliseconds since the epoch. */
export interface Abortion {
  readonly at: number;
  readonly ruleId: string;
}

/** The rule that aborts an upload first; of several at one time the first of the document: `assumed`. */
export function abortionOf(
  rules: readonly CompiledLifecycleRule[],
  initiatedAt: number,
): Abortion | undefined {
  let first: Abortion | undefined;
  for (const { id: ruleId, abortAfterDays } of rules) {
    if (abortAfterDays === undefined) continue;
    const at = daysAfter(initiatedAt, abortAfterDays);
    if (first === undefined || at < first.at) first = { at, ruleId };
  }
  return first;
}

/**
 * `x-amz-abort-date` and `x-amz-abort-rule-id` of an upload; nothing where no rule aborts it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html
 */
export function abortMembers(
  { lifecycle }: Bucket,
  { key, initiatedAt }: Pick<Upload, "key" | "initiatedAt">,
): { AbortDate?: Date; AbortRuleId?: string } {
  if (lifecycle === undefined) return {};
  const abortion = abortionOf(rulesForKey(lifecycle.configuration, key), initiatedAt);
  if (abortion === undefined) return {};
  return { AbortDate: new Date(abortion.at), AbortRuleId: abortion.ruleId };
}
