import type { RestoreStatus } from "@aws-sdk/client-s3";
import { isArchived } from "../../replication/decide.js";
import type { DataVersion } from "../../state/objectVersion.js";

/** Whether a version can be read: its bytes are at hand, or a copy of them is. */
export function isReadable(version: DataVersion, nowMs: number): boolean {
  if (!isArchived(version.storageClass)) return true;
  const { restore } = version;
  return restore !== undefined && restore.readyAt <= nowMs && nowMs < restore.expiresAt;
}

/**
 * The header `x-amz-restore`, while a copy is on its way or there.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
 */
export function restoreHeader({ restore }: DataVersion, nowMs: number): string | undefined {
  if (restore === undefined || nowMs >= restore.expiresAt) return undefined;
  if (nowMs < restore.readyAt) return 'ongoing-request="true"';
  const expiryDate = new Date(restore.expiresAt).toUTCString();
  return `ongoing-request="false", expiry-date="${expiryDate}"`;
}

/** The same as a listing shows it to a request that asks for it. */
export function restoreStatus({ restore }: DataVersion, nowMs: number): RestoreStatus | undefined {
  if (restore === undefined || nowMs >= restore.expiresAt) return undefined;
  if (nowMs < restore.readyAt) return { IsRestoreInProgress: true };
  return { IsRestoreInProgress: false, RestoreExpiryDate: new Date(restore.expiresAt) };
}
