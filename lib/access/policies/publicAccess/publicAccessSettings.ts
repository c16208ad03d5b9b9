import { accountOf, type PolicyPrincipal } from "../language/policyPrincipal.js";
import type { PolicyDocument } from "../language/statementElements.js";
import { isPublicPolicy } from "./publicStatements.js";

/** The four settings of a Public Access Block, as S3's configuration has them. */
export interface PublicAccessSettings {
  readonly BlockPublicAcls?: boolean | undefined;
  readonly IgnorePublicAcls?: boolean | undefined;
  readonly BlockPublicPolicy?: boolean | undefined;
  readonly RestrictPublicBuckets?: boolean | undefined;
}

/**
 * The settings that hold for a bucket: each is on where it is on for the bucket, its account or its
 * organization.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function effectiveSettings(
  ...settings: readonly (PublicAccessSettings | undefined)[]
): Required<PublicAccessSettings> {
  const isOn = (name: keyof PublicAccessSettings) => settings.some((each) => each?.[name] === true);
  return {
    BlockPublicAcls: isOn("BlockPublicAcls"),
    IgnorePublicAcls: isOn("IgnorePublicAcls"),
    BlockPublicPolicy: isOn("BlockPublicPolicy"),
    RestrictPublicBuckets: isOn("RestrictPublicBuckets"),
  };
}

/** Whether PutBucketPolicy refuses a document because it is public, whoever asks. */
export function blocksPolicy(settings: PublicAccessSettings, document: PolicyDocument): boolean {
  return settings.BlockPublicPolicy === true && isPublicPolicy(document);
}

/**
 * Whether a bucket with this policy is for its own account and AWS services only, also by statements
 * that are not public.
 *
 * @param document the stored policy, if there is one
 */
export function restrictsBucket(
  settings: PublicAccessSettings,
  document: PolicyDocument | undefined,
): boolean {
  return (
    settings.RestrictPublicBuckets === true && document !== undefined && isPublicPolicy(document)
  );
}

/** What a setting of the Public Access Block prevented. */
export type PreventedAction = "s3:PutBucketPolicy" | "s3:PutBucketAcl" | "s3:PutObjectAcl";

/**
 * The message of the AccessDenied with which S3 answers a public policy where BlockPublicPolicy is on,
 * or a public ACL where BlockPublicAcls is, the owner's root user included. Callers of other accounts
 * read `Access Denied`.
 *
 * @param resource the ARN of the bucket or object
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
 */
export function preventedMessage(
  principal: PolicyPrincipal,
  action: PreventedAction,
  resource: string,
  resourceAccountId: string,
): string {
  if (!("arn" in principal) || accountOf(principal) !== resourceAccountId) return "Access Denied";
  const what =
    action === "s3:PutBucketPolicy"
      ? "public policies are prevented by the BlockPublicPolicy setting"
      : "public ACLs are prevented by the BlockPublicAcls setting";
  return `User: ${principal.arn} is not authorized to perform: ${action} on resource: "${resource}" because ${what} in S3 Block Public Access.`;
}
