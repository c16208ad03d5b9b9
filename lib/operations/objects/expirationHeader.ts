import type { LifecycleRule, LifecycleRuleAndOperator } from "@aws-sdk/client-s3";
import type { Bucket } from "../../state/bucket.js";
import type { DataVersion, Tag } from "../../state/objectVersion.js";
import { lifecycle } from "../buckets/bucketLifecycle.js";

type Expiring = Pick<DataVersion, "key" | "content" | "tags" | "lastModified">;

/**
 * The value of `x-amz-expiration` for a current version that a lifecycle rule will expire. S3 shows it
 * on PutObject, CopyObject and CompleteMultipartUpload, and on GetObject and HeadObject where the
 * request names no version (recorded 2026; for copies and completed uploads `assumed`).
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html
 */
export function expirationHeader(bucket: Bucket, version: Expiring): string | undefined {
  const rules = lifecycle.of(bucket)?.Rules;
  if (rules === undefined) return undefined;
  let expiresAt = Infinity;
  let id = "";
  for (const rule of rules) {
    const at = expiryOf(rule, version);
    // The earlier date is honoured (documented), and of equal ones the first rule's (recorded 2026).
    if (at >= expiresAt || !matches(rule, version)) continue;
    expiresAt = at;
    id = rule.ID ?? "";
  }
  if (expiresAt === Infinity) return undefined;
  return `expiry-date="${new Date(expiresAt).toUTCString()}", rule-id="${escapedId(id)}"`;
}

/** Only quotes, percent signs and what is not ASCII are escaped, in lower-case hex (recorded). */
function escapedId(id: string): string {
  return id.replace(/["%]|\P{ASCII}+/gu, (text) =>
    Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  );
}

const dayMs = 86_400_000;

/** Days are counted from the version's date and rounded up to the next midnight, UTC. */
function expiryOf({ Status, Expiration }: LifecycleRule, { lastModified }: Expiring): number {
  if (Status !== "Enabled" || Expiration === undefined) return Infinity;
  if (Expiration.Date !== undefined) return Expiration.Date.getTime();
  if (Expiration.Days === undefined) return Infinity;
  return Math.ceil((lastModified + Expiration.Days * dayMs) / dayMs) * dayMs;
}

function matches({ Prefix, Filter }: LifecycleRule, version: Expiring): boolean {
  if (Prefix !== undefined) return version.key.startsWith(Prefix);
  const { Tag: tag, And: and, ...predicates } = Filter ?? {};
  if (and !== undefined) return matchesAll(and, version);
  return matchesAll({ ...predicates, ...(tag && { Tags: [tag] }) }, version);
}

function matchesAll(predicates: LifecycleRuleAndOperator, { key, content, tags }: Expiring) {
  const { Prefix = "", Tags = [], ObjectSizeGreaterThan, ObjectSizeLessThan } = predicates;
  const sizeBytes = content.bytes.length;
  return (
    key.startsWith(Prefix) &&
    (ObjectSizeGreaterThan === undefined || sizeBytes > ObjectSizeGreaterThan) &&
    (ObjectSizeLessThan === undefined || sizeBytes < ObjectSizeLessThan) &&
    Tags.every(({ Key, Value }) => hasTag(tags, Key, Value))
  );
}

function hasTag(tags: readonly Tag[], key: string | undefined, value: string | undefined): boolean {
  return tags.some((tag) => tag.Key === key && tag.Value === value);
}
