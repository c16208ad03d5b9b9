// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how policies write variables.
import { bucketPolicyProblem } from "../../../lib/access/policies/documents/bucketPolicyProblem.js";
import { bucket, options, problemIn, problemOf, statement, text } from "./bucketPolicies.js";
import { accountA, policyOf } from "./question.js";

describe("PutBucketPolicy accepts", () => {
  const notResource = { Resource: undefined, NotResource: `${bucket}/x` };
  test.each<[string, object]>([
    ["an account", {}],
    ["a root user", { Principal: { AWS: `arn:aws:iam::${accountA}:root` } }],
    ["a role with a path", { Principal: { AWS: `arn:aws:iam::${accountA}:role/service-role/r` } }],
    ["a session", { Principal: { AWS: `arn:aws:sts::${accountA}:assumed-role/r/s` } }],
    ["a service", { Principal: { Service: "cloudtrail.amazonaws.com" } }],
    ["a canonical user", { Principal: { CanonicalUser: "0123456789abcdef".repeat(4) } }],
    ["Allow with NotResource", notResource],
    ["Deny with NotResource", { ...notResource, Effect: "Deny" }],
    [
      "Deny with NotPrincipal",
      { Effect: "Deny", Principal: undefined, NotPrincipal: { AWS: accountA } },
    ],
    ["Deny with NotAction", { Effect: "Deny", Action: undefined, NotAction: "s3:PutObject" }],
    ["an empty list of values", { Condition: { StringEquals: { "aws:SourceVpc": [] } } }],
    ["a star where it is none", { Condition: { StringEquals: { "aws:SourceVpc": "vpc-*" } } }],
    ["a date that is none", { Condition: { DateLessThan: { "aws:CurrentTime": "tomorrow" } } }],
    ["keys of all services", { Condition: { Bool: { "AWS:SecureTransport": "false" } } }],
    ["tags of principals", { Condition: { StringEquals: { "aws:PrincipalTag/team": "x" } } }],
    [
      "keys in any case",
      { Action: "s3:GetObjectVersion", Condition: { StringEquals: { "s3:VersionId": "x" } } },
    ],
    ["tags of the object", { Condition: { StringEquals: { "s3:ExistingObjectTag/team": "x" } } }],
    [
      "a key that each of the actions has",
      {
        Action: ["s3:PutObject", "s3:PutObjectAcl"],
        Condition: { StringEquals: { "s3:x-amz-acl": "private" } },
      },
    ],
    [
      "a key that one has of what a wildcard reaches",
      {
        Action: "s3:*",
        Resource: [bucket, `${bucket}/*`],
        Condition: { StringEquals: { "s3:prefix": "x" } },
      },
    ],
    [
      "encryption of replicas",
      {
        Action: "s3:ReplicateObject",
        Condition: { StringEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } },
      },
    ],
    ["all actions of S3 for objects", { Action: "s3:*" }],
    ["all actions", { Action: "*" }],
    ["actions in lower case", { Action: "s3:getobject" }],
    ["wildcards that reach an action", { Action: "s3:Get*ForReplication" }],
    ["a name by a pattern", { Resource: "arn:aws:s3:::a-bu?ket/*" }],
    ["all buckets", { Resource: "arn:aws:s3:::*" }],
    ["a resource twice", { Resource: [`${bucket}/*`, `${bucket}/*`] }],
    [
      "actions of which some are on buckets",
      { Effect: "Deny", Action: "s3:Create*", Resource: bucket },
    ],
    [
      "a bucket and what begins so",
      { Action: ["s3:ListBucket", "s3:GetObject"], Resource: `${bucket}*` },
    ],
    ["a variable", { Resource: `${bucket}/\${aws:username}/*` }],
    [
      "a variable in a condition on ARNs",
      { Condition: { ArnLike: { "aws:SourceArn": "${aws:PrincipalArn}" } } },
    ],
    ["a Sid with blanks", { Sid: "All of them" }],
  ])("%s", (_what, change) => {
    expect(problemIn(change)).toBeUndefined();
  });

  test("a single statement, and the older Version", () => {
    expect(
      problemOf(text({ Version: "2008-10-17", Id: "x y", Statement: statement })),
    ).toBeUndefined();
  });

  test("a bucket of the partition it is in", () => {
    const policy = text(policyOf({ ...statement, Resource: "arn:aws-cn:s3:::a-bucket/*" }));
    expect(bucketPolicyProblem(policy, { ...options, partition: "aws-cn" })).toBeUndefined();
  });
});
