import type { Bucket } from "./bucket.js";
import type { S3 } from "./s3.js";

/** The id of a new version: one of its own where versioning is enabled, else that of the null version. */
export function newVersionId({ ids }: S3, { versioning }: Bucket): string {
  return versioning === "Enabled" ? ids.versionId() : "null";
}
