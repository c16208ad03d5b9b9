import { canonicalUserId } from "../../access/acl.js";
import { anonymousAccountId } from "../../access/requester.js";
import type { Operation } from "../../operations/operation.js";

interface AclTaking {
  readonly Bucket?: string | undefined;
  readonly ACL?: string | undefined;
  readonly GrantFullControl?: string | undefined;
}

/**
 * An operation that gives an object an ACL, with COS's words: `default` is to have the bucket's, which
 * `private` keeps from it.
 *
 * @param whenDefault - S3's word for an ACL that is none
 * @see https://cloud.tencent.com/document/product/436/30583
 */
export function withCosAcl<Input extends AclTaking, Output>(
  operation: Operation<Input, Output>,
  whenDefault?: "private",
): Operation<Input, Output> {
  return (s3, input, requester) => {
    if (input.ACL === "default") {
      return operation(s3, { ...input, ACL: whenDefault }, requester);
    }
    if (input.ACL !== "private" || input.GrantFullControl !== undefined) {
      return operation(s3, input, requester);
    }
    const { accountId } = requester;
    const bucketOwner = s3.buckets.get(input.Bucket ?? "")?.ownerId ?? accountId;
    const owner = accountId === anonymousAccountId ? bucketOwner : accountId;
    // Unlike no ACL at all.
    const GrantFullControl = `id="${canonicalUserId(owner)}"`;
    return operation(s3, { ...input, ACL: undefined, GrantFullControl }, requester);
  };
}
