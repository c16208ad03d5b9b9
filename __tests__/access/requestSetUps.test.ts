import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectsCommand,
  DeletePublicAccessBlockCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { manualClock, type ReplicationMock, replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "../support/client.js";
import { accountA, accountB, policyOf, roleArn } from "../support/permissionScene.js";
import { v2 } from "../support/replicationConfigurations.js";

const alice = `arn:aws:iam::${accountA}:user/alice`;
const bob = `arn:aws:iam::${accountB}:user/bob`;
const objects = "arn:aws:s3:::src/*";
const allow = (Action: string | string[], Resource: string | string[] = objects) =>
  policyOf({ Effect: "Allow", Action, Resource });
const letting = (Principal: object | string, Action = "s3:GetObject") =>
  policyOf({ Effect: "Allow", Principal, Action, Resource: objects });

interface Documents {
  readonly caller?: string;
  readonly identity?: object;
  readonly boundary?: object;
  readonly policy?: object;
}

interface Called {
  readonly mock: ReplicationMock;
  /** Account A's root user, and the caller. */
  readonly root: S3Client;
  readonly caller: S3Client;
  readonly versionIds: readonly string[];
}

const named = { Bucket: "src", Key: "k" };
const get = (s3: S3Client, input: object = {}) =>
  s3.send(new GetObjectCommand({ ...named, ...input }));

/** A bucket of A with two versions of `k`, nothing blocked, and a caller with these documents. */
async function called({ caller = alice, identity, boundary, policy }: Documents): Promise<Called> {
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

const denied = (what: string, by: string, who = alice) => ({
  name: "AccessDenied",
  message: `User: ${who} is not authorized to perform: ${what}" ${by}`,
  $metadata: { httpStatusCode: 403 },
});

describe("requests under the documents of set-up", () => {
  test("R1, a bucket policy that names the user, is enough in its account", async () => {
    const { caller } = await called({ policy: letting({ AWS: alice }) });
    await get(caller);
  });

  test("R2 and R3, a Deny on s3:GetObjectVersion, strikes reads of a version alone", async () => {
    const set = await called({ identity: allow("s3:*", ["arn:aws:s3:::src", objects]) });
    const [first = "", second = ""] = set.versionIds;
    const policy = policyOf({
      Effect: "Deny",
      Principal: "*",
      Action: "s3:GetObjectVersion",
      Resource: objects,
      Condition: { StringNotEquals: { "s3:VersionId": first } },
    });
    await set.root.send(
      new PutBucketPolicyCommand({ Bucket: "src", Policy: JSON.stringify(policy) }),
    );
    expect(await errorOf(get(set.caller, { VersionId: second }))).toMatchObject(
      denied(
        's3:GetObjectVersion on resource: "arn:aws:s3:::src/k',
        "with an explicit deny in a resource-based policy",
      ),
    );
    await get(set.caller, { VersionId: first });
    await get(set.caller);
  });

  test("R4 and R5, a user of another account, needs both sides", async () => {
    const set = await called({ caller: bob, identity: allow("s3:GetObject") });
    expect(await errorOf(get(set.caller))).toMatchObject({
      name: "AccessDenied",
      message: "Access Denied",
    });
    const Policy = JSON.stringify(letting({ AWS: accountB }));
    await set.root.send(new PutBucketPolicyCommand({ Bucket: "src", Policy }));
    await get(set.caller);
    set.mock.iam.putUser({ Arn: bob });
    expect((await errorOf(get(set.caller))).message).toBe("Access Denied");
  });

  test("R6, a public policy, lets other accounts in until RestrictPublicBuckets is on", async () => {
    const { mock, root } = await called({ policy: letting("*") });
    const other = clientOf(mock.as(accountB));
    await get(other);
    await root.send(
      new PutPublicAccessBlockCommand({
        Bucket: "src",
        PublicAccessBlockConfiguration: { RestrictPublicBuckets: true },
      }),
    );
    expect((await errorOf(get(other))).message).toBe("Access Denied");
    await get(root);
  });

  test("R7, a policy that denies all, binds the root user but for the policy itself", async () => {
    const { root } = await called({
      policy: policyOf({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::src", objects],
      }),
    });
    expect(await errorOf(get(root))).toMatchObject(
      denied(
        's3:GetObject on resource: "arn:aws:s3:::src/k',
        "with an explicit deny in a resource-based policy",
        `arn:aws:iam::${accountA}:root`,
      ),
    );
    await root.send(new DeleteBucketPolicyCommand({ Bucket: "src" }));
    await get(root);
  });

  test("R10, a missing key, is 403 for whoever may not list", async () => {
    const { caller } = await called({ identity: allow("s3:GetObject") });
    expect(await errorOf(get(caller, { Key: "none" }))).toMatchObject(
      denied(
        's3:ListBucket on resource: "arn:aws:s3:::src',
        "because no identity-based policy allows the s3:ListBucket action",
      ),
    );
    const head = caller.send(new HeadObjectCommand({ ...named, Key: "none" }));
    expect((await errorOf(head)).$metadata.httpStatusCode).toBe(403);
  });

  test("R11 and R12, a boundary, limits what names the role and not what names everyone", async () => {
    const boundary = allow("s3:PutObject");
    const open = await called({ caller: roleArn, boundary, policy: letting("*") });
    await get(open.caller);
    const named = await called({ caller: roleArn, boundary, policy: letting({ AWS: roleArn }) });
    expect((await errorOf(get(named.caller))).message).toBe(
      `User: arn:aws:sts::${accountA}:assumed-role/repl/session is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::src/k" because no permissions boundary allows the s3:GetObject action`,
    );
  });

  test("R13, PutBucketReplication, needs iam:PassRole on the role", async () => {
    const put = (s3: S3Client) =>
      s3.send(
        new PutBucketReplicationCommand({
          Bucket: "src",
          ReplicationConfiguration: {
            Role: roleArn,
            Rules: [v2({ Destination: { Bucket: "arn:aws:s3:::dst" } })],
          },
        }),
      );
    const own = { Effect: "Allow", Action: "s3:PutReplicationConfiguration", Resource: "*" };
    const { mock, caller, root } = await called({ identity: policyOf(own) });
    await root.send(new CreateBucketCommand({ Bucket: "dst" }));
    await root.send(
      new PutBucketVersioningCommand({
        Bucket: "dst",
        VersioningConfiguration: { Status: "Enabled" },
      }),
    );
    expect(await errorOf(put(caller))).toMatchObject({
      name: "AccessDenied",
      message: `User: ${alice} is not authorized to perform: iam:PassRole on resource: ${roleArn} because no identity-based policy allows the iam:PassRole action`,
    });
    const passing = { Effect: "Allow", Action: "iam:PassRole", Resource: roleArn };
    mock.iam.putUser({ Arn: alice, Policies: [policyOf(own, passing)] });
    await put(caller);
  });

  test("R14, a tagged write, needs s3:PutObjectTagging", async () => {
    const { caller } = await called({ identity: allow("s3:PutObject") });
    const put = new PutObjectCommand({ ...named, Body: "x", Tagging: "t=1" });
    expect(await errorOf(caller.send(put))).toMatchObject(
      denied(
        's3:PutObjectTagging on resource: "arn:aws:s3:::src/k',
        "because no identity-based policy allows the s3:PutObjectTagging action",
      ),
    );
  });

  test("DeleteObjects answers for each key", async () => {
    const { caller } = await called({ identity: allow("s3:DeleteObject", "arn:aws:s3:::src/a*") });
    const Objects = [{ Key: "a1" }, { Key: "b1" }];
    const answer = await caller.send(
      new DeleteObjectsCommand({ Bucket: "src", Delete: { Objects } }),
    );
    expect(answer.Deleted?.map(({ Key }) => Key)).toEqual(["a1"]);
    expect(answer.Errors).toEqual([
      {
        Key: "b1",
        Code: "AccessDenied",
        Message: `User: ${alice} is not authorized to perform: s3:DeleteObject on resource: "arn:aws:s3:::src/b1" because no identity-based policy allows the s3:DeleteObject action`,
      },
    ]);
  });

  test("ListBuckets names no resource", async () => {
    const { caller } = await called({});
    expect((await errorOf(caller.send(new ListBucketsCommand({})))).message).toBe(
      `User: ${alice} is not authorized to perform: s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action`,
    );
  });

  test("a user and a role that nobody described may do what their account may", async () => {
    const { mock } = await called({});
    await get(clientOf(mock.as(`arn:aws:iam::${accountA}:user/carol`)));
    await get(clientOf(mock.as(roleArn)));
    const outside = clientOf(mock.as(`arn:aws:iam::${accountB}:role/any`));
    expect((await errorOf(get(outside))).message).toBe("Access Denied");
  });
});
