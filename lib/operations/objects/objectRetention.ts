import type {
  GetObjectRetentionCommandInput,
  GetObjectRetentionOutput,
  ObjectLockRetention,
  PutObjectRetentionCommandInput,
} from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { changeVersion } from "../../replication/modify.js";
import type { Retention } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { checkedRetention, openLockable, protectedByLock } from "./objectLock.js";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectRetention.html */
export function putObjectRetention(
  s3: S3,
  input: PutObjectRetentionCommandInput,
  requester: Requester,
): Record<string, never> {
  const bucket = openBucket(s3, input, requester);
  const nowMs = s3.time.now();
  // That the document is judged before the version is `assumed`.
  const retention = readRetention(input.Retention ?? fail("MalformedXML"), nowMs);
  const version = openLockable(bucket, input, "PUT");
  checkWeakening(version.lock.retention, retention, {
    nowMs,
    bypassesGovernance: input.BypassGovernanceRetention === true,
  });
  const lock = { ...version.lock, retention };
  changeVersion(s3, bucket, { ...version, lock }, "RETENTION_PUT");
  return {};
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectRetention.html */
export function getObjectRetention(
  s3: S3,
  input: GetObjectRetentionCommandInput,
  requester: Requester,
): GetObjectRetentionOutput {
  const { lock } = openLockable(openBucket(s3, input, requester), input, "GET");
  const { retention } = lock;
  if (retention === undefined) fail("NoSuchObjectLockConfiguration");
  const { mode, retainUntil } = retention;
  return { Retention: { Mode: mode, RetainUntilDate: new Date(retainUntil) } };
}

/** A retention as a document says it; an empty one takes retention away. */
function readRetention(document: ObjectLockRetention, nowMs: number): Retention | undefined {
  const { Mode, RetainUntilDate, EventHold, EventHoldDuration } = document;
  if (EventHold !== undefined || EventHoldDuration !== undefined) {
    fail("NotImplemented", { message: "Event holds are not simulated by s3-replication-mock" });
  }
  if (Mode === undefined && RetainUntilDate === undefined) return undefined;
  if (Mode === undefined || RetainUntilDate === undefined) fail("MalformedXML");
  if (Mode !== "GOVERNANCE" && Mode !== "COMPLIANCE") fail("MalformedXML");
  return checkedRetention(Mode, RetainUntilDate, nowMs);
}

/**
 * Retention may always be extended; whoever may bypass governance may weaken that, and nobody
 * compliance. That a change of the mode alone weakens governance too is `assumed`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
 */
function checkWeakening(
  current: Retention | undefined,
  next: Retention | undefined,
  { nowMs, bypassesGovernance }: { nowMs: number; bypassesGovernance: boolean },
): void {
  if (current === undefined || current.retainUntil <= nowMs) return;
  const isKept = next?.mode === current.mode && next.retainUntil >= current.retainUntil;
  if (isKept || (current.mode === "GOVERNANCE" && bypassesGovernance)) return;
  protectedByLock();
}
