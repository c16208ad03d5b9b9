import { compileWildcards } from "../language/textPattern.js";

/** What a Resource of a bucket policy can stand for. */
export type BucketResourceType = "bucket" | "object";

/**
 * What a Resource stands for in the policy of a bucket: `arn:aws:s3:::name` the bucket,
 * `arn:aws:s3:::name/…` objects, with a star and no slash whatever that matches; nothing where it is about something
 * else. `*` alone is refused, recorded 2026; that wildcards may stand in the name when they match it
 * is `assumed`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-bucket-user-policy-specifying-resource.html
 */
export function bucketResourceTypes(
  resource: string,
  {
    bucketName,
    partition = "aws",
  }: { readonly bucketName: string; readonly partition?: string | undefined },
): readonly BucketResourceType[] {
  const prefix = `arn:${partition}:s3:::`;
  if (!resource.startsWith(prefix)) return [];
  // A variable may stand for anything.
  const path = resource.slice(prefix.length).replace(/\$\{[^}]*\}/g, "*");
  const slash = path.indexOf("/");
  const star = path.indexOf("*");
  const isBelow = star !== -1 && reaches(path.slice(0, star), bucketName);
  if (slash !== -1) {
    const isIn = compileWildcards(path.slice(0, slash))(bucketName);
    return isIn || (star < slash && isBelow) ? ["object"] : [];
  }
  const isBucket = compileWildcards(path)(bucketName);
  return [...(isBucket ? (["bucket"] as const) : []), ...(isBelow ? (["object"] as const) : [])];
}

/** Whether the name of a bucket, or of an object in it, can begin with what stands before a star. */
function reaches(beginning: string, bucketName: string): boolean {
  return compileWildcards(beginning)(`${bucketName}/`.slice(0, beginning.length));
}
