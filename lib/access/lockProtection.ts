import type { ObjectVersion } from "../state/objectVersion.js";

/**
 * What of Object Lock keeps a version from being deleted for good; undefined where nothing does. Delete
 * markers are not protected.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export function lockProtection(
  version: ObjectVersion,
  { nowMs, bypassesGovernance }: { nowMs: number; bypassesGovernance: boolean },
): "LegalHold" | "Retention" | undefined {
  if (version.isDeleteMarker) return undefined;
  const { retention, legalHold } = version.lock;
  if (legalHold === "ON") return "LegalHold";
  const isRetained =
    retention !== undefined &&
    retention.retainUntil > nowMs &&
    !(retention.mode === "GOVERNANCE" && bypassesGovernance);
  return isRetained ? "Retention" : undefined;
}
