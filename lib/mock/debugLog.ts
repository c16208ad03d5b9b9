import { debuglog } from "node:util";
import { objectUri } from "../base/objectName.js";
import { loggedRequests } from "../state/requestLog.js";
import type { S3 } from "../state/s3.js";
import type { StateChange } from "../state/stateChange.js";

/**
 * Writes what a simulated S3 does to standard error where `NODE_DEBUG=s3-replication-mock` says so: each
 * request, when the function that is returned is called behind it, each step of replication, and
 * inventory reports that were not delivered.
 *
 * @returns undefined where nobody wants to know, so that it costs nothing
 */
export function debugLog(s3: S3): (() => void) | undefined {
  const log = debuglog("s3-replication-mock");
  if (!log.enabled) return undefined;
  s3.observers.add((change) => {
    const line = lineOf(change);
    if (line !== undefined) log("%s", line);
  });
  return () => {
    // Without a history there is none.
    const request = loggedRequests(s3.requestLog).at(-1);
    if (request === undefined) return;
    const { operation = request.method, bucket = "", key = "", statusCode, error } = request;
    const outcome = error === undefined ? String(statusCode) : `${statusCode ?? ""} ${error}`;
    log("%s s3://%s/%s -> %s", operation, bucket, key, outcome.trim());
  };
}

function lineOf(change: StateChange): string | undefined {
  if (change.type === "InventoryFailed") {
    return `InventoryFailed ${change.configurationId} of s3://${change.bucket}: ${change.reason}`;
  }
  if (!("work" in change) || change.type === "VersionRemoved") return undefined;
  const { operation, bucket: Bucket, key: Key, versionId: VersionId, rule } = change.work;
  const { state, failureReason } = change.work;
  const uri = objectUri({ Bucket, Key, VersionId });
  const outcome = change.type === "FaultStruck" ? change.fault : (failureReason ?? state);
  return `${change.type} ${operation} ${uri} to s3://${rule.destination.bucket}: ${outcome}`;
}
