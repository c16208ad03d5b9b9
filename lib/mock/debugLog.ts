import { debuglog } from "node:util";
import { objectUri } from "../base/objectName.js";
import { loggedRequests } from "../state/requestLog.js";
import type { S3 } from "../state/s3.js";
import type { Fact } from "../state/stateChange.js";

/**
 * Writes what a simulated S3 does to standard error where `NODE_DEBUG=s3-replication-mock` says so: each
 * request, when the function that is returned is called behind it, and each step of replication.
 *
 * @returns undefined where nobody wants to know, so that it costs nothing
 */
export function debugLog(s3: S3): (() => void) | undefined {
  const log = debuglog("s3-replication-mock");
  if (!log.enabled) return undefined;
  s3.observers.add((fact) => {
    const line = lineOf(fact);
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

function lineOf(fact: Fact): string | undefined {
  if (!("work" in fact)) return undefined;
  const { operation, bucket: Bucket, key: Key, versionId: VersionId, rule } = fact.work;
  const { state, failureReason } = fact.work;
  const uri = objectUri({ Bucket, Key, VersionId });
  const outcome = fact.type === "FaultStruck" ? fact.fault : (failureReason ?? state);
  return `${fact.type} ${operation} ${uri} to s3://${rule.destination.bucket}: ${outcome}`;
}
