import type { PutObjectOutput } from "@aws-sdk/client-s3";
import { authorizeAction } from "../access/authorize.js";
import type { Requester } from "../access/requester.js";
import { fail, S3Error } from "../base/errors.js";
import { refuseRequest } from "../faults/applyRequestFaults.js";
import type { S3 } from "../state/s3.js";
import { putObject } from "./objects/putObject.js";

const acl = "bucket-owner-full-control";

/** A file that a service of S3 writes. */
export interface ServiceFile {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** For whom it is written, and how. */
export interface ServiceWrite {
  /** Who writes it: S3 for a bucket, or in a session of a job's role. */
  readonly by: Requester;
  /** The Region that the bucket has to be in. */
  readonly region: string;
  /** The account that the bucket has to belong to. Default: any. */
  readonly owner?: string | undefined;
  /** A KMS key to encrypt under. Default: as the bucket does. */
  readonly keyId?: string | undefined;
  /** Whether to encrypt under S3's own key, whatever the bucket does. */
  readonly isSseS3?: boolean | undefined;
}

/**
 * Writes an object as a service of S3 does, such as a report: as a PutObject that faults, permissions,
 * keys and events apply to. A bucket whose default retention would lock it is refused, as documented for
 * the reports of jobs.
 *
 * @throws S3Error NoSuchBucket, AccessDenied, InvalidRequest, and what a PutObject fails with
 */
export function writeForService(
  s3: S3,
  name: string,
  { key, bytes, contentType }: ServiceFile,
  { by, region, owner, keyId, isSseS3 }: ServiceWrite,
): PutObjectOutput {
  const bucket = s3.buckets.get(name) ?? fail("NoSuchBucket", { BucketName: name });
  if (bucket.region !== region) {
    fail("InvalidRequest", { message: `The bucket ${name} is not in ${region}` });
  }
  applyFaults(s3, name, key);
  const requester = { ...by, bucket };
  // That jobs send it as inventories do is `assumed`.
  const headers = { "x-amz-acl": acl };
  const request = { bucket: name, key, query: {}, headers };
  const asked = { bucket, key, versionId: undefined, request, requester };
  authorizeAction(s3, { ...asked, action: "s3:PutObject" });
  if (owner !== undefined && owner !== bucket.ownerId) fail("AccessDenied");
  if (bucket.objectLock?.defaultRetention !== undefined) {
    fail("InvalidRequest", { message: `The bucket ${name} has a default retention` });
  }
  return putObject(
    s3,
    {
      Bucket: name,
      Key: key,
      Body: bytes,
      ContentType: contentType,
      ACL: acl,
      ...(keyId !== undefined && { ServerSideEncryption: "aws:kms", SSEKMSKeyId: keyId }),
      ...(isSseS3 && { ServerSideEncryption: "AES256" }),
    },
    requester,
  );
}

/** Lets faults take effect that a test has for PutObject; a connection that is lost is as good as no answer. */
function applyFaults(s3: S3, bucket: string, key: string): void {
  try {
    refuseRequest(s3, { operation: "PutObject", bucket, key });
  } catch (error) {
    if (error instanceof S3Error) throw error;
    fail("ServiceUnavailable");
  }
}
