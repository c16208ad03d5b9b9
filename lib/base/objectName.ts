import { MockError } from "./mockError.js";

/** An object, or one version of it, on the names of the SDK's inputs. */
export interface ObjectAddress {
  readonly Bucket: string;
  readonly Key: string;
  /** Default: the current version, which may be a delete marker. */
  readonly VersionId?: string | undefined;
}

/**
 * How an object is named wherever one is asked for: `"s3://bucket/key"`,
 * `"s3://bucket/key?versionId=…"`, or `{ Bucket, Key, VersionId? }`.
 */
export type ObjectName = string | ObjectAddress;

/**
 * The object that is meant. A `?versionId=` counts only at the end; every other character of a URI is
 * part of the key as it stands: nothing is decoded.
 *
 * @param what - the call that asks, as it begins a sentence: `mock.explain`
 * @throws MockError when it names no object
 */
export function objectAddress(what: string, name: ObjectName): ObjectAddress {
  if (typeof name === "string") {
    const [, Bucket, Key, VersionId] =
      /^s3:\/\/([^/]+)\/(.+?)(?:\?versionId=([^?&]+))?$/s.exec(name) ?? [];
    if (Bucket !== undefined && Key !== undefined) {
      return { Bucket, Key, ...(VersionId !== undefined && { VersionId }) };
    }
  } else if (typeof name === "object" && name !== null) {
    const { Bucket, Key, VersionId } = name;
    if (isText(Bucket) && isText(Key) && (VersionId === undefined || isText(VersionId))) {
      return { Bucket, Key, ...(VersionId !== undefined && { VersionId }) };
    }
  }
  throw new MockError(
    `${what}: say which object, as "s3://bucket/key", "s3://bucket/key?versionId=..." or { Bucket, Key, VersionId? }; got ${JSON.stringify(name) ?? String(name)}`,
  );
}

/** An object as a URI: what `objectAddress` reads. */
export function objectUri({ Bucket, Key, VersionId }: ObjectAddress): string {
  return `s3://${Bucket}/${Key}${VersionId === undefined ? "" : `?versionId=${VersionId}`}`;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
