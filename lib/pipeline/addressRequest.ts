import type { HttpRequest } from "../base/http.js";
import type { Dialect } from "../dialects/dialect.js";
import { type Address, resolveAddress } from "../wire/addressing.js";
import { checkHeadSize } from "../wire/headSize.js";

/** A request in S3's terms, and what it is addressed to. */
export interface AddressedRequest {
  readonly request: HttpRequest;
  readonly address: Address;
}

/**
 * Finds what a request is addressed to: once, for everybody who has to know.
 *
 * @param bucket - the bucket that the client named, where the address alone leaves it open
 * @throws S3Error RequestHeaderSectionTooLarge, InvalidURI, KeyTooLongError; what the dialect refuses
 */
export function addressRequest(
  dialect: Dialect,
  request: HttpRequest,
  bucket: string | undefined,
): AddressedRequest {
  checkHeadSize(request);
  const inTerms = dialect.readRequest?.(request) ?? request;
  return { request: inTerms, address: resolveAddress(inTerms, bucket, dialect.parseHost) };
}
