import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  ListBucketsCommand,
  type ObjectOwnership,
  type S3Client,
} from "@aws-sdk/client-s3";
import { manualClock, type ReplicationMock, replicationMock } from "s3-replication-mock";
import { clientOf } from "./client.js";

/** The account that owns the mock, and another one. */
export const ownerAccount = "111111111111";
export const writerAccount = "222222222222";

/** A mock with a client of each account; the first has a bucket of each Object Ownership. */
export interface Accounts {
  readonly mock: ReplicationMock;
  readonly owner: S3Client;
  readonly writer: S3Client;
  /** Their canonical users. */
  readonly ownerId: string;
  readonly writerId: string;
}

const bucketNames: Record<ObjectOwnership, string> = {
  BucketOwnerEnforced: "enforced",
  BucketOwnerPreferred: "preferred",
  ObjectWriter: "writers",
};

/** Two accounts; nothing blocks public ACLs in the buckets `enforced`, `preferred` and `writers`. */
export async function twoAccounts(): Promise<Accounts> {
  const mock = replicationMock({ accountId: ownerAccount, clock: manualClock() });
  const owner = clientOf(mock);
  const writer = clientOf(mock.as(writerAccount));
  for (const [ownership, Bucket] of Object.entries(bucketNames)) {
    // The keys of the record are its key type's.
    const ObjectOwnership = ownership as ObjectOwnership;
    await owner.send(new CreateBucketCommand({ Bucket, ObjectOwnership }));
    await owner.send(new DeletePublicAccessBlockCommand({ Bucket }));
  }
  const idOf = async (client: S3Client) =>
    (await client.send(new ListBucketsCommand({}))).Owner?.ID ?? "";
  return { mock, owner, writer, ownerId: await idOf(owner), writerId: await idOf(writer) };
}

/** A grant of an ACL to a canonical user. */
export const toUser = (ID: string, Permission: string) => ({
  Grantee: { Type: "CanonicalUser", ID },
  Permission,
});

/** A grant of an ACL to a group. */
export const toGroup = (group: string, Permission: string) => ({
  Grantee: { Type: "Group", URI: `http://acs.amazonaws.com/groups/${group}` },
  Permission,
});
