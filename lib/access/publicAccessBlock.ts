import type { Bucket } from "../state/bucket.js";
import type { PublicAccessSettings } from "./policies/publicAccess/publicAccessSettings.js";

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
