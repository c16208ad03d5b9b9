import {
  DeletePublicAccessBlockCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { manualClock, type ReplicationMock, replicationMock } from "s3-replication-mock";
import { clientOf } from "../support/client.js";
import { accountA, accountB, policyOf } from "../support/permissionScene.js";

export const alice = `arn:aws:iam::${accountA}:user/alice`;
export const bob = `arn:aws:iam::${accountB}:user/bob`;
export const objects = "arn:aws:s3:::src/*";
export const allow = (Action: string | string[], Resource: string | string[] = objects) =>
  policyOf({ Effect: "Allow", Action, Resource });
export const letting = (Principal: object | string, Action = "s3:GetObject") =>
  policyOf({ Effect: "Allow", Principal, Action, Resource: objects });

/** The documents of a caller, and of the bucket. */
export interface Documents {
  readonly caller?: string;
  readonly identity?: object;
  readonly boundary?: object;
  readonly policy?: object;
}

/** Who calls. */
export interface Called {
  readonly mock: ReplicationMock;
  /** Account A's root user, and the caller. */
  readonly root: S3Client;
  readonly caller: S3Client;
  readonly versionIds: readonly string[];
}

export const named = { Bucket: "src", Key: "k" };
export const get = (s3: S3Client, input: object = {}) =>
  s3.send(new GetObjectCommand({ ...named, ...input }));

/** A bucket of A with two versions of `k`, nothing blocked, and a caller with these documents. */
export async function called({
  caller = alice,
  identity,
  boundary,
  policy,
}: Documents): Promise<Called> {
  const mock = replicationMock({
    accountId: accountA,
    clock: manualClock(),
    buckets: { src: { versioning: "Enabled" } },
  });
  const described = { Policies: identity ? [identity] : [], PermissionsBoundary: boundary };
  if (caller.includes(":user/")) mock.iam.putUser({ Arn: caller, ...described });
  else mock.iam.putRole({ Arn: caller, ...described });
  const root = clientOf(mock);
  await root.send(new DeletePublicAccessBlockCommand({ Bucket: "src" }));
  const versionIds: string[] = [];
  for (const Body of ["one", "two"]) {
    const { VersionId = "" } = await root.send(new PutObjectCommand({ ...named, Body }));
    versionIds.push(VersionId);
  }
  if (policy !== undefined) {
    await root.send(new PutBucketPolicyCommand({ Bucket: "src", Policy: JSON.stringify(policy) }));
  }
  return { mock, root, caller: clientOf(mock.as(caller)), versionIds };
}
