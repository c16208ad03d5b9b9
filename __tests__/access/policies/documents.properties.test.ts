import * as fc from "fast-check";
import { compilePolicy } from "../../../lib/access/policies/compilePolicy.js";
import { bucketPolicyProblem } from "../../../lib/access/policies/documents/bucketPolicyProblem.js";
import type { IamDocumentKind } from "../../../lib/access/policies/documents/iamDocumentKind.js";
import { iamDocumentProblem } from "../../../lib/access/policies/documents/iamDocumentProblem.js";
import { normalizedBucketPolicy } from "../../../lib/access/policies/documents/normalizedBucketPolicy.js";
import { repeatedName } from "../../../lib/access/policies/documents/repeatedName.js";
import { evaluate } from "../../../lib/access/policies/evaluate.js";
import { isPublicPolicy } from "../../../lib/access/policies/publicAccess/publicStatements.js";
import { accountA, accountB, alice, anonymous, bob, question, s3Service } from "./question.js";

const options = { bucketName: "src" };
const oneOrMore = <T>(each: fc.Arbitrary<T>) =>
  fc.oneof(each, fc.array(each, { minLength: 1, maxLength: 2 }));

const trusted = fc.constantFrom("aws:SourceVpc", "aws:PrincipalOrgID", "AWS:SourceAccount");
const condition = fc.oneof(
  fc.tuple(
    fc.constantFrom("", "ForAllValues:", "ForAnyValue:"),
    fc.constantFrom("StringEquals", "StringNotEquals", "StringLike", "StringNotLike"),
    fc.constantFrom("", "IfExists"),
    trusted,
    oneOrMore(fc.constantFrom("a", "a*", "*")),
  ),
  fc.tuple(
    fc.constant(""),
    fc.constantFrom("IpAddress", "NotIpAddress"),
    fc.constantFrom("", "IfExists"),
    fc.constant("aws:SourceIp"),
    oneOrMore(fc.constantFrom("10.0.0.0/8", "0.0.0.0/0", "::/0")),
  ),
  fc.tuple(
    fc.constant(""),
    fc.constant("Null"),
    fc.constant(""),
    trusted,
    fc.constantFrom("true", "false"),
  ),
);
const conditions = fc
  .array(condition, { maxLength: 2 })
  .map((each) =>
    Object.fromEntries(
      each.map(([prefix, base, suffix, key, values]) => [
        prefix + base + suffix,
        { [key]: values },
      ]),
    ),
  );
const statement = fc
  .record({
    Effect: fc.constantFrom("Allow", "Allow", "Deny"),
    Principal: fc.constantFrom<unknown>(
      "*",
      { AWS: "*" },
      { AWS: [accountA] },
      { AWS: [accountA, `arn:aws:iam::${accountB}:user/bob`] },
      { Service: "s3.amazonaws.com" },
    ),
    Action: oneOrMore(fc.constantFrom("s3:GetObject", "s3:Get*", "s3:*", "*")),
    Resource: oneOrMore(
      fc.constantFrom(
        "arn:aws:s3:::src/k",
        "arn:aws:s3:::src/*",
        "arn:aws:s3:::src/k?",
        "arn:aws:s3:::src*",
      ),
    ),
  })
  .chain((given) =>
    fc.option(conditions, { nil: undefined }).map((Condition) => ({ ...given, Condition })),
  );
const policy = fc.record({
  Version: fc.constantFrom("2012-10-17", "2008-10-17"),
  Statement: fc.oneof(statement, fc.array(statement, { minLength: 1, maxLength: 3 })),
});

const callers = [alice, bob, anonymous, s3Service];

function decisions(document: string): boolean[] {
  const resourcePolicy = compilePolicy(document);
  const all = compilePolicy({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } });
  const identityPolicies = [all];
  return callers.map(
    (principal) => evaluate(question({ principal, identityPolicies, resourcePolicy })).isAllowed,
  );
}

test("what GetBucketPolicy gives back is accepted, stays the same and decides the same", () => {
  fc.assert(
    fc.property(policy, (document) => {
      const text = JSON.stringify(document, undefined, 1);
      expect(bucketPolicyProblem(text, options)).toBeUndefined();
      const back = normalizedBucketPolicy(text);
      expect(bucketPolicyProblem(back, options)).toBeUndefined();
      expect(normalizedBucketPolicy(back)).toBe(back);
      expect(decisions(back)).toEqual(decisions(text));
      expect(isPublicPolicy(back)).toBe(isPublicPolicy(text));
    }),
    { numRuns: 300 },
  );
});

test("a policy that lets anonymous callers in from nowhere known is public", () => {
  fc.assert(
    fc.property(policy, (document) => {
      const resourcePolicy = compilePolicy(document);
      const asked = question({ principal: anonymous, resourcePolicy });
      if (evaluate(asked).isAllowed) expect(isPublicPolicy(document)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test("any JSON is accepted or refused, and never breaks off", () => {
  const member = fc.constantFrom(
    "Statement",
    "Effect",
    "Principal",
    "Action",
    "Resource",
    "Condition",
    "AWS",
    "StringEquals",
    "x",
  );
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom<unknown>(
        "*",
        "Allow",
        "s3:GetObject",
        "arn:aws:s3:::src/*",
        null,
        1,
        true,
        "",
      ),
      fc.array(tie("json"), { maxLength: 3 }),
      fc.dictionary(member, tie("json"), { maxKeys: 5 }),
    ),
  }));
  const kinds: readonly IamDocumentKind[] = ["identity", "boundary", "session", "trust", "key"];
  fc.assert(
    fc.property(
      json,
      fc.record(
        { Effect: json, Principal: json, Action: json, Resource: json, Condition: json },
        { requiredKeys: [] },
      ),
      (value, elements) => {
        for (const document of [value, { Statement: value }, { Statement: [elements] }]) {
          const problem = bucketPolicyProblem(JSON.stringify(document), options);
          if (problem === undefined) compilePolicy(JSON.stringify(document));
          for (const kind of kinds) {
            if (iamDocumentProblem(kind, document) === undefined) compilePolicy(document as object);
          }
        }
      },
    ),
    { numRuns: 1_000 },
  );
});

test("a text of JSON made from values has no name twice, and has one where it is written twice", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (object) => {
      const text = JSON.stringify(object);
      expect(repeatedName(text)).toBeUndefined();
      const [name = ""] = Object.keys(object);
      expect(repeatedName(`{"a":[${text.slice(0, -1)},${JSON.stringify(name)}:1}]}`)).toBe(name);
    }),
  );
});
