const partition = "arn:(?:aws|aws-cn|aws-us-gov)";

const iam = new RegExp(`^${partition}:iam::(\\d{12}):(.*)$`, "su");
const bucket = new RegExp(`^${partition}:s3:::(.+)$`, "su");
const kms = new RegExp(`^${partition}:kms:[a-z0-9-]+:\\d{12}:(?:key|alias)/.+$`, "su");

/** The account and the relative id (`role/name`) of an IAM ARN; undefined when it is none. */
export function parseIamArn(arn: string): { accountId: string; relativeId: string } | undefined {
  const [, accountId, relativeId] = iam.exec(arn) ?? [];
  if (accountId === undefined || relativeId === undefined) return undefined;
  return { accountId, relativeId };
}

/** What a bucket ARN names: a bucket, or with a `/` in it an object. Undefined when it is none. */
export function parseBucketArn(arn: string): string | undefined {
  return bucket.exec(arn)?.[1];
}

/** The Region in the ARN of a KMS key or alias; undefined when it is none. */
export function kmsRegion(arn: string): string | undefined {
  return isKmsArn(arn) ? arn.split(":")[3] : undefined;
}

/** Whether this is the ARN of a KMS key or of an alias; whether the key exists is not asked. */
export function isKmsArn(arn: string): boolean {
  return kms.test(arn);
}
