import type {
  ListMultipartUploadsCommandInput,
  ListMultipartUploadsOutput,
  MultipartUpload,
  StorageClass,
} from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { orderOf } from "../../base/ids.js";
import type { Bucket } from "../../state/bucket.js";
import type { S3 } from "../../state/s3.js";
import type { Upload } from "../../state/upload.js";
import { uploadsOf } from "../../state/uploads.js";
import { type Encode, encoding, listed } from "../listing/listing.js";
import { pageSize } from "../listing/pagination.js";
import { initiatorOf, ownerOf } from "../owner.js";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export function listMultipartUploads(
  s3: S3,
  input: ListMultipartUploadsCommandInput,
  requester: Requester,
): ListMultipartUploadsOutput {
  const bucket = openBucket(s3, input, requester);
  const { Prefix: prefix = "", Delimiter: delimiter, KeyMarker: keyMarker = "" } = input;
  checkUploadIdMarker(input);
  const encode = encoding(input.EncodingType);
  const maxUploads = pageSize(input.MaxUploads, "max-uploads");
  const page = collect(bucket, input, { encode, maxUploads });
  return {
    Bucket: bucket.name,
    KeyMarker: encode(keyMarker),
    // Without a key marker it means nothing, as documented.
    UploadIdMarker: keyMarker === "" ? "" : (input.UploadIdMarker ?? ""),
    NextKeyMarker: encode(page.last?.key ?? ""),
    NextUploadIdMarker: page.last?.uploadId ?? "",
    MaxUploads: maxUploads,
    IsTruncated: page.isTruncated,
    Uploads: page.uploads,
    CommonPrefixes: page.commonPrefixes,
    ...(prefix && { Prefix: encode(prefix) }),
    ...(delimiter && { Delimiter: encode(delimiter) }),
    ...(input.EncodingType && { EncodingType: input.EncodingType }),
  };
}

/** Without a key marker it is not read, as documented; code and text are `assumed`. */
function checkUploadIdMarker({
  KeyMarker: keyMarker = "",
  UploadIdMarker: marker = "",
}: ListMultipartUploadsCommandInput): void {
  if (keyMarker === "" || marker === "" || !Number.isNaN(orderOf(marker))) return;
  fail("InvalidArgument", {
    message: "Invalid uploadId marker",
    ArgumentName: "upload-id-marker",
    ArgumentValue: marker,
  });
}

interface Page {
  readonly uploads: MultipartUpload[];
  readonly commonPrefixes: { Prefix: string }[];
  last: { readonly key: string; readonly uploadId: string } | undefined;
  isTruncated: boolean;
}

function collect(
  bucket: Bucket,
  input: ListMultipartUploadsCommandInput,
  { encode, maxUploads }: { encode: Encode; maxUploads: number },
): Page {
  const page: Page = { uploads: [], commonPrefixes: [], last: undefined, isTruncated: false };
  if (maxUploads === 0) return page;
  for (const each of walk(bucket, input)) {
    if (page.uploads.length + page.commonPrefixes.length === maxUploads) {
      page.isTruncated = true;
      break;
    }
    if ("commonPrefix" in each) {
      page.commonPrefixes.push({ Prefix: encode(each.commonPrefix) });
      page.last = { key: each.commonPrefix, uploadId: "" };
    } else {
      page.uploads.push(entryOf(each, encode));
      page.last = each;
    }
  }
  return page;
}

/** Uploads by key, those of one key in the order in which they were initiated. */
function* walk(
  bucket: Bucket,
  input: ListMultipartUploadsCommandInput,
): Generator<Upload | { readonly commonPrefix: string }> {
  const { Prefix: prefix = "", Delimiter: delimiter, KeyMarker: after = "" } = input;
  yield* resumedKey(bucket, input);
  for (const each of listed(bucket.uploads, { prefix, delimiter, after }, () => true)) {
    if ("commonPrefix" in each) yield each;
    else yield* each.entries;
  }
}

/** What is left of the key that an upload-id marker points into, also where that upload has ended. */
function resumedKey(bucket: Bucket, input: ListMultipartUploadsCommandInput): readonly Upload[] {
  const { Prefix: prefix = "", KeyMarker: key = "", UploadIdMarker: marker } = input;
  if (!marker || !key.startsWith(prefix)) return [];
  const order = orderOf(marker);
  return uploadsOf(bucket, key).filter((upload) => orderOf(upload.uploadId) > order);
}

function entryOf(upload: Upload, encode: Encode): MultipartUpload {
  const { checksumAlgorithm, checksumType, description } = upload;
  return {
    UploadId: upload.uploadId,
    Key: encode(upload.key),
    Initiated: new Date(upload.initiatedAt),
    // Only classes of S3's own list are ever stored.
    StorageClass: description.storageClass as StorageClass,
    Owner: ownerOf(description.ownerId),
    Initiator: initiatorOf(upload.initiatorId),
    ...(checksumAlgorithm && { ChecksumAlgorithm: checksumAlgorithm, ChecksumType: checksumType }),
  };
}
