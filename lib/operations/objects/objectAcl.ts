import type {
  GetObjectAclCommandInput,
  GetObjectAclOutput,
  PutObjectAclCommandInput,
} from "@aws-sdk/client-s3";
import { grantsOf } from "../../access/acl.js";
import { openBucket } from "../../access/openBucket.js";
import { ignoresAcls } from "../../access/ownership.js";
import type { Requester } from "../../access/requester.js";
import { changeVersion } from "../../replication/modify.js";
import type { S3 } from "../../state/s3.js";
import { currentVersion } from "../../state/versions.js";
import { requestedAcl } from "../buckets/bucketAcl.js";
import { ownerOf } from "../owner.js";
import { markerNotAllowed, openVersion } from "./versionLookup.js";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html */
export function putObjectAcl(
  s3: S3,
  input: PutObjectAclCommandInput,
  requester: Requester,
): Record<string, never> {
  const bucket = openBucket(s3, input, requester);
  const { Key: key = "", VersionId: versionId } = input;
  const current = versionId === undefined ? currentVersion(bucket, key) : undefined;
  // As in tagging, also where the marker is not named but current (recorded).
  if (current?.isDeleteMarker) markerNotAllowed(current, "PUT");
  const version = openVersion(bucket, { key, versionId, method: "PUT" });
  const acl = requestedAcl(bucket, input, { ownerId: version.ownerId, requester, key });
  changeVersion(s3, bucket, { ...version, acl }, "ACL_PUT");
  return {};
}

/**
 * A delete marker that is current is a missing key; one that is named is not allowed to be asked.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html
 */
export function getObjectAcl(
  s3: S3,
  input: GetObjectAclCommandInput,
  requester: Requester,
): GetObjectAclOutput {
  const bucket = openBucket(s3, input, requester);
  const { Key: key = "", VersionId: versionId } = input;
  const version = openVersion(bucket, { key, versionId, method: "GET" });
  // The bucket's owner has all where ACLs are off; grants from before are kept and not shown (recorded).
  const shown = ignoresAcls(bucket) ? { ownerId: bucket.ownerId, acl: undefined } : version;
  return { Owner: ownerOf(shown.ownerId), Grants: [...grantsOf(shown)] };
}
