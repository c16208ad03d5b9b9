import type {
  DeleteMarkerEntry,
  ObjectVersion as ListedVersion,
  ListObjectVersionsCommandInput,
  ListObjectVersionsOutput,
} from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { isVersionId, orderOf } from "../../base/ids.js";
import { placeInList } from "../../base/listPlaces.js";
import type { Bucket } from "../../state/bucket.js";
import type { ObjectVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { currentOf, versionsIn } from "../../state/versionStack.js";
import { currentVersion, findVersion, versionsOf, versionsOfUpTo } from "../../state/versions.js";
import { listed } from "./listing.js";
import { type EntryStyle, entryOf, styleOf } from "./listObjects.js";
import { pageSize } from "./pagination.js";

interface Page {
  readonly versions: ListedVersion[];
  readonly deleteMarkers: DeleteMarkerEntry[];
  readonly commonPrefixes: { Prefix: string }[];
  nextKeyMarker: string | undefined;
  nextVersionIdMarker: string | undefined;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export function listObjectVersions(
  s3: S3,
  input: ListObjectVersionsCommandInput,
  requester: Requester,
): ListObjectVersionsOutput {
  const bucket = openBucket(s3, input, requester);
  const { Prefix: prefix = "", Delimiter: delimiter, KeyMarker = "", VersionIdMarker } = input;
  if (VersionIdMarker && KeyMarker === "") {
    fail("InvalidArgument", {
      message: "A version-id marker cannot be specified without a key marker.",
      ArgumentName: "version-id-marker",
      ArgumentValue: VersionIdMarker,
    });
  }
  if (VersionIdMarker === "" && KeyMarker !== "") {
    fail("InvalidArgument", {
      // `assumed`
      message: "A version-id marker cannot be empty.",
      ArgumentName: "version-id-marker",
      ArgumentValue: "",
    });
  }
  const style = styleOf(s3, input, true);
  const { encode } = style;
  const maxKeys = pageSize(input.MaxKeys);
  const page = collect(bucket, input, { style, maxKeys });
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    KeyMarker: encode(KeyMarker),
    VersionIdMarker: VersionIdMarker ?? "",
    MaxKeys: maxKeys,
    IsTruncated: page.nextKeyMarker !== undefined,
    Versions: page.versions,
    DeleteMarkers: page.deleteMarkers,
    CommonPrefixes: page.commonPrefixes,
    ...(delimiter && { Delimiter: encode(delimiter) }),
    ...(input.EncodingType && { EncodingType: input.EncodingType }),
    ...(page.nextKeyMarker !== undefined && { NextKeyMarker: encode(page.nextKeyMarker) }),
    ...(page.nextVersionIdMarker !== undefined && {
      NextVersionIdMarker: page.nextVersionIdMarker,
    }),
  };
}

function collect(
  bucket: Bucket,
  input: ListObjectVersionsCommandInput,
  { style, maxKeys }: { style: EntryStyle; maxKeys: number },
): Page {
  const page: Page = {
    versions: [],
    deleteMarkers: [],
    commonPrefixes: [],
    nextKeyMarker: undefined,
    nextVersionIdMarker: undefined,
  };
  if (maxKeys === 0) return page;
  let count = 0;
  let last: { key: string; versionId: string | undefined } | undefined;
  const isFull = () => {
    if (count < maxKeys) return false;
    page.nextKeyMarker = last?.key;
    page.nextVersionIdMarker = last?.versionId;
    return true;
  };
  for (const version of resumedKey(bucket, input)) {
    if (isFull()) return page;
    add(page, version, style, version === currentVersion(bucket, version.key));
    last = version;
    count++;
  }
  const { Prefix: prefix = "", Delimiter: delimiter, KeyMarker: after = "" } = input;
  for (const each of listed(bucket.versions, { prefix, delimiter, after }, () => true)) {
    if ("commonPrefix" in each) {
      if (isFull()) return page;
      page.commonPrefixes.push({ Prefix: style.encode(each.commonPrefix) });
      last = { key: each.commonPrefix, versionId: undefined };
      count++;
      continue;
    }
    const current = currentOf(each.entries);
    for (const version of versionsIn(each.entries)) {
      if (isFull()) return page;
      add(page, version, style, version === current);
      last = version;
      count++;
    }
  }
  return page;
}

/**
 * What is left of the key that a version-id marker points into. The marked version may have been
 * deleted since the page that ended with it: then its id tells what is older.
 */
function resumedKey(
  bucket: Bucket,
  { KeyMarker: key = "", VersionIdMarker: marker, Prefix = "" }: ListObjectVersionsCommandInput,
): Iterable<ObjectVersion> {
  if (!marker) return [];
  if (marker !== "null" && !isVersionId(marker)) {
    fail("InvalidArgument", {
      // `assumed`
      message: "Invalid version id specified",
      ArgumentName: "version-id-marker",
      ArgumentValue: marker,
    });
  }
  if (!key.startsWith(Prefix)) return [];
  const marked = findVersion(bucket, key, marker);
  // A place is one version's alone, so the next one may be the number before it.
  if (marked !== undefined) return versionsOfUpTo(bucket, key, marked.sequence - 1);
  // Nothing tells where a null version was; that all of the key is listed again is `assumed`.
  if (marker === "null") return versionsOf(bucket, key);
  return versionsOfUpTo(bucket, key, orderOf(marker));
}

function add(page: Page, version: ObjectVersion, style: EntryStyle, isLatest: boolean): void {
  const place = page.versions.length + page.deleteMarkers.length;
  if (version.isDeleteMarker) {
    const marker: DeleteMarkerEntry = {
      Key: style.encode(version.key),
      VersionId: version.versionId,
      IsLatest: isLatest,
      LastModified: new Date(version.lastModified),
      Owner: style.ownerOf?.(version.ownerId),
    };
    placeInList(marker, place);
    page.deleteMarkers.push(marker);
    return;
  }
  const entry: ListedVersion = {
    // A version is listed with the members of an object, and more.
    ...(entryOf(version, style) as ListedVersion),
    VersionId: version.versionId,
    IsLatest: isLatest,
  };
  placeInList(entry, place);
  page.versions.push(entry);
}
