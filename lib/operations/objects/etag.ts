import { md5 } from "../../base/checksums.js";
import type { Encryption } from "../../state/objectVersion.js";

/**
 * The ETag of an object or of a part: the MD5 of its bytes; under a KMS or customer key something
 * that looks like one and is not.
 *
 * @param salt - what tells this object from others with the same bytes
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
export function etagOf(bytes: Uint8Array, encryption: Encryption, salt: string): string {
  const plain = md5(bytes, "hex");
  if (hasPlainEtag(encryption)) return `"${plain}"`;
  const key = encryption.SSEKMSKeyId ?? encryption.SSECustomerKeyMD5;
  return `"${md5(Buffer.from(`${plain} ${key} ${salt}`), "hex")}"`;
}

/** Whether ETags under this encryption are MD5s of what was sent. */
export function hasPlainEtag({ ServerSideEncryption }: Encryption): boolean {
  return ServerSideEncryption === "AES256";
}

/** An ETag without its quotes, which requests may leave out. */
export function unquoted(etag: string): string {
  return etag.replaceAll('"', "");
}
