import {
  accountA,
  accountB,
  destinationPolicy,
  keyStatements,
  policyOf,
  reading,
  roleArn,
  rolePolicy,
  type SetUp,
  sourceKey,
  trust,
  writing,
} from "../support/permissionScene.js";

const dstObjects = "arn:aws:s3:::dst/*";
/** A role policy with some of it replaced. */
export const withPolicy = (...parts: Parameters<typeof rolePolicy>) => ({
  role: { Policies: [rolePolicy(...parts)] },
});
const withTrust = (statement: object) => ({
  role: { AssumeRolePolicyDocument: policyOf({ ...trust.Statement[0], ...statement }) },
});
const ofB = (policy?: object) => ({
  owner: accountB,
  versioning: "Enabled" as const,
  ...(policy && { policy }),
});
/** A key of the source account in the Region of the destination. */
export const ownKey = `arn:aws:kms:eu-west-1:${accountA}:key/KD`;
const theirKey = `arn:aws:kms:eu-west-1:${accountB}:key/KD`;
/** An object under a KMS key, and a rule that replicates it under another. */
export const underKms = (replicaKey: string, also: readonly object[] = []): SetUp => ({
  ...withPolicy({ also }),
  keys: [{ Arn: sourceKey }, { Arn: replicaKey }],
  destination: { region: "eu-west-1", versioning: "Enabled" },
  rule: {
    SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: "Enabled" } },
    Destination: {
      Bucket: "arn:aws:s3:::dst",
      EncryptionConfiguration: { ReplicaKmsKeyID: replicaKey },
    },
  },
  put: { ServerSideEncryption: "aws:kms", SSEKMSKeyId: sourceKey },
});
const denyTags = (principal: object) =>
  policyOf({
    Sid: "NoTags",
    Effect: "Deny",
    ...principal,
    Action: "s3:ReplicateTags",
    Resource: dstObjects,
  });
const everything = { Effect: "Allow", Action: "s3:*", Resource: "*" };
const denyReads = (...Action: string[]) =>
  policyOf({
    Sid: "NoReads",
    Effect: "Deny",
    Principal: { AWS: roleArn },
    Action,
    Resource: "arn:aws:s3:::src/*",
  });
const denyOutside = (more: object = {}) =>
  policyOf({
    Sid: "Office",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: ["arn:aws:s3:::src", "arn:aws:s3:::src/*"],
    Condition: { NotIpAddress: { "aws:SourceIp": "127.0.0.0/8" }, ...more },
  });

/** What came of a set-up. */
export interface Outcome {
  readonly status: "COMPLETED" | "FAILED";
  /** Default: what the status says. */
  readonly replica?: "t=1" | "untagged" | "none";
  readonly reason?: string;
  /** What `explain` has to say. */
  readonly text?: string | RegExp;
}
const completed: Outcome = { status: "COMPLETED" };
const failed = (reason: string, text: string | RegExp, replica = "none" as const): Outcome => ({
  status: "FAILED",
  reason,
  text,
  replica,
});
const untagged = (text: string): Outcome => ({
  status: "FAILED",
  replica: "untagged",
  reason: "DstPutTaggingNotPermitted",
  text,
});

