import type { S3 } from "@aws-sdk/client-s3";
import { errorOf } from "../support/client.js";
import { customerKey } from "../support/customerKey.js";
import { accountA, policyOf } from "../support/permissionScene.js";
import { allow, at, bucket, deny, policyScene, s3Of } from "./policyScene.js";

/**
 * What public suites for S3 servers tell of policies and other accounts: one row is a policy, a request
 * that it lets through, and one beside it that it does not. The condition keys are documented.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 */
type Send = (s3: S3) => Promise<unknown>;
type Row = readonly [fact: string, statements: readonly object[], allowed: Send, denied: Send];

const put =
  (input: object): Send =>
  (s3) =>
    s3.putObject({ ...at("new"), Body: "x", ...input });
const tagged = { StringEquals: { "s3:ExistingObjectTag/security": "public" } };
const encryption = (operator: string, value: string) => ({
  [operator]: { "s3:x-amz-server-side-encryption": value },
});
const customers = "s3:x-amz-server-side-encryption-customer-algorithm";
const retag = (Key: string, Value: string): Send => {
  const Tagging = { TagSet: [{ Key: "security", Value }] };
  return (s3) => s3.putObjectTagging({ ...at(Key), Tagging });
};
const copy = (CopySource: string, input: object = {}): Send => {
  return (s3) => s3.copyObject({ ...at("copied"), CopySource, ...input });
};

const rows: readonly Row[] = [
  [
    "s3:ListBucket lists, and reads nothing",
    [allow("s3:ListBucket")],
    (s3) => s3.listObjectsV2({ Bucket: "src" }),
    (s3) => s3.getObject(at("plain")),
  ],
  [
    "s3:PutObject on one key begins uploads of that key",
    [{ ...allow("s3:PutObject"), Resource: `${bucket}/mine` }],
    (s3) => s3.createMultipartUpload(at("mine")),
    (s3) => s3.createMultipartUpload(at("others")),
  ],
  [
    "s3:ExistingObjectTag reads what is tagged so",
    [allow("s3:GetObject", tagged)],
    (s3) => s3.getObject(at("public/k")),
    (s3) => s3.getObject(at("private/k")),
  ],
  [
    "s3:ExistingObjectTag reads nothing that has no tags",
    [allow("s3:GetObject", tagged)],
    (s3) => s3.headObject(at("public/k")),
    (s3) => s3.headObject(at("plain")),
  ],
  [
    "s3:GetObjectTagging by a tag reads tags, and not the object",
    [allow("s3:GetObjectTagging", tagged)],
    (s3) => s3.getObjectTagging(at("public/k")),
    (s3) => s3.getObject(at("public/k")),
  ],
  [
    "s3:GetObjectAcl by a tag reads the ACL, and not the tags",
    [allow("s3:GetObjectAcl", tagged)],
    (s3) => s3.getObjectAcl(at("public/k")),
    (s3) => s3.getObjectTagging(at("public/k")),
  ],
  [
    "s3:PutObjectTagging by a tag is judged by the tags from before",
    [allow("s3:PutObjectTagging", tagged)],
    retag("public/k", "private"),
    retag("private/k", "public"),
  ],
  [
    "s3:x-amz-copy-source takes copies from there alone",
    [
      allow("s3:PutObject", { StringLike: { "s3:x-amz-copy-source": "src/public/*" } }),
      allow("s3:GetObject"),
    ],
    copy("src/public/k", { TaggingDirective: "REPLACE" }),
    copy("src/plain"),
  ],
  [
    "s3:x-amz-metadata-directive has to be sent to be equal",
    [
      allow("s3:PutObject", { StringEquals: { "s3:x-amz-metadata-directive": "COPY" } }),
      allow("s3:GetObject"),
    ],
    copy("src/plain", { MetadataDirective: "COPY" }),
    copy("src/plain"),
  ],
  [
    "a Deny on public ACLs leaves other writes alone",
    [
      allow("s3:PutObject"),
      allow("s3:PutObjectAcl"),
      deny("s3:PutObject", { StringLike: { "s3:x-amz-acl": "public*" } }),
    ],
    put({}),
    put({ ACL: "public-read" }),
  ],
  [
    "s3:RequestObjectTag demands a tag of writes",
    [
      allow("s3:PutObject", { StringEquals: { "s3:RequestObjectTag/security": "public" } }),
      allow("s3:PutObjectTagging"),
    ],
    put({ Tagging: "security=public" }),
    put({}),
  ],
  [
    "a Deny where no encryption is named strikes the bucket's default",
    [allow("s3:PutObject"), deny("s3:PutObject", encryption("Null", "true"))],
    put({ ServerSideEncryption: "AES256" }),
    put({}),
  ],
  [
    "a Deny of other encryption strikes KMS",
    [allow("s3:PutObject"), deny("s3:PutObject", encryption("StringNotEquals", "AES256"))],
    put({ ServerSideEncryption: "AES256" }),
    put({ ServerSideEncryption: "aws:kms" }),
  ],
  [
    "a Deny of other encryption strikes what KMS is demanded of",
    [allow("s3:PutObject"), deny("s3:PutObject", encryption("StringNotEquals", "aws:kms"))],
    put({ ServerSideEncryption: "aws:kms" }),
    put({ ServerSideEncryption: "AES256" }),
  ],
  [
    "customers' keys can be demanded",
    [allow("s3:PutObject"), deny("s3:PutObject", { Null: { [customers]: "true" } })],
    put(customerKey()),
    put({}),
  ],
  [
    "customers' keys can be demanded by their algorithm",
    [allow("s3:PutObject"), deny("s3:PutObject", { StringNotEquals: { [customers]: "AES256" } })],
    put(customerKey()),
    put({ ...customerKey(), SSECustomerAlgorithm: "AES192" }),
  ],
  [
    "s3:prefix lists what is below it",
    [allow("s3:ListBucket", { StringLike: { "s3:prefix": "public/*" } })],
    (s3) => s3.listObjectsV2({ Bucket: "src", Prefix: "public/" }),
    (s3) => s3.listObjectsV2({ Bucket: "src" }),
  ],
];

