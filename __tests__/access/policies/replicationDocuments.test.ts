import { evaluate } from "../../../lib/access/policies/evaluate.js";
import { principalNamed } from "../../../lib/access/principals.js";
import { accountA, accountB, compiled, question, s3Service, verdict } from "./question.js";

const role = `arn:aws:iam::${accountA}:role/repl`;
const principal = principalNamed(role, "s3-replication");

/** The documents of AWS's guide to replication. */
const trust = {
  Effect: "Allow",
  Principal: { Service: "s3.amazonaws.com" },
  Action: "sts:AssumeRole",
};
const read = {
  Effect: "Allow",
  Action: [
    "s3:GetObjectVersionForReplication",
    "s3:GetObjectVersionAcl",
    "s3:GetObjectVersionTagging",
  ],
  Resource: ["arn:aws:s3:::src/*"],
};
const write = {
  Effect: "Allow",
  Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
  Resource: ["arn:aws:s3:::dst/*"],
};
const replicas = {
  Sid: "Replicas",
  Effect: "Allow",
  Principal: { AWS: role },
  Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
  Resource: "arn:aws:s3:::dst/*",
};

interface Step {
  readonly action: string;
  readonly on: "src" | "dst";
  readonly owner?: string;
  readonly policy?: readonly object[];
  readonly bucketPolicy?: readonly object[];
  readonly boundary?: readonly object[];
}

function step({
  action,
  on,
  owner = accountA,
  policy = [read, write],
  bucketPolicy,
  boundary,
}: Step) {
  return verdict(
    evaluate(
      question({
        principal,
        action,
        resource: `arn:aws:s3:::${on}/k`,
        resourceAccountId: owner,
        identityPolicies: [compiled(...policy)],
        permissionsBoundary: boundary && compiled(...boundary),
        resourcePolicy: bucketPolicy && compiled(...bucketPolicy),
        values: { "aws:SecureTransport": "true", "s3:VersionId": "v1" },
      }),
    ),
  );
}

const everything = { Effect: "Allow", Action: "s3:*", Resource: "*" };
const tls = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::dst", "arn:aws:s3:::dst/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const byAddress = { NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } };
const fromOffice = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "arn:aws:s3:::src/*",
  Condition: byAddress,
};
const explicit = "explicit: resource-based policy";

describe("a step of replication", () => {
  test.each<[string, Step, string]>([
    ["reads", { action: "s3:GetObjectVersionForReplication", on: "src" }, "yes"],
    ["writes", { action: "s3:ReplicateObject", on: "dst" }, "yes"],
    [
      "does not read by a statement on the bucket",
      {
        action: "s3:GetObjectVersionForReplication",
        on: "src",
        policy: [{ ...read, Resource: "arn:aws:s3:::src" }],
      },
      "implicit: identity-based policy",
    ],
    [
      "does not write by a statement on the bucket",
      {
        action: "s3:ReplicateObject",
        on: "dst",
        policy: [{ ...write, Resource: "arn:aws:s3:::dst" }],
      },
      "implicit: identity-based policy",
    ],
    [
      "is denied tags for the role's ARN",
      {
        action: "s3:ReplicateTags",
        on: "dst",
        bucketPolicy: [
          {
            Effect: "Deny",
            Principal: "*",
            Action: "s3:ReplicateTags",
            Resource: "arn:aws:s3:::dst/*",
            Condition: { ArnEquals: { "aws:PrincipalArn": role } },
          },
        ],
      },
      explicit,
    ],
    [
      "is denied tags by its boundary",
      {
        action: "s3:ReplicateTags",
        on: "dst",
        boundary: [everything, { ...everything, Effect: "Deny", Action: "s3:ReplicateTags" }],
      },
      "explicit: permissions boundary",
    ],
    [
      "is not concerned by a Deny without TLS",
      { action: "s3:ReplicateObject", on: "dst", bucketPolicy: [tls] },
      "yes",
    ],
    [
      "is struck by a Deny for addresses, having none",
      { action: "s3:GetObjectVersionForReplication", on: "src", bucketPolicy: [fromOffice] },
      explicit,
    ],
    [
      "is spared where that Deny spares the role",
      {
        action: "s3:GetObjectVersionForReplication",
        on: "src",
        bucketPolicy: [
          {
            ...fromOffice,
            Condition: { ...byAddress, ArnNotEquals: { "aws:PrincipalArn": role } },
          },
        ],
      },
      "yes",
    ],
    [
      "is not concerned by a Deny on PutObject",
      {
        action: "s3:ReplicateObject",
        on: "dst",
        bucketPolicy: [
          {
            ...tls,
            Action: "s3:PutObject",
            Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } },
          },
        ],
      },
      "yes",
    ],
    [
      "needs a policy of another account's bucket",
      { action: "s3:ReplicateObject", on: "dst", owner: accountB },
      "implicit: resource-based policy",
    ],
    [
      "is let in by that",
      { action: "s3:ReplicateObject", on: "dst", owner: accountB, bucketPolicy: [replicas] },
      "yes",
    ],
    [
      "is let in by its account",
      {
        action: "s3:ReplicateObject",
        on: "dst",
        owner: accountB,
        bucketPolicy: [{ ...replicas, Principal: { AWS: accountA } }],
      },
      "yes",
    ],
    [
      "is not let in by a role of another path",
      {
        action: "s3:ReplicateObject",
        on: "dst",
        owner: accountB,
        bucketPolicy: [
          { ...replicas, Principal: { AWS: `arn:aws:iam::${accountA}:role/service-role/repl` } },
        ],
      },
      "implicit: resource-based policy",
    ],
    [
      "may not take over ownership on neither side",
      {
        action: "s3:ObjectOwnerOverrideToBucketOwner",
        on: "dst",
        owner: accountB,
        bucketPolicy: [replicas],
      },
      "implicit: identity-based policy, resource-based policy",
    ],
  ])("%s", (_fact, given, expected) => {
    expect(step(given)).toBe(expected);
  });
});

test("S3 may assume the role by its trust policy", () => {
  const asked = question({
    principal: s3Service,
    action: "sts:AssumeRole",
    resource: role,
    resourceKind: "role",
    resourcePolicy: compiled(trust),
  });
  expect(verdict(evaluate(asked))).toBe("yes");
  expect(principal).toHaveProperty(
    "arn",
    `arn:aws:sts::${accountA}:assumed-role/repl/s3-replication`,
  );
});
