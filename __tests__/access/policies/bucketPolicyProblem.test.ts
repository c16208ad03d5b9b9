import { bucket, problemIn, problemOf, statement, text } from "./bucketPolicies.js";
import { accountA, policyOf } from "./question.js";

const firstByte = "Policies must be valid JSON and the first byte must be '{'";

describe("PutBucketPolicy refuses", () => {
  test.each<[string, string, string]>([
    ["an empty body", "", firstByte],
    ["other text", "invalid json", firstByte],
    ["a blank first", " {}", firstByte],
    ["a list", "[]", firstByte],
    ["broken JSON", "{", "This policy contains invalid Json"],
    ["JSON with something after it", "{} x", "This policy contains invalid Json"],
    ["no Statement", "{}", "Missing required field Statement"],
    [
      "no Statement in it",
      text({ Statement: [] }),
      "Could not parse the policy: Statement is empty!",
    ],
    [
      "a Version of its own",
      text({ ...policyOf(statement), Version: "2012-10-18" }),
      "The policy must contain a valid version string",
    ],
    ["a member it does not know", text({ ...policyOf(statement), Foo: 1 }), "Unknown field Foo"],
    ["an Id that is no text", text({ ...policyOf(statement), Id: 1 }), "Invalid policy syntax."],
    ["a Statement that is text", text({ Statement: "x" }), "Invalid policy syntax."],
    [
      "a member twice",
      '{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}',
      "Statement/policy already has instance of Version",
    ],
    [
      "an element twice",
      text(policyOf(statement)).replace('"Effect"', '"Action":"s3:PutObject","Effect"'),
      "Statement/policy already has instance of Action",
    ],
  ])("%s", (_what, policy, message) => {
    expect(problemOf(policy)).toEqual({ code: "MalformedPolicy", message });
  });

  test.each<[string, object, string]>([
    ["no Effect", { Effect: undefined }, "Missing required field Effect"],
    ["no Principal", { Principal: undefined }, "Missing required field Principal"],
    ["no Action", { Action: undefined }, "Missing required field Action"],
    ["no Resource", { Resource: undefined }, "Missing required field Resource"],
    ["an Effect in lower case", { Effect: "allow" }, "Invalid effect: allow"],
    ["an Effect that is no text", { Effect: 1 }, "Invalid policy syntax."],
    ["an Action that is no text", { Action: { a: 1 } }, "Invalid policy syntax."],
    ["a Resource that is a number", { Resource: [1] }, "Invalid policy syntax."],
    ["a Condition that is text", { Condition: "x" }, "Invalid policy syntax."],
    [
      "a condition value that is null",
      { Condition: { StringEquals: { "aws:userid": null } } },
      "Invalid policy syntax.",
    ],
    ["an element it does not know", { Foo: "x" }, "Unknown field Foo"],
    ["an element that objects have", { constructor: "x" }, "Unknown field constructor"],
    [
      "Action beside NotAction",
      { NotAction: "s3:PutObject" },
      "Statement/policy already has instance of Action",
    ],
    [
      "Resource beside NotResource",
      { NotResource: bucket },
      "Statement/policy already has instance of Resource",
    ],
    [
      "no Principal in it",
      { Principal: { AWS: [] } },
      "Missing required field Principal cannot be empty!",
    ],
    ["no Action in it", { Action: [] }, "Missing required field Action cannot be empty!"],
    ["no Resource in it", { Resource: [] }, "Missing required field Resource cannot be empty!"],
    [
      "NotPrincipal with Allow",
      { Principal: undefined, NotPrincipal: { AWS: accountA } },
      "Invalid policy syntax.",
    ],
    [
      "an action S3 does not know",
      { Action: "s3:NotASupportedAction" },
      "Policy has invalid action",
    ],
    [
      "an action of another service",
      { Action: ["s3:GetObject", "kms:Decrypt"] },
      "Policy has invalid action",
    ],
    [
      "a NotAction S3 does not know",
      { Action: undefined, NotAction: "s3:Foo" },
      "Policy has invalid action",
    ],
    ...["", "s3", "s3:", "s4:GetObject", ":GetObject", "s3GetObject", "s3::GetObject"]
      .concat("s3:GetObject:", "s3:Put(Object)", "s3:????", "s3:*:", "s3:Abort?", "*GetObject")
      .map((Action): [string, object, string] => [
        `the action "${Action}"`,
        { Action },
        "Policy has invalid action",
      ]),
    ...["", "arn:aws:iam:::a-bucket", "arn:aws:s3:::/a-bucket", "arn:aws:s3:::in-a-bucket"].map(
      (Resource): [string, object, string] => [
        `the resource "${Resource}"`,
        { Action: "s3:*", Resource },
        "Policy has invalid resource",
      ],
    ),
    ...["GetObject", "PutObjectTagging", "GetObjec?", "Abort*", "???Object"].map(
      (action): [string, object, string] => [
        `s3:${action} on the bucket`,
        { Action: `s3:${action}`, Resource: bucket },
        "Action does not apply to any resource(s) in statement",
      ],
    ),
    ...["ListBucket", "GetBucketTagging", "???BucketVersioning", "GetBucket*"].map(
      (action): [string, object, string] => [
        `s3:${action} on objects`,
        { Action: `s3:${action}` },
        "Action does not apply to any resource(s) in statement",
      ],
    ),
    ["a list of principals without a kind", { Principal: ["*"] }, "Invalid policy syntax."],
    ["every resource", { Resource: "*" }, "Policy has invalid resource"],
    ["another bucket", { Resource: "arn:aws:s3:::another/*" }, "Policy has invalid resource"],
    [
      "a bucket of a longer name",
      { Resource: "arn:aws:s3:::a-bucket-2/*" },
      "Policy has invalid resource",
    ],
    [
      "a bucket of another partition",
      { Resource: "arn:aws-cn:s3:::a-bucket/*" },
      "Policy has invalid resource",
    ],
    ["what is no ARN of S3", { Resource: ["a-bucket/*"] }, "Policy has invalid resource"],
    [
      "an action on buckets for objects",
      { Action: "s3:ListBucket" },
      "Action does not apply to any resource(s) in statement",
    ],
    [
      "an action on objects for the bucket",
      { Resource: bucket },
      "Action does not apply to any resource(s) in statement",
    ],
    [
      "one such action among others",
      { Action: ["s3:GetObject", "s3:ListBucket"] },
      "Action does not apply to any resource(s) in statement",
    ],
    [
      "replication on the bucket alone",
      { Action: "s3:Replicate*", Resource: bucket },
      "Action does not apply to any resource(s) in statement",
    ],
    [
      "an action on neither",
      { Action: "s3:ListAllMyBuckets" },
      "Action does not apply to any resource(s) in statement",
    ],
  ])("%s", (_what, change, message) => {
    expect(problemIn(change)).toEqual({ code: "MalformedPolicy", message });
  });

  test("more than 20,480 bytes, white space not counted", () => {
    const long = (characters: number) => policyOf({ Sid: "x".repeat(characters), ...statement });
    const spare = 20_480 - JSON.stringify(long(0)).length - "arn:aws:iam:::root".length;
    expect(problemOf(JSON.stringify(long(spare), undefined, 8))).toBeUndefined();
    expect(problemOf(text(long(spare + 1)))).toEqual({
      code: "MalformedPolicy",
      message: "Normalized policy document exceeds the maximum allowed size of 20480 bytes",
    });
  });

  test("the first thing that is wrong, statement by statement", () => {
    const first = { ...statement, Resource: "*", Condition: { Foo: {} } };
    const second = { ...statement, Effect: "allow" };
    expect(problemOf(text(policyOf(first, second)))?.message).toBe("Policy has invalid resource");
    expect(problemOf(text(policyOf(second, first)))?.message).toBe("Invalid effect: allow");
  });
});
