import type {
  GetObjectAttributesCommandInput,
  GetObjectAttributesOutput,
  StorageClass,
} from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import type { Checksum, Content } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { pageSize, partNumberMarker } from "../listing/pagination.js";
import { checksumMembers } from "./checksumMembers.js";
import { checkCustomerKey } from "./encryption.js";
import { unquoted } from "./etag.js";
import { openVersion } from "./versionLookup.js";

const attributes: ReadonlySet<string> = new Set([
  "ETag",
  "Checksum",
  "ObjectParts",
  "StorageClass",
  "ObjectSize",
]);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html */
export function getObjectAttributes(
  s3: S3,
  input: GetObjectAttributesCommandInput,
  requester: Requester,
): GetObjectAttributesOutput {
  const bucket = openBucket(s3, input, requester);
  const { Key: key = "", VersionId: versionId } = input;
  const asked = checkedAttributes(input.ObjectAttributes ?? []);
  const page = {
    maxParts: pageSize(input.MaxParts, "max-parts"),
    marker: partNumberMarker(input.PartNumberMarker),
  };
  const version = openVersion(bucket, { key, versionId, method: "GET" });
  checkCustomerKey(version.encryption, input);
  const { content } = version;
  return {
    LastModified: new Date(version.lastModified),
    ...(bucket.versioning !== undefined && { VersionId: version.versionId }),
    ...(asked.has("ETag") && { ETag: unquoted(content.etag) }),
    ...(asked.has("Checksum") &&
      content.checksum && { Checksum: checksumMembers(withoutCount(content.checksum)) }),
    ...(asked.has("ObjectParts") && content.parts && { ObjectParts: partsOf(content, page) }),
    // Only classes of S3's own list are ever stored.
    ...(asked.has("StorageClass") && { StorageClass: version.storageClass as StorageClass }),
    ...(asked.has("ObjectSize") && { ObjectSize: content.bytes.length }),
  };
}

function checkedAttributes(asked: readonly string[]): ReadonlySet<string> {
  if (asked.length === 0) {
    fail("InvalidRequest", {
      // Recorded 2024.
      message:
        "The x-amz-object-attributes header specifying the attributes to be retrieved is either missing or empty",
    });
  }
  const unknown = asked.find((name) => !attributes.has(name));
  if (unknown === undefined) return new Set(asked);
  return fail("InvalidArgument", {
    // `assumed`
    message: "Invalid attribute name specified.",
    ArgumentName: "x-amz-object-attributes",
    ArgumentValue: unknown,
  });
}

/** Here alone a composite checksum has no number of parts behind it (recorded). */
function withoutCount(checksum: Checksum): Checksum {
  return { ...checksum, value: checksum.value.replace(/-\d+$/, "") };
}

/** Parts are listed only where they have checksums of their own, as documented. */
function partsOf(
  { parts = [], checksum }: Content,
  { maxParts, marker }: { maxParts: number; marker: number },
): GetObjectAttributesOutput["ObjectParts"] {
  if (checksum?.type !== "COMPOSITE") return { TotalPartsCount: parts.length };
  const after = parts.filter(({ partNumber }) => partNumber > marker);
  const page = after.slice(0, maxParts);
  return {
    TotalPartsCount: parts.length,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.at(-1)?.partNumber ?? 0),
    MaxParts: maxParts,
    IsTruncated: page.length > 0 && page.length < after.length,
    Parts: page.map((part) => ({
      PartNumber: part.partNumber,
      Size: part.sizeBytes,
      ...partChecksum(checksum, part.checksum),
    })),
  };
}

function partChecksum(
  whole: NonNullable<Content["checksum"]>,
  value: string | undefined,
): ReturnType<typeof checksumMembers> {
  if (value === undefined) return {};
  const { ChecksumType: _, ...members } = checksumMembers({ ...whole, value });
  return members;
}
