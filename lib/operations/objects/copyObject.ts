import type { CopyObjectCommandInput, CopyObjectOutput } from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { wholeSecond } from "../../base/clock.js";
import { fail } from "../../base/errors.js";
import { limits } from "../../base/limits.js";
import { addVersion } from "../../replication/addVersion.js";
import type { Bucket } from "../../state/bucket.js";
import { newVersionId } from "../../state/newVersionId.js";
import type { Content, DataVersion, Encryption } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import type { ObjectDescription } from "../../state/upload.js";
import { currentVersion } from "../../state/versions.js";
import { checksumMembers, storedChecksum } from "./checksumMembers.js";
import { etagOf, hasPlainEtag } from "./etag.js";
import { expirationHeader } from "./expirationHeader.js";
import { newVersion } from "./newVersion.js";
import { describeObject } from "./objectDescription.js";
import { type OpenCopySource, openCopySource } from "./openCopySource.js";
import { checkWriteConditions } from "./preconditions.js";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export function copyObject(
  s3: S3,
  input: CopyObjectCommandInput,
  requester: Requester,
): CopyObjectOutput {
  const bucket = openBucket(s3, input, requester);
  const key = input.Key ?? "";
  checkDirectives(input);
  const source = openCopySource(s3, input, requester);
  checkSize(source.version);
  refuseCopyOntoItself(bucket, input, source);
  const description = describeCopy(s3, bucket, input, { source: source.version, requester });
  checkWriteConditions(currentVersion(bucket, key), key, input);

  const { encryption } = description;
  const versionId = newVersionId(s3, bucket);
  const lastModified = wholeSecond(s3.time.now());
  const content = contentOfCopy(source.version, {
    algorithm: input.ChecksumAlgorithm,
    encryption,
    versionId,
  });
  const version = newVersion(s3, description, { key, versionId, lastModified, content });
  addVersion(s3, bucket, version, "CopyObject");
  const expiration = expirationHeader(bucket, version);
  return {
    CopyObjectResult: {
      ETag: content.etag,
      LastModified: new Date(lastModified),
      ...checksumMembers(content.checksum),
    },
    ...encryption,
    // Where versioning is suspended, this says `null` and PutObject says nothing (recorded 2026).
    ...(bucket.versioning !== undefined && { VersionId: versionId }),
    ...(expiration !== undefined && { Expiration: expiration }),
    ...(source.bucket.versioning !== undefined && {
      CopySourceVersionId: source.version.versionId,
    }),
  };
}

function checkDirectives(input: CopyObjectCommandInput): void {
  checkDirective("metadata", ["COPY", "REPLACE"], input.MetadataDirective);
  checkDirective("tagging", ["COPY", "REPLACE"], input.TaggingDirective);
  checkDirective("object-annotation", ["COPY", "EXCLUDE"], input.AnnotationDirective);
}

function checkDirective(
  name: string,
  allowed: readonly string[],
  directive: string | undefined,
): void {
  if (directive === undefined || allowed.includes(directive)) return;
  fail("InvalidArgument", {
    // `assumed`
    message: `Unknown ${name} directive.`,
    ArgumentName: `x-amz-${name}-directive`,
    ArgumentValue: directive,
  });
}

function checkSize({ content }: DataVersion): void {
  if (content.bytes.length <= limits.putBytes) return;
  fail("InvalidRequest", {
    // That it is refused is documented, the text is `assumed`.
    message: `The specified copy source is larger than the maximum allowable size for a copy source: ${limits.putBytes}`,
  });
}

/**
 * A copy of the current version onto its own key has to change something. Encryption counts as changed
 * where the bucket was told how to encrypt, whatever it was told, and where the object is not under
 * S3's own key, which a copy is by default (recorded). That naming a storage class or an encryption is
 * enough, whatever it was, and that tags or a checksum algorithm are not, is `assumed`.
 */
function refuseCopyOntoItself(
  bucket: Bucket,
  input: CopyObjectCommandInput,
  source: OpenCopySource,
): void {
  const isItself =
    source.bucket === bucket &&
    source.version.key === input.Key &&
    !(source.isNamed && bucket.versioning === "Enabled");
  if (!isItself) return;
  const isChanged =
    input.MetadataDirective === "REPLACE" ||
    source.version !== currentVersion(bucket, source.version.key) ||
    bucket.encryption.isConfigured ||
    !hasPlainEtag(source.version.encryption) ||
    [
      input.StorageClass,
      input.WebsiteRedirectLocation,
      input.ServerSideEncryption,
      input.SSECustomerAlgorithm,
    ].some((given) => given !== undefined);
  if (isChanged) return;
  fail("InvalidRequest", {
    message:
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
  });
}

/**
 * Metadata and tags are the source's unless a directive says otherwise; storage class, redirect
 * location, lock and ACL never are.
 */
function describeCopy(
  s3: S3,
  bucket: Bucket,
  input: CopyObjectCommandInput,
  { source, requester }: { source: DataVersion; requester: Requester },
): ObjectDescription {
  const { systemMetadata, userMetadata, tags } = source;
  const replacesTags = input.TaggingDirective === "REPLACE";
  const described = { ...input, Tagging: replacesTags ? input.Tagging : undefined };
  const description = describeObject(s3, bucket, described, requester);
  const { WebsiteRedirectLocation } = input;
  const { WebsiteRedirectLocation: _, ...copied } = systemMetadata;
  return {
    ...description,
    ...(input.MetadataDirective !== "REPLACE" && {
      systemMetadata: {
        ...copied,
        ...(WebsiteRedirectLocation !== undefined && { WebsiteRedirectLocation }),
      },
      userMetadata,
    }),
    ...(!replacesTags && { tags }),
  };
}

/** Bytes are shared, and all else where nothing makes it differ: a copy is never a multipart object. */
function contentOfCopy(
  { content, encryption: sourceEncryption }: DataVersion,
  copy: { algorithm: string | undefined; encryption: Encryption; versionId: string },
): Content {
  const { bytes, checksum, parts } = content;
  const algorithm = copy.algorithm ?? checksum?.algorithm;
  const keepsEtag =
    parts === undefined && hasPlainEtag(sourceEncryption) && hasPlainEtag(copy.encryption);
  const keepsChecksum = checksum?.type === "FULL_OBJECT" && checksum.algorithm === algorithm;
  if (keepsEtag && keepsChecksum) return content;
  return {
    bytes,
    etag: keepsEtag ? content.etag : etagOf(bytes, copy.encryption, copy.versionId),
    checksum: keepsChecksum ? checksum : storedChecksum({ ChecksumAlgorithm: algorithm }, bytes),
    parts: undefined,
  };
}
