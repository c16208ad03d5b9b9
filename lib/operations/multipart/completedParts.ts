import type { CompletedPart } from "@aws-sdk/client-s3";
import { compositeMd5 } from "../../base/checksums.js";
import { fail } from "../../base/errors.js";
import { limits } from "../../base/limits.js";
import type { Checksum } from "../../state/objectVersion.js";
import type { Upload, UploadedPart } from "../../state/upload.js";
import { givenChecksum } from "../objects/checksumMembers.js";
import { unquoted } from "../objects/etag.js";

/**
 * The parts that CompleteMultipartUpload names, checked against what was uploaded.
 *
 * @throws S3Error InvalidPartOrder, InvalidPart, EntityTooSmall
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
 */
export function checkCompletedParts(
  upload: Upload,
  asked: readonly CompletedPart[],
): readonly UploadedPart[] {
  checkOrder(upload, asked);
  const parts = asked.map((part) => uploadedPart(upload, part));
  for (const part of parts.slice(0, -1)) checkPartSize(part);
  return parts;
}

/**
 * Parts come in ascending order, and without gaps where they carry checksums of their own.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompletedPart.html
 */
function checkOrder({ uploadId, checksumType }: Upload, asked: readonly CompletedPart[]): void {
  let last = 0;
  for (const { PartNumber: partNumber = 0 } of asked) {
    const isNext = checksumType === "COMPOSITE" ? partNumber === last + 1 : partNumber > last;
    if (!isNext) fail("InvalidPartOrder", { UploadId: uploadId });
    last = partNumber;
  }
}

function uploadedPart(upload: Upload, asked: CompletedPart): UploadedPart {
  const { PartNumber: partNumber = 0, ETag: etag = "" } = asked;
  const part = upload.parts.get(partNumber);
  const claimed = givenChecksum(asked);
  const isMeant =
    part !== undefined &&
    unquoted(part.etag) === unquoted(etag) &&
    (claimed === undefined || isChecksumOf(upload, part, claimed));
  if (isMeant) return part;
  return fail("InvalidPart", {
    ETag: unquoted(etag),
    PartNumber: String(partNumber),
    UploadId: upload.uploadId,
  });
}

/** An upload that was created for no checksum knows none of its parts (recorded). */
function isChecksumOf({ checksumAlgorithm }: Upload, part: UploadedPart, claimed: Checksum) {
  return checksumAlgorithm !== undefined && claimed.value === part.checksum.value;
}

function checkPartSize({ bytes, etag, partNumber }: UploadedPart): void {
  if (bytes.length >= limits.partBytes) return;
  fail("EntityTooSmall", {
    ETag: unquoted(etag),
    MinSizeAllowed: String(limits.partBytes),
    PartNumber: String(partNumber),
    ProposedSize: String(bytes.length),
  });
}

/** The ETag of an object that was uploaded in parts. */
export function compositeEtag(parts: readonly UploadedPart[]): string {
  return `"${compositeMd5(parts.map(({ etag }) => unquoted(etag)))}"`;
}
