import { S3 } from "@aws-sdk/client-s3";
import { type ReplicationMock, replicationMock } from "s3-replication-mock";
import { allowCustomerKeys } from "../support/customerKey.js";
import { accountA, accountB, policyOf } from "../support/permissionScene.js";

/** The bucket that the policies are about. */
export const bucket = "arn:aws:s3:::src";
/** A statement for everyone on the objects of that bucket, or on itself where the action is on buckets. */
export const allow = (Action: string, Condition?: object) =>
  statementOf("Allow", Action, Condition);
export const deny = (Action: string, Condition?: object) => statementOf("Deny", Action, Condition);
/** An object of that bucket. */
export const at = (Key: string) => ({ Bucket: "src", Key });

function statementOf(Effect: string, Action: string, Condition?: object) {
  const onBucket = Action.includes("Bucket");
  const Resource = onBucket ? bucket : `${bucket}/*`;
  return { Effect, Principal: { AWS: "*" }, Action, Resource, Condition };
}

/** Buckets of A with nothing blocked, and a client of B that goes by the same endpoint. */
export async function policyScene(statements: readonly object[]) {
  const mock = replicationMock({
    accountId: accountA,
    buckets: { src: {}, other: {} },
  });
  const owner = s3Of(mock);
  for (const Bucket of ["src", "other"]) await owner.deletePublicAccessBlock({ Bucket });
  await allowCustomerKeys(owner, "src");
  await owner.putBucketOwnershipControls({
    Bucket: "src",
    OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
  });
  for (const security of ["public", "private"]) {
    const Tagging = `security=${security}`;
    await owner.putObject({ ...at(`${security}/k`), Body: security, Tagging });
  }
  await owner.putObject({ ...at("plain"), Body: "plain" });
  const Policy = JSON.stringify(policyOf(...statements));
  await owner.putBucketPolicy({ Bucket: "src", Policy });
  return { mock, owner, other: s3Of(mock.as(accountB)) };
}

/** A client of one mock, or of one of its callers. */
export function s3Of(mock: Pick<ReplicationMock, "applyToStack">): S3 {
  const s3 = new S3({ region: "us-east-1" });
  s3.middlewareStack.use(mock);
  return s3;
}
