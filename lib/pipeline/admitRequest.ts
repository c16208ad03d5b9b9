import { authorize } from "../access/authorize.js";
import { authorizeOwn } from "../access/authorizeService.js";
import { readCopySource } from "../access/copySource.js";
import { openBucket } from "../access/openBucket.js";
import type { Requester } from "../access/requester.js";
import { fail } from "../base/errors.js";
import type { OperationName } from "../base/operationNames.generated.js";
import type { S3 } from "../state/s3.js";
import type { Incoming } from "./incoming.js";
import { judgedBody } from "./judgedBody.js";
import type { RoutedRequest } from "./routeRequest.js";

/**
 * Finds what a request is for, its bucket and its copy source, and checks that whoever sends it may do
 * what it asks: the operation gets all of it handed over.
 *
 * @throws S3Error NoSuchBucket, PermanentRedirect, AccessDenied and what else `openBucket`,
 *   `readCopySource` and `authorize` say
 */
export function admitRequest(
  s3: S3,
  { accountId, principalArn, sourceIp, isPostForm, url }: Incoming,
  routed: RoutedRequest,
  { bucketName, readInput }: Addressed,
): Requester {
  const { address } = routed;
  if (routed.isControl) return admitControlRequest(s3, routed, { accountId, principalArn });
  // It is one of S3's, which is what the routing of all others gives.
  const operation = routed.operation as OperationName;
  const { headers, query } = routed.request;
  const copySource = headers["x-amz-copy-source"];
  const requester: Requester = {
    accountId,
    principalArn,
    sourceIp,
    region: address.region,
    isPostForm,
    url,
    bucket: openedBucket(s3, routed, { accountId, bucketName }),
    copySource: copySource === undefined ? undefined : readCopySource(s3, copySource),
  };
  const body = judgedBody(operation, readInput);
  const request = { bucket: bucketName, key: address.key, query, headers, body };
  authorize(s3, operation, request, requester);
  return requester;
}

/** What is known of a request before it is read. */
export interface Addressed {
  readonly bucketName: string | undefined;
  /** Reads it, which may fail as S3 does. */
  readonly readInput: () => object;
}

/**
 * Jobs belong to the account that the request names. Another account's are `assumed` to be refused as
 * its buckets are.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
function admitControlRequest(
  s3: S3,
  { operation, request, address, labels }: RoutedRequest,
  { accountId, principalArn }: Pick<Requester, "accountId" | "principalArn">,
): Requester {
  const named = request.headers["x-amz-account-id"];
  // `assumed`: the answer to a request that names no account.
  if (named === undefined) {
    fail("InvalidRequest", { message: "AccountId is required but not set" });
  }
  if (named !== accountId) fail("AccessDenied");
  const requester = { accountId, principalArn, region: address.region };
  const { JobId } = labels ?? {};
  const job = `arn:aws:s3:${address.region ?? s3.region}:${accountId}:job/${JobId}`;
  authorizeOwn(s3, requester, {
    action: `s3:${operation}`,
    resource: JobId === undefined ? "*" : job,
    request: { bucket: undefined, key: undefined, query: request.query, headers: request.headers },
  });
  return requester;
}

function openedBucket(
  s3: S3,
  { operation, address, request }: RoutedRequest,
  { accountId, bucketName }: { accountId: string; bucketName: string | undefined },
): Requester["bucket"] {
  // A bucket that is to be made is not there yet.
  if (bucketName === undefined || operation === "CreateBucket") return undefined;
  // The oldest operation of all answers from any Region's endpoint.
  const region = operation === "GetBucketLocation" ? undefined : address.region;
  // HeadBucket tells the Region with its refusal, and so asks by itself.
  const ExpectedBucketOwner =
    operation === "HeadBucket" ? undefined : request.headers["x-amz-expected-bucket-owner"];
  return openBucket(s3, { Bucket: bucketName, ExpectedBucketOwner }, { accountId, region });
}
