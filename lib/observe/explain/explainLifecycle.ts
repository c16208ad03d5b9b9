import { forecast, type LifecycleForecast } from "../../lifecycle/forecast.js";
import type { Bucket } from "../../state/bucket.js";
import type { ObjectVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import type { ExplainedLifecycle } from "./explanation.js";
import { timeText } from "./wording.js";

/** What lifecycle will do with a version; undefined where its bucket has no rule that is Enabled. */
export function explainLifecycle(
  s3: S3,
  bucket: Bucket,
  version: ObjectVersion,
): ExplainedLifecycle | undefined {
  if (bucket.lifecycle === undefined) return undefined;
  const next = forecast(s3, bucket, version);
  if (next === undefined) return { ...nothing, details: ["No lifecycle rule acts on it."] };
  const { action, dueAt, at, heldBackBy } = next;
  return {
    action: actionName(next),
    ruleId: action.ruleId,
    storageClass: action.kind === "Transition" ? action.storageClass : undefined,
    dueAt: new Date(dueAt),
    at: at === undefined ? undefined : new Date(at),
    heldBackBy,
    details: detailsOf(next, version),
    advice: adviceOf(next),
  };
}

const nothing = {
  action: undefined,
  ruleId: undefined,
  storageClass: undefined,
  dueAt: undefined,
  at: undefined,
  heldBackBy: undefined,
  advice: [],
} as const;

function actionName({ action, isNoncurrent }: LifecycleForecast) {
  if (action.kind === "Transition") {
    return isNoncurrent ? "NoncurrentVersionTransition" : "Transition";
  }
  return isNoncurrent ? "NoncurrentVersionExpiration" : "Expiration";
}

function detailsOf(next: LifecycleForecast, version: ObjectVersion): string[] {
  const { action, dueAt, at, heldBackBy } = next;
  const rule = `Lifecycle rule ${JSON.stringify(action.ruleId)}`;
  const details =
    at === undefined
      ? [`${rule} is to ${deedOf(next)}, from ${timeText(dueAt)} on.`]
      : [`${rule} will ${deedOf(next)} at ${timeText(at)}.`];
  switch (heldBackBy) {
    case "PENDING":
    case "FAILED":
      details.push(`It is held back while the replication status is ${heldBackBy}.`);
      break;
    case "LegalHold":
      details.push("It is held back by the version's legal hold.");
      break;
    case "Retention": {
      const until = version.isDeleteMarker ? undefined : version.lock.retention?.retainUntil;
      details.push(`It is held back by the version's retention until ${timeText(until ?? 0)}.`);
    }
  }
  return details;
}

function deedOf({ action }: LifecycleForecast): string {
  switch (action.kind) {
    case "Delete":
      return "delete it for good";
    case "Hide":
      return "hide it behind a delete marker";
    case "Transition":
      return `move it to ${action.storageClass}`;
  }
}

function adviceOf({ heldBackBy }: LifecycleForecast): string[] {
  if (heldBackBy !== "FAILED") return [];
  return [
    "Lifecycle goes on when the version is replicated (S3 Batch Replication, mock.batchReplicate) or deleted.",
  ];
}
