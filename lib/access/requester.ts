import type { Bucket } from "../state/bucket.js";
import type { CopySource } from "./copySource.js";

/** The account of whoever does not sign: none. */
export const anonymousAccountId = "";

/** How S3 asks by itself. */
export interface ServiceCall {
  /** Absent where it is the role's session that asks. */
  readonly principal?: "s3.amazonaws.com";
  /** The ARN of what it acts for, which is the account's. */
  readonly sourceArn?: string;
}

/** Who sends a request, to which Region's endpoint, and what was found of it on the way. */
export interface Requester {
  readonly accountId: string;
  /** The IAM user, or the role whose session it is, by its ARN. Undefined: the account's root user. */
  readonly principalArn?: string | undefined;
  /** Set where S3 itself asks, from no address: for a bucket, or in a session of a job's role. */
  readonly service?: ServiceCall | undefined;
  /** The address the request comes from. Undefined: this machine's own. */
  readonly sourceIp?: string | undefined;
  /** Undefined for an endpoint that is not a Region's, such as a custom one. */
  readonly region: string | undefined;
  /** The bucket that the request is for, once `openBucket` has found and checked it. */
  readonly bucket?: Bucket | undefined;
  /** The URL of what is asked for, on the server that was asked: without a query. Undefined without a server. */
  readonly url?: string | undefined;
  /** Whether the request came as a browser's form. */
  readonly isPostForm?: boolean | undefined;
  /** What `x-amz-copy-source` names. */
  readonly copySource?: CopySource | undefined;
}
