import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectAclCommand,
  GetObjectAttributesCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { manualClock, replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "../support/client.js";
import { accountA, policyOf } from "../support/permissionScene.js";
import { alice, allow, bob, called, letting, named, objects } from "./calledScene.js";

const key = `arn:aws:kms:us-east-1:${accountA}:key/k1`;
const upload = { Bucket: "src", Key: "big" };

// policies.md C1, and the API Reference of each
describe("an upload in parts under a KMS key", () => {
  async function begun(...keyActions: string[]) {
    const mock = replicationMock({
      accountId: accountA,
      clock: manualClock(),
      buckets: { src: { objects: { k: "1" } } },
      iam: { keys: [{ Arn: key }] },
    });
    const may = (...Action: string[]) =>
      mock.iam.putUser({
        Arn: alice,
        Policies: [
          policyOf(
            { Effect: "Allow", Action: "s3:*", Resource: "*" },
            ...Action.map((each) => ({ Effect: "Allow", Action: each, Resource: key })),
          ),
        ],
      });
    may(...keyActions);
    const client = clientOf(mock.as(alice));
    const input = { ...upload, ServerSideEncryption: "aws:kms", SSEKMSKeyId: key } as const;
    const begin = () => client.send(new CreateMultipartUploadCommand(input));
    return { begin, client, may };
  }
  const lacking = (action: string) => ({
    name: "AccessDenied",
    message: `User: ${alice} is not authorized to perform: ${action} on resource: ${key} because no identity-based policy allows the ${action} action`,
  });
  const part = { ...upload, PartNumber: 1 };

  test("needs kms:GenerateDataKey to be begun", async () => {
    const { begin } = await begun("kms:Decrypt");
    expect(await errorOf(begin())).toMatchObject(lacking("kms:GenerateDataKey"));
  });

  test("needs kms:Decrypt for its parts, copies among them, and to be completed", async () => {
    const { begin, client, may } = await begun("kms:GenerateDataKey");
    const { UploadId } = await begin();
    const put = () => client.send(new UploadPartCommand({ ...part, UploadId, Body: "data" }));
    const copy = new UploadPartCopyCommand({ ...part, UploadId, CopySource: "src/k" });
    expect(await errorOf(put())).toMatchObject(lacking("kms:Decrypt"));
    expect(await errorOf(client.send(copy))).toMatchObject(lacking("kms:Decrypt"));
    may("kms:Decrypt");
    const { ETag } = await put();
    may();
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    const complete = () =>
      client.send(new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload }));
    expect(await errorOf(complete())).toMatchObject(lacking("kms:Decrypt"));
    may("kms:Decrypt");
    await complete();
  });
});

/** Lets the writer of another account in, and turns ACLs on. */
async function twoSides(identity: string[], Action: string, Condition: object = {}) {
  const set = await called({ caller: bob, identity: allow(identity) });
  const Rules = [{ ObjectOwnership: "ObjectWriter" as const }];
  const OwnershipControls = { Rules };
  const Policy = JSON.stringify(
    policyOf({ Effect: "Allow", Principal: { AWS: bob }, Action, Resource: objects, Condition }),
  );
  await set.root.send(new PutBucketOwnershipControlsCommand({ Bucket: "src", OwnershipControls }));
  await set.root.send(new PutBucketPolicyCommand({ Bucket: "src", Policy }));
  return set;
}

// policies.md B3, C2; the User Guide's policy examples for ACLs
describe("a writer of another account", () => {
  const acl = "bucket-owner-full-control" as const;
  const put = (s3: S3Client, input: object = {}) =>
    s3.send(new PutObjectCommand({ Bucket: "src", Key: "theirs", Body: "x", ...input }));

  test("gives its object an ACL where the bucket's policy allows s3:PutObject alone", async () => {
    const Condition = { StringEquals: { "s3:x-amz-acl": acl } };
    const { caller } = await twoSides(
      ["s3:PutObject", "s3:PutObjectAcl"],
      "s3:PutObject",
      Condition,
    );
    expect(await errorOf(put(caller))).toMatchObject({ name: "AccessDenied" });
    await put(caller, { ACL: acl });
  });

  test("needs s3:PutObjectAcl of its own for that", async () => {
    const { caller } = await twoSides(["s3:PutObject"], "s3:PutObject");
    await put(caller);
    expect(await errorOf(put(caller, { ACL: acl }))).toMatchObject({ name: "AccessDenied" });
  });

  test("keeps its object's ACL to itself, also one that names it no more", async () => {
    const { caller, root } = await twoSides(["s3:*"], "s3:PutObject");
    await put(caller);
    const object = { Bucket: "src", Key: "theirs" };
    const read = new GetObjectAclCommand(object);
    expect(await errorOf(root.send(read))).toMatchObject({ name: "AccessDenied" });
    await caller.send(new PutObjectAclCommand({ ...object, GrantRead: `id=${"0".repeat(64)}` }));
    await caller.send(new GetObjectAclCommand(object));
  });
});

describe("a key that is not there", () => {
  const missing = { Bucket: "src", Key: "none" };

  test("is 403 for GetObjectAttributes and for copies without s3:ListBucket, and 404 with it", async () => {
    const actions = ["s3:GetObject", "s3:GetObjectAttributes", "s3:PutObject"];
    const { mock, caller } = await called({ identity: allow(actions) });
    const ObjectAttributes = ["ETag" as const];
    const sends = [
      () => caller.send(new GetObjectAttributesCommand({ ...missing, ObjectAttributes })),
      () => caller.send(new CopyObjectCommand({ ...named, Key: "copy", CopySource: "src/none" })),
    ];
    for (const send of sends) expect((await errorOf(send())).$metadata.httpStatusCode).toBe(403);
    const list = { Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::src" };
    mock.iam.putUser({ Arn: alice, Policies: [allow(actions), policyOf(list)] });
    for (const send of sends) expect((await errorOf(send())).$metadata.httpStatusCode).toBe(404);
  });
});

test("a write on a condition reads the ETag of what is there, which may be another account's", async () => {
  const set = await called({ identity: allow("s3:PutObject"), policy: letting("*") });
  const { ETag } = await set.root.send(new PutObjectCommand({ ...named, Body: "1" }));
  await set.caller.send(new PutObjectCommand({ ...named, Body: "2", IfMatch: ETag }));
});
