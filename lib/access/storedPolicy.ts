import type { Bucket } from "../state/bucket.js";
import { derivedFrom } from "../state/derived.js";
import type { S3 } from "../state/s3.js";
import { type CompiledPolicy, compilePolicy } from "./policies/compilePolicy.js";
import { isPublicPolicy } from "./policies/publicAccess/publicStatements.js";

/** A bucket policy as it was stored, with what was made of it. */
export interface StoredPolicy {
  /** As GetBucketPolicy gives it back. */
  readonly text: string;
  readonly compiled: CompiledPolicy;
  /** Whether GetBucketPolicyStatus says that it is public. */
  readonly isPublic: boolean;
}

/** The policy of a bucket, compiled once for as long as it stays; undefined where there is none. */
export function storedPolicy(
  s3: Pick<S3, "derived">,
  { name, documents }: Bucket,
): StoredPolicy | undefined {
  const document = documents.get("policy");
  if (typeof document !== "object" || document === null) return undefined;
  // Only documents that PutBucketPolicy has checked are stored under this name.
  const { Policy: text } = document as { readonly Policy: string };
  return derivedFrom(s3, document, () => ({
    text,
    compiled: compilePolicy(text, `the policy of s3://${name}`),
    isPublic: isPublicPolicy(text),
  }));
}
