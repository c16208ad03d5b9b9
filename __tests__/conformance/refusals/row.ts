import type { OperationName } from "../../../lib/base/operationNames.generated.js";
import { type ObjectStore, objectStore } from "../../support/objectStore.js";

/** What ids the inputs of rows name. */
export interface Ids {
  /** An upload of `plain/k` with one part of 5 bytes, the number 1. */
  readonly UploadId: string;
  /** The version of `versioned/k`. */
  readonly version: string;
  /** A version of `versioned/k` that was deleted for good. */
  readonly gone: string;
  /** The delete marker of `versioned/marked`. */
  readonly marker: string;
}

/**
 * What an operation refuses, as its API Reference page restricts it: the operation, what is wrong, its input and
 * the code (of HEAD the status). Evidence says how sure the code is: the code's own comment has the source.
 */
export type Row = readonly [
  operation: OperationName,
  fault: string,
  input: object | ((ids: Ids) => object),
  code: string | number,
  evidence: "documented" | "recorded" | "assumed",
];

export const bucket = { Bucket: "plain" };
export const object = { ...bucket, Key: "k" };
export const versioned = { Bucket: "versioned", Key: "k" };
export const locked = { Bucket: "locked", Key: "k" };
export const later = new Date("2100-01-01T00:00:00Z");
export const past = new Date("2020-01-01T00:00:00Z");

/** Buckets as `objectStore` has them, and a few more, with the objects that rows are about. */
export async function refusingStore(): Promise<ObjectStore & { readonly ids: Ids }> {
  const store = objectStore();
  const { s3 } = store;
  for (const Bucket of ["bare", "dotted.bucket", "replicating"]) await s3.createBucket({ Bucket });
  await s3.putBucketVersioning({
    Bucket: "replicating",
    VersioningConfiguration: { Status: "Enabled" },
  });
  await s3.putBucketReplication({
    Bucket: "replicating",
    ReplicationConfiguration: {
      Role: "arn:aws:iam::123456789012:role/replication",
      Rules: [{ Status: "Enabled", Prefix: "", Destination: { Bucket: "arn:aws:s3:::versioned" } }],
    },
  });
  await s3.deleteBucketOwnershipControls({ Bucket: "bare" });
  await s3.deletePublicAccessBlock({ Bucket: "bare" });
  await s3.putObject({ ...object, Body: "hello" });
  await s3.putObject({ ...bucket, Key: "archived", Body: "x", StorageClass: "DEEP_ARCHIVE" });
  const { UploadId = "" } = await s3.createMultipartUpload(object);
  await s3.uploadPart({ ...object, UploadId, PartNumber: 1, Body: "hello" });
  const { VersionId: gone = "" } = await s3.putObject({ ...versioned, Body: "x" });
  await s3.deleteObject({ ...versioned, VersionId: gone });
  const { VersionId: version = "" } = await s3.putObject({ ...versioned, Body: "x" });
  const { VersionId: marker = "" } = await s3.deleteObject({ ...versioned, Key: "marked" });
  await s3.putObject({ ...locked, Body: "x" });
  await s3.putObject({
    ...{ ...locked, Key: "held", Body: "x" },
    ...{ ObjectLockMode: "COMPLIANCE", ObjectLockRetainUntilDate: later },
  });
  return { ...store, ids: { UploadId, version, gone, marker } };
}

/** Rows of one operation, with what all their inputs share. */
export function rowsOf(
  operation: OperationName,
  shared: object,
  rows: readonly (readonly [string, object | ((ids: Ids) => object), string | number, Row[4]])[],
): readonly Row[] {
  return rows.map(([fault, input, code, evidence]): Row => {
    const whole = (ids: Ids) => ({
      ...shared,
      ...(typeof input === "function" ? input(ids) : input),
    });
    return [operation, fault, whole, code, evidence];
  });
}
