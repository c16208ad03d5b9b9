import { fail } from "../base/errors.js";
import { bucketBehind, bucketNamed } from "../state/accessPoints.js";
import type { S3 } from "../state/s3.js";

/** What `x-amz-copy-source` names. */
export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  /** Undefined for the current version. */
  readonly versionId: string | undefined;
}

/**
 * Reads `x-amz-copy-source`, which comes in many spellings: with and without a leading slash, with
 * blanks raw, as `%20` or as `+`, with and without a version id, and as an object behind an access
 * point, by its ARN or its alias.
 *
 * Raw letters beyond ASCII are signed by clients otherwise than S3 reads them, so it refuses the
 * signature (field reports); with whichever key it was, nobody can tell here.
 *
 * @throws S3Error SignatureDoesNotMatch, InvalidArgument, NoSuchAccessPoint
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
export function readCopySource({ accessPoints }: S3, header: string): CopySource {
  if (/\P{ASCII}/u.test(header)) {
    fail("SignatureDoesNotMatch");
  }
  const { path, id } = splitVersion(header);
  const source = decoded(path).replace(/^\//, "");
  const versionId = id === undefined ? undefined : decoded(id);
  const { accountId, name, object } = behindAccessPoint.exec(source)?.groups ?? {};
  if (accountId !== undefined && name !== undefined && object !== undefined) {
    const behind = bucketBehind(accessPoints, { accountId, name }) ?? fail("NoSuchAccessPoint");
    return { bucket: behind, key: object, versionId };
  }
  const slash = source.indexOf("/");
  if (slash < 1 || slash === source.length - 1) invalidSource();
  const bucket = bucketNamed(accessPoints, source.slice(0, slash)) ?? fail("NoSuchAccessPoint");
  return { bucket, key: source.slice(slash + 1), versionId };
}

const versionMark = "?versionId=";

/** The version is what stands last: behind it there is no other parameter. */
function splitVersion(header: string): { readonly path: string; readonly id: string | undefined } {
  const mark = header.indexOf(versionMark, header.lastIndexOf("&") + 1);
  if (mark === -1) return { path: header, id: undefined };
  return { path: header.slice(0, mark), id: header.slice(mark + versionMark.length) };
}

const behindAccessPoint =
  /^arn:[\w-]+:s3:[\w-]+:(?<accountId>\d{12}):accesspoint\/(?<name>[^/]+)\/object\/(?<object>.+)$/s;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return invalidSource();
  }
}

/** Name and value are the header's name both (recorded 2026). */
function invalidSource(): never {
  return fail("InvalidArgument", {
    message: "Invalid copy source object key",
    ArgumentName: "x-amz-copy-source",
    ArgumentValue: "x-amz-copy-source",
  });
}
