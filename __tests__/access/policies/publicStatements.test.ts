// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how policies write variables.
import {
  isPublicPolicy,
  publicStatements,
} from "../../../lib/access/policies/publicAccess/publicStatements.js";
import { policyOf } from "./question.js";

const account = "123456789012";
const resource = "arn:aws:s3:::a-bucket/k";
const read = { Effect: "Allow", Action: "s3:GetObject", Resource: resource };
const everyone = { ...read, Principal: "*" };
const deny = { ...everyone, Effect: "Deny" };
const fixed = { ...read, Principal: { AWS: account } };
const { Resource: _bucket, ...withoutResource } = everyone;
const vpc = { "aws:SourceVpc": "vpc-12345678" };
const root = { AWS: `arn:aws:iam::${account}:root` };
const notRoot = { Principal: undefined, NotPrincipal: root };

describe("a policy, as recorded in 2026,", () => {
  test.each<[string, boolean, object[]]>([
    ["for everyone", true, [everyone]],
    ["for everyone as AWS", true, [{ ...read, Principal: { AWS: "*" } }]],
    ["for an account", false, [fixed]],
    ["for a root user", false, [{ ...read, Principal: root }]],
    ["for a user", false, [{ ...read, Principal: { AWS: `arn:aws:iam::${account}:user/D` } }]],
    ["for a service", false, [{ ...read, Principal: { Service: "cloudtrail.amazonaws.com" } }]],
    [
      "for everyone on all but one resource",
      true,
      [{ ...withoutResource, NotResource: "arn:aws:s3:::a-bucket/x" }],
    ],
    ["that only denies", false, [deny]],
    ["that denies what it allows", false, [everyone, deny]],
    ["that is fixed here and open there", true, [fixed, everyone]],
    ["that allows an account and denies everyone", false, [fixed, deny]],
    ["that only denies by NotPrincipal", false, [{ ...deny, ...notRoot }]],
    ["that allows everyone and denies by NotPrincipal", true, [everyone, { ...deny, ...notRoot }]],
    [
      "that only denies by NotResource",
      false,
      [{ ...withoutResource, Effect: "Deny", NotResource: "arn:aws:s3:::a-bucket/x" }],
    ],
    [
      "that denies everyone outside an account",
      false,
      [everyone, { ...deny, Condition: { StringNotEquals: { "aws:SourceAccount": account } } }],
    ],
  ])("%s is public: %s", (_what, isPublic, statements) => {
    expect(isPublicPolicy(policyOf(...statements))).toBe(isPublic);
  });
});

