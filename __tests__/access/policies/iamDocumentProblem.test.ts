// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how policies write variables.
import type { IamDocumentKind } from "../../../lib/access/policies/documents/iamDocumentKind.js";
import { iamDocumentProblem } from "../../../lib/access/policies/documents/iamDocumentProblem.js";
import { defaultKeyPolicy } from "../../../lib/access/policies/knownPolicies.js";
import { accountA, policyOf, roleArn } from "./question.js";

const own = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::src/*" };
const trust = {
  Effect: "Allow",
  Principal: { Service: "s3.amazonaws.com" },
  Action: "sts:AssumeRole",
};
const key = { Effect: "Allow", Principal: { AWS: roleArn }, Action: "kms:Encrypt", Resource: "*" };
const statements: Readonly<Record<IamDocumentKind, object>> = {
  identity: own,
  boundary: own,
  session: own,
  trust,
  key,
};
const problemOf = (kind: IamDocumentKind, change: object) =>
  iamDocumentProblem(kind, policyOf({ ...statements[kind], ...change }));

describe("a document is accepted:", () => {
  test.each<[IamDocumentKind, object]>([
    ["identity", {}],
    ["identity", { Resource: "*", Action: "*" }],
    [
      "identity",
      {
        Action: [
          "s3:Get*",
          "s3:Replicate*",
          "kms:ReEncrypt*",
          "ec2:DescribeAnything",
          "iam:PassRole",
        ],
      },
    ],
    [
      "identity",
      {
        Action: undefined,
        NotAction: "s3:DeleteBucket",
        Resource: undefined,
        NotResource: "arn:aws:s3:::x",
      },
    ],
    ["identity", { Action: "s3:GetObject", Resource: "arn:aws:s3:::src" }],
    [
      "identity",
      { Condition: { StringLike: { "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::src/*" } } },
    ],
    ["identity", { Condition: { StringLike: { "s3:prefix": "home/${aws:username}/*" } } }],
    [
      "identity",
      { Condition: { StringEquals: { "aws:PrincipalTag/team": ["a"], "ec2:Anything": "x" } } },
    ],
    [
      "identity",
      { Condition: { Bool: { "aws:SecureTransport": "yes" }, Null: { "aws:userid": "yes" } } },
    ],
    ["identity", { Condition: { ArnLike: { "aws:SourceArn": "${aws:PrincipalArn}" } } }],
    ["boundary", {}],
    ["session", {}],
    ["trust", {}],
    ["trust", { Condition: { StringEquals: { "aws:SourceAccount": accountA } } }],
    ["trust", { Principal: { AWS: accountA }, Action: ["sts:AssumeRole", "sts:TagSession"] }],
    ["key", {}],
    ["key", { Sid: "Allow use of the key" }],
  ])("%s %j", (kind, change) => {
    expect(problemOf(kind, change)).toBeUndefined();
  });

  test("as an object or as its JSON, with one statement or with several", () => {
    expect(iamDocumentProblem("identity", JSON.stringify({ Statement: own }))).toBeUndefined();
    expect(
      iamDocumentProblem(
        "identity",
        policyOf({ ...own, Sid: "A" }, { ...own, Sid: "B" }, own, own),
      ),
    ).toBeUndefined();
    expect(iamDocumentProblem("key", defaultKeyPolicy(accountA))).toBeUndefined();
  });
});

describe("a document as a whole is refused:", () => {
  test.each<[string, unknown, string]>([
    [
      "no JSON",
      "{",
      'Syntax errors in policy. The document is "{"; allowed is an object or its JSON',
    ],
    ["a list", [], "Syntax errors in policy. The document is []; allowed is an object or its JSON"],
    [
      "nothing",
      undefined,
      "Syntax errors in policy. The document is absent; allowed is an object or its JSON",
    ],
    [
      "a name twice",
      '{"Statement":[],"Statement":[]}',
      'Syntax errors in policy. "Statement" is there twice',
    ],
    [
      "an unknown member",
      { ...policyOf(own), Foo: 1 },
      'Syntax errors in policy. The document has "Foo"; allowed are Version, Id, Statement',
    ],
    [
      "another Version",
      { ...policyOf(own), Version: "2024-01-01" },
      'The policy must contain a valid version string. Version is "2024-01-01"; allowed are "2012-10-17" and "2008-10-17"',
    ],
    [
      "an Id that is no text",
      { ...policyOf(own), Id: 1 },
      "Syntax errors in policy. Id is 1; allowed is text",
    ],
    ["no statement", policyOf(), "Syntax errors in policy. There is no Statement"],
    [
      "a statement that is text",
      { Statement: ["x"] },
      'Syntax errors in policy. Statement[0] is "x"; allowed is an object',
    ],
    [
      "a Sid twice",
      policyOf({ ...own, Sid: "A" }, { ...own, Sid: "A" }),
      'Statement IDs (SID) in a single policy must be unique. Statement[1].Sid is "A" again',
    ],
  ])("%s", (_what, document, problem) => {
    expect(iamDocumentProblem("identity", document)).toBe(problem);
  });

  test.each<[IamDocumentKind, number]>([
    ["identity", 10_240],
    ["boundary", 6_144],
    ["session", 2_048],
    ["trust", 4_096],
    ["key", 32_768],
  ])("%s of more than %d characters", (kind, maximum) => {
    const long = (characters: number) =>
      policyOf({ ...statements[kind], Sid: "x".repeat(characters) });
    const spare = maximum - JSON.stringify(long(0)).length;
    expect(iamDocumentProblem(kind, JSON.stringify(long(spare), undefined, 4))).toBeUndefined();
    expect(iamDocumentProblem(kind, long(spare + 1))).toBe(
      `The document has ${maximum + 1} characters without white space; allowed are ${maximum}`,
    );
  });
});
