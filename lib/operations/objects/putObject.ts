import type { PutObjectCommandInput, PutObjectOutput } from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { wholeSecond } from "../../base/clock.js";
import { fail } from "../../base/errors.js";
import { addVersion } from "../../replication/addVersion.js";
import { newVersionId } from "../../state/newVersionId.js";
import type { S3 } from "../../state/s3.js";
import { currentVersion } from "../../state/versions.js";
import type { WithBytes } from "../operation.js";
import { checksumMembers, storedChecksum } from "./checksumMembers.js";
import { etagOf } from "./etag.js";
import { expirationHeader } from "./expirationHeader.js";
import { newVersion } from "./newVersion.js";
import { describeObject } from "./objectDescription.js";
import { checkLockedBody } from "./objectLock.js";
import { checkWriteConditions } from "./preconditions.js";
import { checkPutSize } from "./putSize.js";

const noBytes = new Uint8Array(0);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export function putObject(
  s3: S3,
  input: WithBytes<PutObjectCommandInput>,
  requester: Requester,
): PutObjectOutput {
  const bucket = openBucket(s3, input, requester);
  const { Key: key = "", Body: bytes = noBytes } = input;
  if (input.WriteOffsetBytes !== undefined) {
    fail("NotImplemented", { Header: "x-amz-write-offset-bytes" });
  }
  checkPutSize(bytes);
  const description = describeObject(s3, bucket, input, requester);
  checkLockedBody(description.lock, input, "Put Object");
  checkWriteConditions(currentVersion(bucket, key), key, input);

  const { encryption } = description;
  const checksum = storedChecksum(input, bytes);
  const versionId = newVersionId(s3, bucket);
  const etag = etagOf(bytes, encryption, versionId);
  const version = newVersion(s3, description, {
    key,
    versionId,
    lastModified: wholeSecond(s3.time.now()),
    content: { bytes, etag, checksum, parts: undefined },
  });
  addVersion(s3, bucket, version, requester.isPostForm ? "PostObject" : "PutObject");
  const expiration = expirationHeader(bucket, version);
  return {
    ETag: etag,
    ...checksumMembers(checksum),
    ...encryption,
    ...(versionId !== "null" && { VersionId: versionId }),
    ...(expiration !== undefined && { Expiration: expiration }),
  };
}
