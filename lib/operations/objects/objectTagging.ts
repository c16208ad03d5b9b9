import type {
  DeleteObjectTaggingCommandInput,
  DeleteObjectTaggingOutput,
  GetObjectTaggingCommandInput,
  GetObjectTaggingOutput,
  PutObjectTaggingCommandInput,
  PutObjectTaggingOutput,
} from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { changeVersion } from "../../replication/modify.js";
import type { Bucket } from "../../state/bucket.js";
import type { DataVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { currentVersion } from "../../state/versions.js";
import { checkedTags, noTags } from "../tagSet.js";
import { markerNotAllowed, openVersion, type VersionInput } from "./versionLookup.js";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html */
export function putObjectTagging(
  s3: S3,
  input: PutObjectTaggingCommandInput,
  requester: Requester,
): PutObjectTaggingOutput {
  const bucket = openBucket(s3, input, requester);
  const version = openTagged(bucket, input, "PUT");
  // A document without a set clears the tags (recorded).
  const { TagSet = [] } = input.Tagging ?? fail("MalformedXML");
  const tags = checkedTags(TagSet);
  changeVersion(s3, bucket, { ...version, tags }, "TAGGING_PUT");
  return versionMember(bucket, version);
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export function getObjectTagging(
  s3: S3,
  input: GetObjectTaggingCommandInput,
  requester: Requester,
): GetObjectTaggingOutput {
  const bucket = openBucket(s3, input, requester);
  const version = openTagged(bucket, input, "GET");
  return { ...versionMember(bucket, version), TagSet: [...version.tags] };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html */
export function deleteObjectTagging(
  s3: S3,
  input: DeleteObjectTaggingCommandInput,
  requester: Requester,
): DeleteObjectTaggingOutput {
  const bucket = openBucket(s3, input, requester);
  const version = openTagged(bucket, input, "DELETE");
  changeVersion(s3, bucket, { ...version, tags: noTags }, "TAGGING_PUT");
  return versionMember(bucket, version);
}

interface TaggingInput {
  readonly Bucket: string | undefined;
  readonly Key: string | undefined;
  readonly VersionId?: string | undefined;
}

/** Tagging a delete marker is refused also where it is not named but current (recorded 2026). */
function openTagged(
  bucket: Bucket,
  { Key: key = "", VersionId: versionId }: TaggingInput,
  method: VersionInput["method"],
): DataVersion {
  if (versionId === undefined) {
    const current = currentVersion(bucket, key);
    if (current?.isDeleteMarker) markerNotAllowed(current, method);
    // Of all operations GetObjectTagging alone names the bucket too (recorded 2026).
    if (current === undefined) {
      fail("NoSuchKey", { Key: method === "GET" ? `${bucket.name}/${key}` : key });
    }
  }
  return openVersion(bucket, { key, versionId, method });
}

function versionMember(bucket: Bucket, { versionId }: DataVersion): { VersionId?: string } {
  return bucket.versioning === undefined ? {} : { VersionId: versionId };
}