/** The set-ups of one object each: what differs from the documented role policy, and what S3 does. */
export const setUps: readonly (readonly [
  number: string,
  name: string,
  setUp: SetUp,
  outcome: Outcome,
])[] = [
  ["1", "the documented policy", {}, completed],
  ["2", "no s3:ReplicateTags", withPolicy({ write: writing.slice(0, 2) }), completed],
  [
    "3",
    "a boundary of everything but s3:ReplicateTags",
    {
      role: {
        PermissionsBoundary: policyOf({
          Effect: "Allow",
          NotAction: "s3:ReplicateTags",
          Resource: "*",
        }),
      },
    },
    completed,
  ],
  [
    "4",
    "the destination denies s3:ReplicateTags by aws:PrincipalArn",
    {
      destination: {
        versioning: "Enabled",
        policy: policyOf({
          ...denyTags({ Principal: "*" }).Statement[0],
          Condition: { ArnEquals: { "aws:PrincipalArn": roleArn } },
        }),
      },
    },
    untagged('It is denied by Statement[0] "NoTags" of the policy of s3://dst'),
  ],
  [
    "5",
    "the boundary denies s3:ReplicateTags",
    {
      role: {
        PermissionsBoundary: policyOf(everything, ...denyTags({}).Statement),
      },
    },
    untagged(`It is denied by Statement[1] "NoTags" of the permissions boundary of ${roleArn}`),
  ],
  [
    "6a",
    "s3:GetObjectVersion instead of its twin",
    withPolicy({ read: ["s3:GetObjectVersion", ...reading.slice(1)] }),
    completed,
  ],
  [
    "6b",
    "the same, for an object under KMS",
    {
      ...underKms(ownKey),
      ...withPolicy({
        read: ["s3:GetObjectVersion", ...reading.slice(1)],
        also: keyStatements(ownKey),
      }),
    },
    failed(
      "SrcGetObjectNotPermitted",
      `Add to the policies of ${roleArn}: {"Effect":"Allow","Action":"s3:GetObjectVersionForReplication","Resource":"arn:aws:s3:::src/k"}`,
    ),
  ],
  [
    "7a",
    "one of both reads denied by the source",
    {
      ...withPolicy({ read: ["s3:GetObjectVersion", ...reading] }),
      source: { policy: denyReads("s3:GetObjectVersion") },
    },
    completed,
  ],
  [
    "7b",
    "both reads denied by the source",
    {
      ...withPolicy({ read: ["s3:GetObjectVersion", ...reading] }),
      source: { policy: denyReads("s3:GetObjectVersion", "s3:GetObjectVersionForReplication") },
    },
    failed(
      "SrcGetObjectNotPermitted",
      'It is denied by Statement[0] "NoReads" of the policy of s3://src',
    ),
  ],
  [
    "8",
    "reads on the bucket instead of its objects",
    withPolicy({ readOn: "arn:aws:s3:::src" }),
    failed("SrcGetObjectNotPermitted", 'but for its Resource. It is ["arn:aws:s3:::src"].'),
  ],
  [
    "9",
    "writes on the bucket instead of its objects",
    withPolicy({ writeOn: "arn:aws:s3:::dst" }),
    failed("DstPutObjectNotPermitted", 'but for its Resource. It is ["arn:aws:s3:::dst"].'),
  ],
  [
    "10",
    "a trust in another service",
    withTrust({ Principal: { Service: "ec2.amazonaws.com" } }),
    failed(
      "AssumeRoleNotPermitted",
      `Add to the trust policy of ${roleArn}: {"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"sts:AssumeRole"}`,
    ),
  ],
  [
    "11",
    "a destination of another account without a policy",
    { destination: ofB() },
    failed(
      "DstPutObjectNotPermitted",
      `Add to the bucket policy of s3://dst: {"Effect":"Allow","Principal":{"AWS":"${roleArn}"},"Action":"s3:ReplicateObject","Resource":"arn:aws:s3:::dst/k"}`,
    ),
  ],
  ["12", "the same with its policy", { destination: ofB(destinationPolicy()) }, completed],
  [
    "13",
    "a policy for a role of another path",
    {
      role: { Arn: `arn:aws:iam::${accountA}:role/service-role/repl` },
      destination: ofB(destinationPolicy()),
    },
    failed("DstPutObjectNotPermitted", `but for its Principal. It is {"AWS":"${roleArn}"}.`),
  ],
  [
    "14a",
    "an owner override that the destination's policy leaves out",
    {
      ...withPolicy({ write: [...writing, "s3:ObjectOwnerOverrideToBucketOwner"] }),
      destination: ofB(destinationPolicy(writing)),
      rule: {
        Destination: {
          Bucket: "arn:aws:s3:::dst",
          Account: accountB,
          AccessControlTranslation: { Owner: "Destination" },
        },
      },
    },
    failed(
      "DstPutObjectNotPermitted",
      '"Action":"s3:ObjectOwnerOverrideToBucketOwner","Resource":"arn:aws:s3:::dst/k"}',
    ),
  ],
  [
    "14b",
    "no override and no permission for it",
    { destination: ofB(destinationPolicy(writing)) },
    completed,
  ],
  [
    "15",
    "an object under KMS and no permission on keys",
    underKms(ownKey),
    failed(
      "SrcGetObjectNotPermitted",
      'with kms:ViaService "s3.us-east-1.amazonaws.com" and kms:EncryptionContext:aws:s3:arn "arn:aws:s3:::src/k"',
    ),
  ],
  ["16", "the same with permissions", underKms(ownKey, keyStatements(ownKey)), completed],
  [
    "17",
    "kms:ViaService of the wrong Region",
    underKms(ownKey, keyStatements(ownKey, { encryptVia: "s3.us-east-1.amazonaws.com" })),
    failed(
      "DstPutObjectNotPermitted",
      'Its condition StringLike kms:ViaService "s3.us-east-1.amazonaws.com" was not met: it was "s3.eu-west-1.amazonaws.com".',
    ),
  ],
  [
    "18",
    "a bucket key, and the context of an object",
    {
      ...underKms(ownKey, keyStatements(ownKey)),
      put: { ...underKms(ownKey).put, BucketKeyEnabled: true },
    },
    failed(
      "SrcGetObjectNotPermitted",
      'Its condition StringLike kms:EncryptionContext:aws:s3:arn "arn:aws:s3:::src/*" was not met: it was "arn:aws:s3:::src".',
    ),
  ],
  [
    "18, cured",
    "a bucket key, and the context of the buckets",
    {
      ...underKms(
        ownKey,
        keyStatements(ownKey, {
          decryptFor: "arn:aws:s3:::src",
          encryptFor: "arn:aws:s3:::dst",
          encrypt: ["kms:Encrypt", "kms:Decrypt"],
        }),
      ),
      put: { ...underKms(ownKey).put, BucketKeyEnabled: true },
    },
    completed,
  ],
  [
    "19",
    "a key of another account with its default policy",
    {
      ...underKms(theirKey, keyStatements(theirKey)),
      destination: { ...ofB(destinationPolicy()), region: "eu-west-1" },
    },
    failed("DstPutObjectNotPermitted", `Add to the key policy of ${theirKey}: `),
  ],
  [
    "20a",
    "Object Lock and the documented policy",
    {
      source: { objectLock: true },
      destination: { objectLock: true },
    },
    failed("SrcGetRetentionNotPermitted", '"Action":"s3:GetObjectRetention"'),
  ],
  [
    "20b",
    "Object Lock and s3:Get*, without permissions to lock",
    {
      ...withPolicy({ read: ["s3:Get*"] }),
      source: { objectLock: true },
      destination: { objectLock: true },
      put: {
        ObjectLockMode: "GOVERNANCE",
        ObjectLockRetainUntilDate: new Date(Date.UTC(2099, 0, 1)),
      },
    },
    completed,
  ],
  [
    "22",
    "a destination for TLS only",
    {
      destination: {
        versioning: "Enabled",
        policy: policyOf({
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: ["arn:aws:s3:::dst", dstObjects],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        }),
      },
    },
    completed,
  ],
  [
    "23",
    "a source for some addresses only",
    { source: { policy: denyOutside() } },
    failed(
      "SrcGetObjectNotPermitted",
      'Its condition NotIpAddress aws:SourceIp "127.0.0.0/8" was met: the request had none.',
    ),
  ],
  [
    "24",
    "the same, with the role spared",
    { source: { policy: denyOutside({ ArnNotEquals: { "aws:PrincipalArn": roleArn } }) } },
    completed,
  ],
  [
    "25",
    "a destination that denies s3:PutObject without KMS",
    {
      destination: {
        versioning: "Enabled",
        policy: policyOf({
          Effect: "Deny",
          Principal: "*",
          Action: "s3:PutObject",
          Resource: dstObjects,
          Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } },
        }),
      },
    },
    completed,
  ],
  [
    "27",
    "a trust for another source account",
    withTrust({ Condition: { StringEquals: { "aws:SourceAccount": "999999999999" } } }),
    failed(
      "AssumeRoleNotPermitted",
      `Its condition StringEquals aws:SourceAccount "999999999999" was not met: it was "${accountA}".`,
    ),
  ],
];
