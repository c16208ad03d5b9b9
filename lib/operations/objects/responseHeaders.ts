import type { GetObjectCommandInput, HeadObjectOutput } from "@aws-sdk/client-s3";
import { anonymousAccountId, type Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";

/** The `response-*` parameters, which replace headers of the answer. */
type Overrides = Pick<
  GetObjectCommandInput,
  | "ResponseCacheControl"
  | "ResponseContentDisposition"
  | "ResponseContentEncoding"
  | "ResponseContentLanguage"
  | "ResponseContentType"
  | "ResponseExpires"
>;

/**
 * Refuses who has not signed to have headers of the answer replaced. That it is refused is documented, the
 * answer is recorded in floci pull request 1098; that it comes before the object is looked for is `assumed`.
 *
 * @throws S3Error InvalidRequest
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function checkOverrides(input: Overrides, { accountId }: Requester): void {
  if (accountId !== anonymousAccountId) return;
  const replaced: HeadObjectOutput = {};
  overrideHeaders(replaced, input);
  if (Object.keys(replaced).length === 0) return;
  fail("InvalidRequest", {
    message: "Request specific response headers cannot be used for anonymous GET requests.",
  });
}

/** Replaces the members of an answer that a request says others for. */
export function overrideHeaders(members: HeadObjectOutput, input: Overrides): void {
  const { ResponseCacheControl, ResponseContentDisposition, ResponseContentEncoding } = input;
  if (ResponseCacheControl !== undefined) members.CacheControl = ResponseCacheControl;
  if (ResponseContentDisposition !== undefined) {
    members.ContentDisposition = ResponseContentDisposition;
  }
  if (ResponseContentEncoding !== undefined) members.ContentEncoding = ResponseContentEncoding;
  if (input.ResponseContentLanguage !== undefined) {
    members.ContentLanguage = input.ResponseContentLanguage;
  }
  if (input.ResponseContentType !== undefined) members.ContentType = input.ResponseContentType;
  if (input.ResponseExpires !== undefined) members.Expires = input.ResponseExpires;
}
