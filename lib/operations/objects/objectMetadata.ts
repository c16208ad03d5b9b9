import { fail } from "../../base/errors.js";
import { limits } from "../../base/limits.js";
import { storageClasses } from "../../base/storageClasses.js";
import type { SystemMetadata } from "../../state/objectVersion.js";

/** S3's own type for an object that came without one. */
const defaultContentType = "binary/octet-stream";

const noMetadata: Readonly<Record<string, string>> = Object.freeze({});

/**
 * The system-defined metadata of a write.
 *
 * @throws S3Error InvalidRedirectLocation
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
 */
export function systemMetadataOf(input: SystemMetadata): SystemMetadata {
  const metadata: { -readonly [Name in keyof SystemMetadata]: SystemMetadata[Name] } = {
    ContentType: input.ContentType ?? defaultContentType,
  };
  if (input.CacheControl !== undefined) metadata.CacheControl = input.CacheControl;
  if (input.ContentDisposition !== undefined) {
    metadata.ContentDisposition = input.ContentDisposition;
  }
  if (input.ContentEncoding !== undefined) metadata.ContentEncoding = input.ContentEncoding;
  if (input.ContentLanguage !== undefined) metadata.ContentLanguage = input.ContentLanguage;
  if (input.Expires !== undefined) metadata.Expires = input.Expires;
  if (input.WebsiteRedirectLocation !== undefined) {
    checkRedirectLocation(input.WebsiteRedirectLocation);
    metadata.WebsiteRedirectLocation = input.WebsiteRedirectLocation;
  }
  return metadata;
}

/** Prefixes and length are documented, texts and the code for the length are `assumed`. */
function checkRedirectLocation(location: string): void {
  if (Buffer.byteLength(location) > limits.redirectLocationBytes) {
    fail("InvalidRedirectLocation", {
      message: `The length of website redirect location cannot exceed ${limits.redirectLocationBytes} characters.`,
    });
  }
  if (!/^(?:https?:\/\/|\/)/.test(location)) fail("InvalidRedirectLocation");
}

/**
 * The user metadata of a write.
 *
 * @throws S3Error MetadataTooLarge
 */
export function userMetadataOf(
  metadata: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  if (metadata === undefined) return noMetadata;
  let sizeBytes = 0;
  for (const name in metadata) sizeBytes += name.length + (metadata[name] ?? "").length;
  if (sizeBytes > limits.userMetadataBytes) fail("MetadataTooLarge");
  return metadata;
}

/**
 * The storage class of a write.
 *
 * @throws S3Error InvalidStorageClass, for OUTPOSTS, SNOW and EXPRESS_ONEZONE as well
 */
export function storageClassOf(requested: string | undefined): string {
  if (requested === undefined) return "STANDARD";
  if (storageClasses.has(requested)) return requested;
  return fail("InvalidStorageClass", { StorageClassRequested: requested });
}
