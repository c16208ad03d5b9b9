import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import type { Bucket } from "../../state/bucket.js";
import type { SystemMetadata } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import type { ObjectDescription } from "../../state/upload.js";
import type { AclInput } from "../aclGrants.js";
import { readTaggingHeader } from "../tagSet.js";
import { type EncryptionInput, encryptionFor } from "./encryption.js";
import { lockFor, type ObjectLockInput } from "./objectLock.js";
import { storageClassOf, systemMetadataOf, userMetadataOf } from "./objectMetadata.js";
import { ownershipFor } from "./objectOwnership.js";

/** What PutObject, CopyObject and CreateMultipartUpload say about an object beside its bytes. */
export interface DescriptionInput
  extends SystemMetadata,
    EncryptionInput,
    ObjectLockInput,
    AclInput {
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
  readonly StorageClass?: string | undefined;
  readonly Tagging?: string | undefined;
  readonly ObjectLockEventHold?: string | undefined;
}

/**
 * What an object will be like, as the request and the bucket's defaults say.
 *
 * @throws S3Error InvalidStorageClass, MetadataTooLarge, InvalidArgument, InvalidTag, InvalidRequest,
 *   InvalidEncryptionAlgorithmError
 */
export function describeObject(
  s3: S3,
  bucket: Bucket,
  input: DescriptionInput,
  requester: Requester,
): ObjectDescription {
  if (input.ObjectLockEventHold !== undefined) {
    fail("NotImplemented", { Header: "x-amz-object-lock-event-hold" });
  }
  const { ownerId, acl } = ownershipFor(bucket, input, requester);
  return {
    ownerId,
    acl,
    storageClass: storageClassOf(input.StorageClass),
    systemMetadata: systemMetadataOf(input),
    userMetadata: userMetadataOf(input.Metadata),
    tags: readTaggingHeader(input.Tagging),
    encryption: encryptionFor(s3, bucket, input, requester),
    lock: lockFor(bucket, input, s3.time.now()),
  };
}
