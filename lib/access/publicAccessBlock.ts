import type { Bucket } from "../state/bucket.js";

/** The four settings of a bucket's public access block. */
export interface PublicAccessSettings {
  readonly BlockPublicAcls?: boolean | undefined;
  readonly IgnorePublicAcls?: boolean | undefined;
  readonly BlockPublicPolicy?: boolean | undefined;
  readonly RestrictPublicBuckets?: boolean | undefined;
}

/**
 * What a bucket keeps from the public. Without a configuration, nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function publicAccessSettings({ documents }: Bucket): PublicAccessSettings {
  // Only checked configurations are stored under this name.
  const document = documents.get("publicAccessBlock") as
    | { readonly PublicAccessBlockConfiguration: PublicAccessSettings }
    | undefined;
  return document?.PublicAccessBlockConfiguration ?? {};
}
