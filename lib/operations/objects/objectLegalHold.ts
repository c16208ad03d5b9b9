import type {
  GetObjectLegalHoldCommandInput,
  GetObjectLegalHoldOutput,
  PutObjectLegalHoldCommandInput,
} from "@aws-sdk/client-s3";
import { fail } from "../../errors.js";
import { changeVersion } from "../../replication/modify.js";
import type { Requester, S3 } from "../../s3.js";
import { openBucket } from "../openBucket.js";
import { missingLock } from "./objectLock.js";
import { openVersion } from "./versionLookup.js";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLegalHold.html */
export function putObjectLegalHold(
  s3: S3,
  input: PutObjectLegalHoldCommandInput,
  requester: Requester,
): Record<string, never> {
  const bucket = openBucket(s3, input, requester);
  if (bucket.objectLock === undefined) missingLock();
  const { Key: key = "", VersionId: versionId } = input;
  const version = openVersion(bucket, { key, versionId, method: "PUT" });
  const legalHold = input.LegalHold?.Status;
  if (legalHold !== "ON" && legalHold !== "OFF") fail("MalformedXML");
  const lock = { ...version.lock, legalHold };
  changeVersion(s3, bucket, { ...version, lock }, "LEGAL_HOLD_PUT");
  return {};
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLegalHold.html */
export function getObjectLegalHold(
  s3: S3,
  input: GetObjectLegalHoldCommandInput,
  requester: Requester,
): GetObjectLegalHoldOutput {
  const bucket = openBucket(s3, input, requester);
  if (bucket.objectLock === undefined) missingLock();
  const { Key: key = "", VersionId: versionId } = input;
  const { legalHold } = openVersion(bucket, { key, versionId, method: "GET" }).lock;
  if (legalHold === undefined) fail("NoSuchObjectLockConfiguration");
  return { LegalHold: { Status: legalHold } };
}
