import { fail } from "../base/errors.js";
import type { Bucket } from "../state/bucket.js";
import { describedKey } from "../state/iam.js";
import type { Encryption } from "../state/objectVersion.js";
import type { S3 } from "../state/s3.js";
import { resourceArn } from "./bucketQuestion.js";
import { judgedKey, policiesOfPrincipal } from "./iam/describedPolicies.js";
import { accessDeniedMessage } from "./policies/decision/accessDeniedMessage.js";
import type { AccessQuestion } from "./policies/decision/accessQuestion.js";
import { evaluate } from "./policies/evaluate.js";
import { type ContextValues, conditionContext } from "./policies/language/conditionContext.js";
import { principalOf } from "./principals.js";
import { anonymousAccountId, type Requester } from "./requester.js";

/** A KMS key that a request needs, and for which object. */
export interface KeyUse {
  readonly requester: Requester;
  readonly bucket: Bucket;
  readonly key: string;
  readonly encryption: Encryption;
  readonly action: "kms:Decrypt" | "kms:GenerateDataKey";
}

/** What KMS is told by S3: through which service a call comes, and for what. */
export interface KeyPurpose {
  readonly bucket: Bucket;
  readonly key: string;
  /** Whether an S3 Bucket Key is used: the call is for the bucket then. */
  readonly isForBucket: boolean;
  readonly callerAccountId: string | undefined;
}

/**
 * The values that conditions see of a call of S3's to KMS.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export function keyValues({
  bucket,
  key,
  isForBucket,
  callerAccountId,
}: KeyPurpose): ContextValues {
  return {
    "aws:RequestedRegion": bucket.region,
    "kms:CallerAccount": callerAccountId,
    "kms:EncryptionContext:aws:s3:arn": resourceArn(bucket.name, isForBucket ? undefined : key),
    "kms:EncryptionContextKeys": ["aws:s3:arn"],
    "kms:ViaService": `s3.${bucket.region}.amazonaws.com`,
  };
}

/**
 * Checks that whoever asks may use the KMS key of an object, if it has one. Where nobody described the
 * key, an account's root user may.
 *
 * @throws S3Error AccessDenied
 */
export function authorizeKey(s3: S3, use: KeyUse): void {
  const { requester, bucket, key, encryption, action } = use;
  const { SSEKMSKeyId: name, BucketKeyEnabled: usesBucketKey } = encryption;
  if (name === undefined) return;
  const { accountId, principalArn, service } = requester;
  // S3 as itself needs the policy of a key that has one, and so does everybody but an account's root user.
  const isRoot = principalArn === undefined && accountId !== anonymousAccountId;
  if (isRoot && describedKey(s3.iam, name) === undefined) return;
  const judged = judgedKey(s3, name, accountId);
  const principal = principalOf(requester);
  const purpose = { bucket, key, isForBucket: usesBucketKey === true, callerAccountId: accountId };
  const question: AccessQuestion = {
    principal,
    action,
    resource: judged.arn,
    resourceAccountId: judged.accountId,
    resourceKind: "key",
    context: conditionContext({
      ...keyValues(purpose),
      ...(service?.sourceArn && {
        "aws:SourceAccount": accountId,
        "aws:SourceArn": service.sourceArn,
      }),
      "aws:CurrentTime": new Date(s3.time.now()).toISOString(),
      "aws:EpochTime": String(Math.floor(s3.time.now() / 1_000)),
      "aws:SecureTransport": "true",
    }),
    resourcePolicy: judged.policy,
    ...policiesOfPrincipal(s3, principal),
  };
  const decision = evaluate(question);
  if (decision.isAllowed) return;
  fail("AccessDenied", { message: accessDeniedMessage(question, decision) });
}
