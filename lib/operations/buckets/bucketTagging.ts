import type {
  CreateBucketConfiguration,
  GetBucketTaggingOutput,
  PutBucketTaggingCommandInput,
} from "@aws-sdk/client-s3";
import { fail } from "../../base/errors.js";
import { limits } from "../../base/limits.js";
import { checkedTags, type Tagged } from "../tagSet.js";
import { bucketDocument, sent } from "./bucketDocument.js";

const bucketTags: Tagged = {
  maximum: limits.bucketTags,
  // The limit is documented, the text is `assumed`.
  tooMany: `Bucket tag count cannot be greater than ${limits.bucketTags}`,
  systemTag: "System tags cannot be added/updated by requester",
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html */
export const bucketTagging = bucketDocument<PutBucketTaggingCommandInput, GetBucketTaggingOutput>({
  name: "tagging",
  read({ Tagging }) {
    const tags = checkedTags(sent(Tagging).TagSet ?? [], bucketTags);
    // An empty set is none (recorded 2026).
    return tags.length === 0 ? undefined : { TagSet: [...tags] };
  },
  missing: (BucketName) => fail("NoSuchTagSet", { BucketName }),
});

/**
 * The tags that a bucket is made with; undefined where there are none.
 *
 * @throws S3Error InvalidTag; that it is so for a key that is there twice is `assumed`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucketConfiguration.html
 */
export function initialTags(
  tags: CreateBucketConfiguration["Tags"] = [],
): GetBucketTaggingOutput | undefined {
  if (tags.some(({ Key }) => Key?.startsWith("aws:"))) {
    fail("InvalidTag", {
      message:
        'User-defined tag keys can\'t start with "aws:". This prefix is reserved for system tags. Remove "aws:" from your tag keys and try again.',
    });
  }
  const checked = checkedTags(tags, bucketTags);
  return checked.length === 0 ? undefined : { TagSet: [...checked] };
}
