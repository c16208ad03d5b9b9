import { type BucketInput, openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import type { Bucket } from "../../state/bucket.js";
import type { S3 } from "../../state/s3.js";
import type { Operation } from "../operation.js";

/** A configuration that a bucket has once: one document, kept as it was sent. */
export interface DocumentKind<Input extends BucketInput, Document extends object> {
  /** Its sub-resource, under which the bucket keeps it. */
  readonly name: string;
  /**
   * Checks what was sent, and says what Get gives back from now on: undefined is what Get finds
   * where nothing was ever put.
   */
  readonly read: (
    input: Input,
    bucket: Bucket,
    s3: S3,
    requester: Requester,
  ) => Document | undefined;
  /** What Get answers, or how it fails, where there is none. */
  readonly missing: (bucketName: string) => Document;
}

/** The operations on a configuration that a bucket has once. */
export interface DocumentOperations<Input extends BucketInput, Document extends object> {
  readonly put: Operation<Input, Record<string, never>>;
  readonly get: Operation<BucketInput, Document>;
  /** Succeeds where there is nothing to remove (recorded 2026). */
  readonly remove: Operation<BucketInput, Record<string, never>>;
  /** The document itself, for the operations that heed it. */
  readonly of: (bucket: Bucket) => Document | undefined;
}

/** The operations on a configuration of this kind. */
export function bucketDocument<Input extends BucketInput, Document extends object>({
  name,
  read,
  missing,
}: DocumentKind<Input, Document>): DocumentOperations<Input, Document> {
  // Nothing but `put` stores under this name.
  const of = (bucket: Bucket) => bucket.documents.get(name) as Document | undefined;
  return {
    of,
    put(s3, input, requester) {
      const bucket = openBucket(s3, input, requester);
      const document = read(input, bucket, s3, requester);
      if (document === undefined) bucket.documents.delete(name);
      else bucket.documents.set(name, document);
      return {};
    },
    get(s3, input, requester) {
      const bucket = openBucket(s3, input, requester);
      return of(bucket) ?? missing(bucket.name);
    },
    remove(s3, input, requester) {
      openBucket(s3, input, requester).documents.delete(name);
      return {};
    },
  };
}

/** A document that a request cannot be without. @throws S3Error MissingRequestBodyError */
export function sent<Document>(document: Document | undefined): Document {
  return document ?? fail("MissingRequestBodyError");
}
