import type { PutObjectTaggingCommandInput } from "@aws-sdk/client-s3";
import { authorize } from "../access/authorize.js";
import { readCopySource } from "../access/copySource.js";
import { openBucket } from "../access/openBucket.js";
import type { Requester } from "../access/requester.js";
import { S3Error } from "../base/errors.js";
import type { Tag } from "../state/objectVersion.js";
import type { S3 } from "../state/s3.js";
import type { Incoming } from "./incoming.js";
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
  const { address, operation } = routed;
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
  const bodyTags = operation === "PutObjectTagging" ? () => tagsOf(readInput) : undefined;
  const request = { bucket: bucketName, key: address.key, query, headers, bodyTags };
  authorize(s3, operation, request, requester);
  return requester;
}

/** What is known of a request before it is read. */
export interface Addressed {
  readonly bucketName: string | undefined;
  /** Reads it, which may fail as S3 does. */
  readonly readInput: () => object;
}

/** The tags in the body of a request; what cannot be read has none, and S3 says so later. */
function tagsOf(readInput: () => object): readonly Tag[] | undefined {
  try {
    const { Tagging } = readInput() as PutObjectTaggingCommandInput;
    return Tagging?.TagSet?.map(({ Key = "", Value = "" }) => ({ Key, Value }));
  } catch (error) {
    if (error instanceof S3Error) return undefined;
    throw error;
  }
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
