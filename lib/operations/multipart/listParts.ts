import type {
  ChecksumAlgorithm,
  ChecksumType,
  ListPartsCommandInput,
  ListPartsOutput,
  StorageClass,
} from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { abortMembers } from "../../lifecycle/abortion.js";
import type { S3 } from "../../state/s3.js";
import type { Upload, UploadedPart } from "../../state/upload.js";
import { pageSize, partNumberMarker } from "../listing/pagination.js";
import { initiatorOf, ownerOf } from "../owner.js";
import { openUpload } from "./multipartUpload.js";
import { partChecksumMembers } from "./uploadPart.js";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export function listParts(
  s3: S3,
  input: ListPartsCommandInput,
  requester: Requester,
): ListPartsOutput {
  const bucket = openBucket(s3, input, requester);
  const upload = openUpload(bucket, input);
  const maxParts = pageSize(input.MaxParts, "max-parts");
  const marker = partNumberMarker(input.PartNumberMarker);
  const { checksumAlgorithm, description, parts } = upload;
  const page: UploadedPart[] = [];
  let isTruncated = false;
  for (const [, part] of parts.entries(marker + 1)) {
    isTruncated = page.length === maxParts && maxParts > 0;
    if (page.length === maxParts) break;
    page.push(part);
  }
  return {
    Bucket: bucket.name,
    Key: upload.key,
    UploadId: upload.uploadId,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.at(-1)?.partNumber ?? 0),
    MaxParts: maxParts,
    IsTruncated: isTruncated,
    ...abortMembers(bucket, upload),
    Parts: page.map((part) => ({
      PartNumber: part.partNumber,
      LastModified: new Date(part.lastModified),
      ETag: part.etag,
      Size: part.bytes.length,
      // An upload that was created without an algorithm shows none. `assumed`
      ...(checksumAlgorithm && partChecksumMembers(part.checksum)),
    })),
    Initiator: initiatorOf(upload.initiatorId),
    Owner: ownerOf(description.ownerId),
    // Only classes of S3's own list are ever stored.
    StorageClass: description.storageClass as StorageClass,
    ...shownChecksum(upload),
  };
}

/** For an upload that was created without an algorithm S3 writes `null`: one report says so, so it is `assumed`. */
function shownChecksum({ checksumAlgorithm, checksumType }: Upload) {
  return {
    // Not among the SDK's own values, as the answer is not.
    ChecksumAlgorithm: checksumAlgorithm ?? ("null" as ChecksumAlgorithm),
    ChecksumType: checksumAlgorithm === undefined ? ("null" as ChecksumType) : checksumType,
  };
}
