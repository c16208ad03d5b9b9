import type {
  GetObjectLegalHoldCommandInput,
  GetObjectLegalHoldOutput,
  PutObjectLegalHoldCommandInput,
} from "@aws-sdk/client-s3";
import { openBucket } from "../../access/openBucket.js";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { requireValid } from "../../base/schemaRequirements.js";
import { changeVersion } from "../../replication/modify.js";
import type { S3 } from "../../state/s3.js";
import { openLockable } from "./objectLock.js";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLegalHold.html */
export function putObjectLegalHold(
  s3: S3,
  input: PutObjectLegalHoldCommandInput,
  requester: Requester,
): Record<string, never> {
  const bucket = openBucket(s3, input, requester);
  const legalHold = input.LegalHold?.Status;
  // That the document is judged before the version is `assumed`.
  requireValid(legalHold === "ON" || legalHold === "OFF");
  const version = openLockable(bucket, input, "PUT");
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
  const { lock } = openLockable(openBucket(s3, input, requester), input, "GET");
  const { legalHold } = lock;
  if (legalHold === undefined) fail("NoSuchObjectLockConfiguration");
  return { LegalHold: { Status: legalHold } };
}
