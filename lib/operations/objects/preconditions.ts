import { fail } from "../../base/errors.js";
import type { DataVersion, ObjectVersion } from "../../state/objectVersion.js";

/** The conditions of GetObject and HeadObject. */
export interface ReadConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
}

/**
 * Checks the conditions of a read.
 *
 * @throws S3Error PreconditionFailed, or NotModified (304 without a body)
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html
 */
export function checkReadConditions(
  version: DataVersion,
  conditions: ReadConditions,
  nowMs: number,
): void {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  if (IfMatch !== undefined) {
    if (!matchesEtag(IfMatch, version)) fail("PreconditionFailed", { Condition: "If-Match" });
  } else if (IfUnmodifiedSince !== undefined && isModifiedSince(version, IfUnmodifiedSince)) {
    fail("PreconditionFailed", { Condition: "If-Unmodified-Since" });
  }
  if (IfNoneMatch !== undefined) {
    if (matchesEtag(IfNoneMatch, version)) notModified(version);
  } else if (IfModifiedSince !== undefined && IfModifiedSince.getTime() <= nowMs) {
    if (!isModifiedSince(version, IfModifiedSince)) notModified(version);
  }
}

/** The conditions of PutObject, CompleteMultipartUpload and CopyObject. */
export interface WriteConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

/**
 * Checks the conditions of a write against the current version; a delete marker counts as no object.
 *
 * @throws S3Error PreconditionFailed, NoSuchKey, NotImplemented
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function checkWriteConditions(
  current: ObjectVersion | undefined,
  key: string,
  { IfMatch, IfNoneMatch }: WriteConditions,
): void {
  if (IfMatch === undefined && IfNoneMatch === undefined) return;
  if (IfMatch !== undefined && IfNoneMatch !== undefined) {
    notImplemented(
      "If-Match,If-None-Match",
      "Multiple conditional request headers present in the request",
    );
  }
  const object = current === undefined || current.isDeleteMarker ? undefined : current;
  if (IfNoneMatch !== undefined) {
    if (IfNoneMatch !== "*") refusedValue("If-None-Match");
    if (object !== undefined) fail("PreconditionFailed", { Condition: "If-None-Match" });
  }
  if (IfMatch !== undefined) {
    if (IfMatch === "*") refusedValue("If-Match");
    if (object === undefined) fail("NoSuchKey", { Key: key });
    if (!matchesEtag(IfMatch, object)) fail("PreconditionFailed", { Condition: "If-Match" });
  }
}

/** Whether a list of ETags, with or without quotes, or `*`, names this version's. */
export function matchesEtag(header: string, { content }: DataVersion): boolean {
  const wanted = content.etag.replaceAll('"', "");
  return header
    .split(",")
    .map((each) => each.trim().replace(/^W\//, "").replaceAll('"', ""))
    .some((each) => each === "*" || each === wanted);
}

/** Whether the version is newer than `since`, in the whole seconds that HTTP knows. */
export function isModifiedSince(version: DataVersion, since: Date): boolean {
  return Math.floor(version.lastModified / 1000) > Math.floor(since.getTime() / 1000);
}

function notModified(version: DataVersion): never {
  return fail("NotModified", {
    headers: {
      etag: version.content.etag,
      "last-modified": new Date(version.lastModified).toUTCString(),
    },
  });
}

function refusedValue(header: string): never {
  return notImplemented(
    header,
    `We don't accept the provided value of ${header} header for this API`,
  );
}

function notImplemented(header: string, additionalMessage: string): never {
  return fail("NotImplemented", { Header: header, additionalMessage });
}
