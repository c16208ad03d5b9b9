import { matchesVersion } from "../../lifecycle/lifecycleActions.js";
import { dueAt, lastMoment } from "../../lifecycle/midnights.js";
import { rulesForKey } from "../../replication/compiledRules.js";
import type { Bucket } from "../../state/bucket.js";
import type { DataVersion } from "../../state/objectVersion.js";

type Expiring = Pick<DataVersion, "key" | "content" | "tags" | "lastModified">;

/**
 * The value of `x-amz-expiration` for a current version that a lifecycle rule will expire. S3 shows it
 * on PutObject, CopyObject and CompleteMultipartUpload, and on GetObject and HeadObject where the
 * request names no version (recorded 2026; for copies and completed uploads `assumed`). It stays the
 * same while replication holds the expiration back: `assumed`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html
 */
export function expirationHeader(
  { lifecycle }: Pick<Bucket, "lifecycle">,
  version: Expiring,
): string | undefined {
  if (lifecycle === undefined) return undefined;
  let expiresAt = Number.POSITIVE_INFINITY;
  let id = "";
  for (const rule of rulesForKey(lifecycle.configuration, version.key)) {
    if (rule.expiration === undefined || !matchesVersion(rule, version)) continue;
    const at = dueAt(rule.expiration, version.lastModified);
    // The earlier date is honoured (documented), and of equal ones the first rule's (recorded 2026).
    if (at >= expiresAt) continue;
    expiresAt = at;
    id = rule.id;
  }
  if (expiresAt === Number.POSITIVE_INFINITY) return undefined;
  const date = new Date(Math.min(expiresAt, lastMoment)).toUTCString();
  return `expiry-date="${date}", rule-id="${escapedId(id)}"`;
}

/** Only quotes, percent signs and what is not ASCII are escaped, in lower-case hex (recorded). */
function escapedId(id: string): string {
  return id.replace(/["%]|\P{ASCII}+/gu, (text) =>
    Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  );
}
