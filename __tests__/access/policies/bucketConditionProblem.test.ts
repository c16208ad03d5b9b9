import { bucket, problemIn } from "./bucketPolicies.js";

describe("PutBucketPolicy refuses, in a Condition,", () => {
  test.each<[string, object, string]>([
    [
      "an operator it does not know",
      { Condition: { Foo: { "aws:userid": "x" } } },
      "Invalid Condition type : Foo",
    ],
    [
      "an operator in lower case",
      { Condition: { stringequals: { "aws:userid": "x" } } },
      "Invalid Condition type : stringequals",
    ],
    [
      "a key it does not know",
      { Condition: { StringEquals: { "s3:foo": "x" } } },
      "Policy has an invalid condition key",
    ],
    [
      "a key of another service",
      { Condition: { StringEquals: { "kms:ViaService": "x" } } },
      "Policy has an invalid condition key",
    ],
    [
      "a tag's key without the tag",
      { Condition: { StringEquals: { "s3:ExistingObjectTag/": "x" } } },
      "Policy has an invalid condition key",
    ],
    [
      "a key no action has",
      { Condition: { StringEquals: { "s3:prefix": "x" } } },
      "Conditions do not apply to combination of actions and resources in statement",
    ],
    [
      "tags of the request in replication",
      {
        Action: "s3:ReplicateObject",
        Condition: { StringEquals: { "s3:RequestObjectTag/a": "x" } },
      },
      "Conditions do not apply to combination of actions and resources in statement",
    ],
    [
      "what is no address",
      { Condition: { IpAddress: { "aws:SourceIp": "x" } } },
      "Invalid IP address in Conditions",
    ],
    [
      "what is no address of others",
      { Condition: { NotIpAddress: { "aws:SourceIp": ["10.0.0.0/8", "10.0.0.0/33"] } } },
      "Invalid IP address in Conditions",
    ],
    [
      "a key of all services that none has",
      { Condition: { StringEquals: { "aws:NobodyHasIt": "x" } } },
      "Policy has an invalid condition key",
    ],
    [
      "a key that one of the listed actions lacks",
      {
        Action: ["s3:GetObject", "s3:ListBucket"],
        Resource: [bucket, `${bucket}/*`],
        Condition: { StringEquals: { "s3:prefix": "x" } },
      },
      "Conditions do not apply to combination of actions and resources in statement",
    ],
    [
      "a key that only a version's action has",
      { Condition: { StringEquals: { "s3:VersionId": "x" } } },
      "Conditions do not apply to combination of actions and resources in statement",
    ],
    [
      "a key that the action lacks, before the resource that it does not fit",
      {
        Action: "s3:ListBucketMultipartUploads",
        Condition: { StringEquals: { "s3:prefix": "x" } },
      },
      "Conditions do not apply to combination of actions and resources in statement",
    ],
    [
      "what is no address, also where it is only asked whether there is one",
      { Condition: { Null: { "aws:SourceIp": "true" } } },
      "Invalid IP address in Conditions",
    ],
    [
      "what is no ARN in a condition",
      { Condition: { ArnEquals: { "aws:SourceVpc": "vpc-12345678" } } },
      "Invalid policy syntax.",
    ],
  ])("%s", (_what, change, message) => {
    expect(problemIn(change)).toEqual({ code: "MalformedPolicy", message });
  });
});
