import type {
  GetObjectLegalHoldCommandInput,
  GetObjectLegalHoldOutput,
  PutObjectLegalHoldCommandInput,
} from "@aws-sdk/client-s3";
import type { Requester } from "../../access/requester.js";
import { fail } from "../../base/errors.js";
import { changeVersion } from "../../replication/modify.js";
import type { S3 } from "../../state/s3.js";
import { openLockable } from "./objectLock.js";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLegalHold.html */
export function putObjectLegalHold(
  s3: S3,
  input: PutObjectLegalHoldCommandInput,
  requester: Requester,
): Record<string, never> {
  const { bucket, version } = openLockable(s3, input, { requester, method: "PUT" });
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
  const { version } = openLockable(s3, input, { requester, method: "GET" });
  const { legalHold } = version.lock;
  if (legalHold === undefined) fail("NoSuchObjectLockConfiguration");
  return { LegalHold: { Status: legalHold } };
}
