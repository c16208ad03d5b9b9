import type {
  _Object as ListedObject,
  ListObjectsCommandInput,
  ListObjectsOutput,
  ListObjectsV2CommandInput,
  ListObjectsV2Output,
  ObjectStorageClass,
} from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import type { Bucket } from "../../state/bucket.js";
import type { DataVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { currentOf, type VersionStack } from "../../state/versionStack.js";
import { restoreStatus } from "../objects/archive.js";
import { rememberedOwners } from "../owner.js";
import { type Encode, encoding, type ListingScope, listed } from "./listing.js";
import { continuationToken, pageSize, readContinuationToken } from "./pagination.js";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listObjectsV2(
  s3: S3,
  input: ListObjectsV2CommandInput,
  requester: Requester,
): ListObjectsV2Output {
  const bucket = openBucket(s3, input, requester);
  const { Prefix: prefix = "", Delimiter: delimiter, ContinuationToken, StartAfter } = input;
  const style = styleOf(s3, input, input.FetchOwner === true);
  const maxKeys = pageSize(input.MaxKeys);
  const after =
    ContinuationToken === undefined ? (StartAfter ?? "") : readContinuationToken(ContinuationToken);
  const page = collect(bucket, { prefix, delimiter, after }, { style, maxKeys });
  return {
    ...pageMembers(bucket, input, page),
    MaxKeys: maxKeys,
    KeyCount: page.contents.length + page.commonPrefixes.length,
    ...(ContinuationToken !== undefined && { ContinuationToken }),
    ...(page.isTruncated && { NextContinuationToken: continuationToken(page.last) }),
    // It is of no use to a listing that goes on, and S3 does not repeat it then (recorded).
    ...(StartAfter && ContinuationToken === undefined && { StartAfter: style.encode(StartAfter) }),
  };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
export function listObjects(
  s3: S3,
  input: ListObjectsCommandInput,
  requester: Requester,
): ListObjectsOutput {
  const bucket = openBucket(s3, input, requester);
  const { Prefix: prefix = "", Delimiter: delimiter, Marker: after = "" } = input;
  const style = styleOf(s3, input, true);
  const maxKeys = pageSize(input.MaxKeys);
  const page = collect(bucket, { prefix, delimiter, after }, { style, maxKeys });
  return {
    ...pageMembers(bucket, input, page),
    MaxKeys: maxKeys,
    Marker: style.encode(after),
    // Without a delimiter the last key is the marker, and S3 leaves that to the client.
    ...(page.isTruncated && delimiter && { NextMarker: style.encode(page.last) }),
  };
}

/** How entries of a listing are written. */
export interface EntryStyle {
  readonly encode: Encode;
  /** Undefined where owners are left out. */
  readonly ownerOf: ((accountId: string) => { ID: string }) | undefined;
  readonly hasRestoreStatus: boolean;
  readonly nowMs: number;
}

/** The members of a request that say how entries are written. */
interface StyleInput {
  readonly EncodingType?: string | undefined;
  readonly OptionalObjectAttributes?: readonly string[] | undefined;
}

/** @throws S3Error InvalidArgument for an unknown encoding or attribute */
export function styleOf(s3: S3, input: StyleInput, hasOwner: boolean): EntryStyle {
  checkOptionalAttributes(input.OptionalObjectAttributes);
  return {
    encode: encoding(input.EncodingType),
    ownerOf: hasOwner ? rememberedOwners() : undefined,
    hasRestoreStatus: input.OptionalObjectAttributes?.includes("RestoreStatus") === true,
    nowMs: s3.time.now(),
  };
}

/** That the answer is the one of GetObjectAttributes is `assumed`. */
function checkOptionalAttributes(names: readonly string[] = []): void {
  const unknown = names.find((name) => name !== "RestoreStatus");
  if (unknown === undefined) return;
  fail("InvalidArgument", {
    message: "Invalid attribute name specified.",
    ArgumentName: "x-amz-optional-object-attributes",
    ArgumentValue: unknown,
  });
}

interface Page {
  readonly contents: ListedObject[];
  readonly commonPrefixes: { Prefix: string }[];
  /** The last key or common prefix of the page. */
  last: string;
  isTruncated: boolean;
}

function collect(
  bucket: Bucket,
  scope: ListingScope,
  { style, maxKeys }: { style: EntryStyle; maxKeys: number },
): Page {
  const page: Page = { contents: [], commonPrefixes: [], last: "", isTruncated: false };
  if (maxKeys === 0) return page;
  for (const each of listed(bucket.versions, scope, isCurrentObject)) {
    if (page.contents.length + page.commonPrefixes.length === maxKeys) {
      page.isTruncated = true;
      break;
    }
    if ("commonPrefix" in each) {
      page.last = each.commonPrefix;
      page.commonPrefixes.push({ Prefix: style.encode(each.commonPrefix) });
    } else {
      page.last = each.key;
      // `isCurrentObject` let only such stacks pass.
      page.contents.push(entryOf(currentOf(each.entries) as DataVersion, style));
    }
  }
  return page;
}

/** Keys whose current version is a delete marker are left out of object listings. */
function isCurrentObject(versions: VersionStack): boolean {
  return currentOf(versions)?.isDeleteMarker === false;
}

/** What both versions of ListObjects answer. */
function pageMembers(
  bucket: Bucket,
  input: ListObjectsCommandInput | ListObjectsV2CommandInput,
  { contents, commonPrefixes, isTruncated }: Page,
): ListObjectsOutput & ListObjectsV2Output {
  const encode = encoding(input.EncodingType);
  return {
    Name: bucket.name,
    Prefix: encode(input.Prefix ?? ""),
    IsTruncated: isTruncated,
    Contents: contents,
    CommonPrefixes: commonPrefixes,
    ...(input.Delimiter && { Delimiter: encode(input.Delimiter) }),
    ...(input.EncodingType && { EncodingType: input.EncodingType }),
  };
}

/** An object as `Contents` lists it. STANDARD is named here, unlike in headers. */
export function entryOf(version: DataVersion, style: EntryStyle): ListedObject {
  const { content } = version;
  const entry: ListedObject = {
    Key: style.encode(version.key),
    LastModified: new Date(version.lastModified),
    ETag: content.etag,
    Size: content.bytes.length,
    // Only classes of S3's own list are ever stored.
    StorageClass: version.storageClass as ObjectStorageClass,
  };
  if (content.checksum !== undefined) {
    entry.ChecksumAlgorithm = [content.checksum.algorithm];
    entry.ChecksumType = content.checksum.type;
  }
  if (style.ownerOf !== undefined) entry.Owner = style.ownerOf(version.ownerId);
  if (style.hasRestoreStatus) {
    const status = restoreStatus(version, style.nowMs);
    if (status !== undefined) entry.RestoreStatus = status;
  }
  return entry;
}