test.each(rows)("%s", async (_fact, statements, allowed, denied) => {
  const { other } = await policyScene(statements);
  const { $metadata } = await errorOf(denied(other));
  expect($metadata.httpStatusCode).toBe(403);
  await allowed(other);
});

test("UploadPartCopy reads what the source's policy lets it read", async () => {
  const { other } = await policyScene([
    { ...allow("s3:GetObject"), Resource: `${bucket}/public/*` },
  ]);
  await other.createBucket({ Bucket: "of-other" });
  const target = { Bucket: "of-other", Key: "copied" };
  const { UploadId } = await other.createMultipartUpload(target);
  const part = { ...target, UploadId, PartNumber: 1 };
  await other.uploadPartCopy({ ...part, CopySource: "src/public/k" });
  const { name } = await errorOf(other.uploadPartCopy({ ...part, CopySource: "src/private/k" }));
  expect(name).toBe("AccessDenied");
});

test("a Deny in the policy outweighs what an ACL grants", async () => {
  const { owner, other } = await policyScene([allow("s3:GetObject")]);
  await owner.putBucketAcl({ Bucket: "src", ACL: "authenticated-read" });
  await other.listObjectsV2({ Bucket: "src" });
  const Policy = JSON.stringify(policyOf(deny("s3:ListBucket")));
  await owner.putBucketPolicy({ Bucket: "src", Policy });
  expect((await errorOf(other.listObjectsV2({ Bucket: "src" }))).name).toBe("AccessDenied");
});

test("a Deny on the Public Access Block binds the bucket's owner too", async () => {
  const { owner } = await policyScene([deny("s3:GetBucketPublicAccessBlock")]);
  expect((await errorOf(owner.getPublicAccessBlock({ Bucket: "src" }))).name).toBe("AccessDenied");
});

test("a policy that denies itself stays in the hands of the account's root user alone", async () => {
  const own = ["s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"];
  const itself = { ...deny("s3:GetBucketPolicy"), Action: own };
  const { mock, owner } = await policyScene([itself]);
  const Policy = JSON.stringify(policyOf(itself));
  const user = s3Of(mock.as(`arn:aws:iam::${accountA}:user/alice`));
  for (const send of [
    user.getBucketPolicy({ Bucket: "src" }),
    user.putBucketPolicy({ Bucket: "src", Policy }),
    user.deleteBucketPolicy({ Bucket: "src" }),
  ]) {
    expect((await errorOf(send)).name).toBe("AccessDenied");
  }
  // With the confirmation too, other than on servers that take it at its word.
  await owner.putBucketPolicy({ Bucket: "src", Policy, ConfirmRemoveSelfBucketAccess: true });
  await owner.getBucketPolicy({ Bucket: "src" });
  await owner.deleteBucketPolicy({ Bucket: "src" });
});

// As people's logs have it; other servers answer that it is not public, and read ACLs into it.
test("GetBucketPolicyStatus without a policy is NoSuchBucketPolicy, public ACL or not", async () => {
  const { owner } = await policyScene([allow("s3:GetObject")]);
  await owner.deleteBucketPolicy({ Bucket: "src" });
  await owner.putBucketAcl({ Bucket: "src", ACL: "public-read" });
  const { name } = await errorOf(owner.getBucketPolicyStatus({ Bucket: "src" }));
  expect(name).toBe("NoSuchBucketPolicy");
});

test("a policy on every bucket's objects goes from one bucket to another", async () => {
  const { owner, other } = await policyScene([
    { ...allow("s3:ListBucket"), Resource: ["arn:aws:s3:::*", "arn:aws:s3:::*/*"] },
  ]);
  const { Policy } = await owner.getBucketPolicy({ Bucket: "src" });
  await owner.putBucketPolicy({ Bucket: "other", Policy });
  await other.listObjectsV2({ Bucket: "other" });
});

// Ceph's suite has it so; what s3:prefix is where nothing is listed is `assumed`.
test("s3:prefix tells of a key alone that it would list", async () => {
  const { other } = await policyScene([
    allow("s3:ListBucket", { StringLike: { "s3:prefix": "public/*" } }),
    allow("s3:GetObject"),
  ]);
  const statusOf = async (Key: string) =>
    (await errorOf(other.headObject(at(Key)))).$metadata.httpStatusCode;
  expect([await statusOf("public/none"), await statusOf("private/none")]).toEqual([404, 403]);
});