describe("a policy for everyone, as recorded in 2026,", () => {
  test.each<[boolean, object]>([
    [false, { StringEquals: { "aws:SourceAccount": account } }],
    [true, { StringEquals: { "aws:SourceOwner": account } }],
    [true, { StringEquals: { "aws:sourceowner": account } }],
    [false, { StringEquals: { "aws:SourceArn": `arn:aws:sns:us-east-1:${account}:fixed` } }],
    [false, { StringEquals: { "aws:PrincipalArn": `arn:aws:iam::${account}:user/D` } }],
    [false, { StringEquals: { "aws:PrincipalOrgID": "o-1234567890" } }],
    [false, { StringEquals: { "aws:SourceVpc": "vpc-12345678" } }],
    [false, { StringEquals: { "aws:SourceVpce": "vpce-12345678" } }],
    [false, { StringEquals: { "aws:userid": "AIDAQAAAAAAAMEZHRHAHY" } }],
    [
      false,
      {
        StringEquals: {
          "s3:DataAccessPointArn": `arn:aws:s3:us-east-1:${account}:accesspoint/fixed`,
        },
      },
    ],
    [false, { StringEquals: { "s3:DataAccessPointAccount": account } }],
    [false, { StringEquals: { "aws:PrincipalAccount": account } }],
    [false, { StringEquals: { "aws:SourceOrgID": "o-1234567890" } }],
    [false, { StringLike: vpc }],
    [true, { StringLike: { "aws:SourceVpc": "vpc-*" } }],
    [true, { StringLike: { "aws:SourceVpc": "vpc-1234567?" } }],
    [true, { StringEquals: { "aws:SourceVpc": "${aws:SourceVpc}" } }],
    [false, { StringEquals: { "aws:SourceVpc": "vpc-*" } }],
    [true, { StringEquals: { "aws:SourceAccount": "${aws:PrincipalAccount}" } }],
    [false, { ArnLike: { "aws:SourceArn": `arn:aws:sns:us-east-1:${account}:*` } }],
    [false, { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${account}:role/*` } }],
    [true, { "ForAllValues:StringEquals": vpc }],
    [false, { "ForAnyValue:StringEquals": vpc }],
    [true, { StringEqualsIfExists: vpc }],
    [true, { "ForAllValues:StringEqualsIfExists": vpc }],
    [true, { StringNotEquals: vpc }],
    [false, { StringLike: { "aws:userid": "AROAEXAMPLEUNIQUEID:*" } }],
    [true, { StringLike: { "aws:userid": "*" } }],
    [
      false,
      { ArnLike: { "s3:DataAccessPointArn": `arn:aws:s3:us-east-1:${account}:accesspoint/*` } },
    ],
    [false, { ArnLike: { "s3:DataAccessPointArn": `arn:aws:s3:*:${account}:accesspoint/*` } }],
    [true, { ArnLike: { "s3:DataAccessPointArn": "arn:aws:s3:us-east-1:*:accesspoint/fixed" } }],
    [false, { StringEquals: { "aws:SourceVpc": ["vpc-12345678", "vpc-abcdef12"] } }],
    [true, { StringLike: { "aws:SourceVpc": ["vpc-12345678", "vpc-*"] } }],
    [false, { StringEquals: { "aws:SourceVpc": [] } }],
    [true, { IpAddressIfExists: { "aws:SourceIp": "11.0.0.0/8" } }],
    [true, { "ForAllValues:IpAddress": { "aws:SourceIp": "11.0.0.0/8" } }],
    [false, { "ForAnyValue:IpAddress": { "aws:SourceIp": "11.0.0.0/8" } }],
    [true, { NotIpAddress: { "aws:SourceIp": "11.0.0.0/8" } }],
    [true, { IpAddress: { "aws:SourceIp": ["11.0.0.0/8", "0.0.0.0/0"] } }],
    [true, { StringEquals: { "aws:Referer": "https://example.invalid" } }],
    [
      false,
      {
        StringEquals: { "aws:SourceAccount": account },
        StringLike: { "aws:SourceVpc": "vpc-*" },
      },
    ],
    [true, { ArnLike: { "aws:SourceArn": "arn:aws:sns:us-east-1:*:fixed" } }],
    [false, { ArnLike: { "aws:SourceArn": `arn:aws:sns:*:${account}:*` } }],
    [true, { ArnLike: { "aws:SourceArn": `arn:aws:sns:us-east-1:${account}:\${aws:username}` } }],
    [true, { ArnLike: { "aws:SourceArn": "arn:aws:sns:us-east-1:${aws:PrincipalAccount}:fixed" } }],
    [true, { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/fixed" } }],
    [true, { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${account}:role/\${aws:username}` } }],
    [false, { "ForAllValues:StringEquals": vpc, Null: { "aws:SourceVpc": "false" } }],
    [false, { StringEqualsIfExists: vpc, Null: { "aws:SourceVpc": "false" } }],
  ])("is public: %s, with the condition %j", (isPublic, Condition) => {
    expect(isPublicPolicy(policyOf({ ...everyone, Condition }))).toBe(isPublic);
  });

  test.each<[string, boolean]>([
    ["0.0.0.0/0", true],
    ["0.0.0.0/7", true],
    ["11.0.0.0/8", false],
    ["11.0.0.0/9", false],
    ["10.0.0.0/8", false],
    ["10.0.0.0/7", true],
    ["172.16.0.0/12", false],
    ["192.168.0.0/16", false],
    ["127.0.0.0/8", false],
    ["::/0", true],
    ["2000::/31", true],
    ["2001:db8::/32", false],
    ["2001:db8::/33", false],
    ["fc00::/7", true],
    ["fe80::/10", true],
  ])("from the addresses %s is public: %s", (range, isPublic) => {
    const Condition = { IpAddress: { "aws:SourceIp": range } };
    expect(isPublicPolicy(policyOf({ ...everyone, Condition }))).toBe(isPublic);
  });
});

describe("a Deny for everyone takes back", () => {
  test.each<[string, object, boolean]>([
    ["what it names by wildcards", { Action: "s3:*", Resource: "arn:aws:s3:::a-bucket*" }, true],
    ["no other action", { Action: "s3:PutObject" }, false],
    ["no other resource", { Resource: "arn:aws:s3:::a-bucket/other" }, false],
    ["nothing less than all that is allowed", { Resource: `${resource}?` }, false],
    ["nothing by NotAction", { Action: undefined, NotAction: "s3:PutObject" }, false],
    [
      "nothing from those that have an open condition",
      { Condition: { StringNotLike: { "aws:SourceVpc": "*" } } },
      false,
    ],
    [
      "nothing where its condition is none of who asks",
      { Condition: { Bool: { "aws:SecureTransport": "false" } } },
      false,
    ],
    ["what is asked for without a value", { Condition: { StringNotEqualsIfExists: vpc } }, true],
  ])("%s", (_what, statement, isTaken) => {
    expect(isPublicPolicy(policyOf(everyone, { ...deny, ...statement }))).toBe(!isTaken);
  });
});

test("the statements that make a policy public are told by their places", () => {
  const policy = policyOf(fixed, everyone, deny, {
    ...everyone,
    Action: ["s3:GetObject", "s3:PutObject"],
  });
  expect(publicStatements(policy)).toEqual([3]);
});
