/** What is wrong with a bucket policy, as S3 answers PutBucketPolicy with status 400. */
export interface PolicyProblem {
  readonly code: "MalformedPolicy";
  readonly message: string;
  /** The entry that is to blame, where S3's answer has an element `Detail`. */
  readonly detail?: string;
}

/** A problem with a text of S3's. */
export function malformed(message: string, detail?: string): PolicyProblem {
  return { code: "MalformedPolicy", message, ...(detail !== undefined && { detail }) };
}

/** What S3 says of a document whose elements have the wrong JSON type; `assumed` from another server. */
export const invalidSyntax: PolicyProblem = malformed("Invalid policy syntax.");
