import type { PutBucketReplicationCommandInput } from "@aws-sdk/client-s3";
import type { Iam } from "../../access/iam/iamCalls.js";
import { S3Error } from "../../base/errors.js";
import { MockError } from "../../base/mockError.js";
import { bucketPolicy } from "../../operations/buckets/bucketPolicy.js";
import { putBucketReplication } from "../../operations/buckets/bucketReplication.js";
import type { S3 } from "../../state/s3.js";
import type { DeployedDocuments, Named, Unresolved } from "./deployedDocuments.js";

/** What came of a deployment: names and ARNs of what was put, and what was left out. */
export interface Deployed {
  /** By ARN. */
  readonly roles: readonly string[];
  /** By ARN. */
  readonly users: readonly string[];
  /** By ARN. */
  readonly keys: readonly string[];
  /** The buckets that got a policy. */
  readonly bucketPolicies: readonly string[];
  /** The buckets that got a replication configuration. */
  readonly replications: readonly string[];
  /** What the deployment does not say plainly, what S3 or IAM refuses, and buckets that are not there. */
  readonly unresolved: readonly Unresolved[];
}

/** Puts what a deployment says, part by part: what is refused is listed, and the rest stands. */
export function applyDocuments(s3: S3, iam: Iam, documents: DeployedDocuments): Deployed {
  const unresolved = [...documents.unresolved];
  const each = <Value>(parts: readonly Named<Value>[], put: (value: Value) => string): string[] =>
    parts.flatMap(({ resource, value }) => {
      try {
        return [put(value)];
      } catch (error) {
        if (!(error instanceof S3Error || error instanceof MockError)) throw error;
        unresolved.push({ resource, reason: error.message });
        return [];
      }
    });
  return {
    roles: each(documents.roles, (role) => iam.putRole(role).Arn),
    users: each(documents.users, (user) => iam.putUser(user).Arn),
    keys: each(documents.keys, (key) => iam.putKey(key).Arn),
    bucketPolicies: each(documents.bucketPolicies, ({ bucket, policy }) => {
      const Policy = typeof policy === "string" ? policy : JSON.stringify(policy);
      bucketPolicy.put(s3, { Bucket: bucket, Policy }, ownerOf(s3, bucket));
      return bucket;
    }),
    replications: each(documents.replications, ({ bucket, configuration }) => {
      const document =
        configuration as PutBucketReplicationCommandInput["ReplicationConfiguration"];
      const input = { Bucket: bucket, ReplicationConfiguration: document };
      putBucketReplication(s3, input, ownerOf(s3, bucket));
      return bucket;
    }),
    unresolved,
  };
}

function ownerOf(s3: S3, name: string) {
  const bucket = s3.buckets.get(name);
  if (bucket !== undefined) return { accountId: bucket.ownerId, region: bucket.region };
  throw new MockError(`there is no bucket ${JSON.stringify(name)} in the mock; make it first`);
}
