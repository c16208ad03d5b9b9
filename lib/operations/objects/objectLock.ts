import { lockProtection } from "../../access/lockProtection.js";
import type { BucketInput } from "../../access/openBucket.js";
import { fail } from "../../base/errors.js";
import { pacificTime } from "../../base/pacificTime.js";
import { defaultLock, noLock } from "../../defaults/defaultLock.js";
import type { Bucket } from "../../state/bucket.js";
import type {
  DataVersion,
  ObjectLock,
  ObjectVersion,
  Retention,
} from "../../state/objectVersion.js";
import { type ChecksumMembers, givenChecksum } from "./checksumMembers.js";
import { openVersion, type VersionInput } from "./versionLookup.js";

/** The Object Lock headers of a write. */
export interface ObjectLockInput {
  readonly ObjectLockMode?: string | undefined;
  readonly ObjectLockRetainUntilDate?: Date | undefined;
  readonly ObjectLockLegalHoldStatus?: string | undefined;
}

/** What the operations on the lock of one version are sent with. */
export interface LockedVersionInput extends BucketInput {
  readonly Key: string | undefined;
  readonly VersionId?: string | undefined;
}

/**
 * The version whose lock a request is about. That one that is not there comes before a bucket that has no
 * Object Lock is `assumed`.
 *
 * @throws S3Error InvalidRequest in a bucket without Object Lock, and what `openVersion` throws
 */
export function openLockable(
  bucket: Bucket,
  { Key: key = "", VersionId: versionId }: LockedVersionInput,
  method: VersionInput["method"],
): DataVersion {
  const version = openVersion(bucket, { key, versionId, method });
  if (bucket.objectLock === undefined) missingLock();
  return version;
}

/**
 * Retention and legal hold of a new version: what the request says, else the bucket's default. That the
 * headers are judged before the bucket is `assumed`, as ACLs are (recorded).
 *
 * @throws S3Error InvalidRequest on a bucket without Object Lock, InvalidArgument
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export function lockFor(bucket: Bucket, input: ObjectLockInput, nowMs: number): ObjectLock {
  const { ObjectLockMode: mode, ObjectLockRetainUntilDate: until } = input;
  const legalHold = checkedLegalHold(input.ObjectLockLegalHoldStatus);
  if (mode === undefined && until === undefined && legalHold === undefined) {
    return bucket.objectLock === undefined ? noLock : defaultLock(bucket, nowMs);
  }
  if ((mode === undefined) !== (until === undefined)) {
    fail("InvalidArgument", {
      message:
        "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied",
      ArgumentName:
        mode === undefined ? "x-amz-object-lock-mode" : "x-amz-object-lock-retain-until-date",
    });
  }
  const asked =
    mode !== undefined && until !== undefined ? checkedRetention(mode, until, nowMs) : undefined;
  if (bucket.objectLock === undefined) missingLock();
  return { retention: asked ?? defaultLock(bucket, nowMs).retention, legalHold };
}

/**
 * A retention as a request gives it.
 *
 * @throws S3Error InvalidArgument
 */
export function checkedRetention(mode: string, until: Date, nowMs: number): Retention {
  if (mode !== "GOVERNANCE" && mode !== "COMPLIANCE") {
    fail("InvalidArgument", {
      message: "Unknown wormMode directive.",
      ArgumentName: "x-amz-object-lock-mode",
      ArgumentValue: mode,
    });
  }
  if (until.getTime() <= nowMs) {
    fail("InvalidArgument", {
      message: "The retain until date must be in the future!",
      ArgumentName: "RetainUntilDate",
      ArgumentValue: pacificTime(until),
    });
  }
  return { mode, retainUntil: until.getTime() };
}

/**
 * Checks that what is to be locked came with a digest, by header or by trailer.
 *
 * @throws S3Error InvalidRequest
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
 */
export function checkLockedBody(
  { retention, legalHold }: ObjectLock,
  input: ChecksumMembers & { readonly ContentMD5?: string | undefined },
  request: "Put Object" | "Put Part",
): void {
  if (retention === undefined && legalHold === undefined) return;
  if (input.ContentMD5 !== undefined || givenChecksum(input) !== undefined) return;
  fail("InvalidRequest", {
    message: `Content-MD5 OR x-amz-checksum- HTTP header is required for ${request} requests with Object Lock parameters`,
  });
}

/** @throws S3Error InvalidRequest: the bucket has no Object Lock */
function missingLock(): never {
  return fail("InvalidRequest", { message: "Bucket is missing Object Lock Configuration" });
}

/**
 * Checks that nothing protects a version from being deleted for good.
 *
 * @throws S3Error AccessDenied
 */
export function checkDeletable(
  version: ObjectVersion,
  deletion: { nowMs: number; bypassesGovernance: boolean },
): void {
  if (lockProtection(version, deletion) !== undefined) protectedByLock();
}

/** @throws S3Error AccessDenied */
export function protectedByLock(): never {
  return fail("AccessDenied", {
    message: "Access Denied because object protected by object lock.",
  });
}

/** The Object Lock headers of GetObject and HeadObject. */
export function lockMembers({ lock }: DataVersion): {
  ObjectLockMode?: Retention["mode"];
  ObjectLockRetainUntilDate?: Date;
  ObjectLockLegalHoldStatus?: "ON" | "OFF";
} {
  const { retention, legalHold } = lock;
  return {
    ...(retention && {
      ObjectLockMode: retention.mode,
      ObjectLockRetainUntilDate: new Date(retention.retainUntil),
    }),
    ...(legalHold && { ObjectLockLegalHoldStatus: legalHold }),
  };
}

function checkedLegalHold(status: string | undefined): "ON" | "OFF" | undefined {
  if (status === undefined || status === "ON" || status === "OFF") return status;
  return fail("InvalidArgument", {
    // `assumed`, and said by others too
    message: "Legal Hold must be either of 'ON' or 'OFF'",
    ArgumentName: "x-amz-object-lock-legal-hold",
    ArgumentValue: status,
  });
}
