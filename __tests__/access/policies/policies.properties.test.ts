// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how policies write variables.
import * as fc from "fast-check";
import { compilePolicy } from "../../../lib/access/policies/compilePolicy.js";
import type { AccessQuestion } from "../../../lib/access/policies/decision/accessQuestion.js";
import { evaluate } from "../../../lib/access/policies/evaluate.js";
import { explainAccess } from "../../../lib/access/policies/explainAccess.js";
import { conditionContext } from "../../../lib/access/policies/language/conditionContext.js";
import type { PolicyPrincipal } from "../../../lib/access/policies/language/policyPrincipal.js";
import { compileWildcards } from "../../../lib/access/policies/language/textPattern.js";
import { slowlyMatches } from "./slowConditions.js";
import { sessionArn, slowlyAllows, slowRoleArn, userArn } from "./slowEvaluator.js";
import type { SlowQuestion } from "./slowQuestion.js";

const accounts = ["111122223333", "444455556666"] as const;
const account = fc.constantFrom(...accounts);
const short = (from: string, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...from), maxLength });

const oneOrMore = <T>(each: fc.Arbitrary<T>) =>
  fc.oneof(each, fc.array(each, { minLength: 1, maxLength: 3 }));

const principalEntry = account.chain((id) =>
  fc.constantFrom(id, `arn:aws:iam::${id}:root`, userArn(id), slowRoleArn(id), sessionArn(id)),
);
const principal = fc.oneof(
  fc.constantFrom(
    "*",
    { AWS: "*" },
    { Service: "s3.amazonaws.com" },
    { Service: "ec2.amazonaws.com" },
  ),
  fc.record({ AWS: oneOrMore(principalEntry) }),
);

const actionPattern = fc.constantFrom(
  "*",
  "s3:*",
  "s3:Get*",
  "s3:GetObject",
  "S3:getobject",
  "s3:PutBucketPolic?",
  "s3:Put*",
);
const resourcePattern = fc
  .tuple(
    fc.constantFrom("", "arn:aws:s3:::b/"),
    short("ab/*?", 4),
    fc.constantFrom("", "${k1}", "${K2, 'a'}", "${*}", "${m}"),
  )
  .map(([begin, middle, end]) => `${begin}${middle}${end}`)
  .filter((pattern) => pattern !== "");

const values = fc.record(
  {
    k1: short("ab*", 2),
    k2: fc.constantFrom("1", "2", "x", "true", "TRUE"),
    ip: fc.constantFrom("10.0.0.1", "10.0.1.1", "192.0.2.7", "nonsense"),
    m: fc.array(fc.constantFrom("a", "b", "1"), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

const textOperator = fc.constantFrom(
  "StringEquals",
  "StringNotEquals",
  "StringLike",
  "StringNotLike",
);
const otherOperator = fc.constantFrom(
  "NumericEquals",
  "NumericNotEquals",
  "NumericLessThan",
  "NumericGreaterThanEquals",
  "Bool",
);
const withAffixes = (base: fc.Arbitrary<string>) =>
  fc
    .tuple(
      fc.constantFrom("", "", "ForAllValues:", "ForAnyValue:"),
      base,
      fc.constantFrom("", "", "IfExists"),
    )
    .map((parts) => parts.join(""));
const conditionKey = fc.constantFrom("k1", "K2", "m", "absent");
const condition = fc.oneof(
  fc.tuple(
    withAffixes(textOperator),
    conditionKey,
    oneOrMore(fc.oneof(short("ab*?", 3), fc.constantFrom("${k1}", "${m}", "${absent, 'a'}"))),
  ),
  fc.tuple(
    withAffixes(otherOperator),
    conditionKey,
    oneOrMore(fc.constantFrom("1", "2", "true", "false", "x")),
  ),
  fc.tuple(
    withAffixes(fc.constantFrom("IpAddress", "NotIpAddress")),
    fc.constant("ip"),
    oneOrMore(fc.constantFrom("10.0.0.0/24", "10.0.0.0/8", "192.0.2.7", "0.0.0.0/0")),
  ),
  fc.tuple(fc.constant("Null"), conditionKey, fc.constantFrom("true", "false", ["true", "false"])),
);
const conditions = fc
  .array(condition, { maxLength: 2 })
  .map((each) =>
    Object.fromEntries(each.map(([operator, key, expected]) => [operator, { [key]: expected }])),
  );

const named = (name: string, value: fc.Arbitrary<unknown>) =>
  fc
    .tuple(fc.constantFrom(name, name, name, `Not${name}`), value)
    .map((pair) => Object.fromEntries([pair]));
const statement = (hasPrincipal: boolean) =>
  fc
    .tuple(
      fc.constantFrom({ Effect: "Allow" }, { Effect: "Allow" }, { Effect: "Deny" }),
      hasPrincipal ? named("Principal", principal) : fc.constant({}),
      named("Action", oneOrMore(actionPattern)),
      fc.oneof(fc.constant({ Resource: "*" }), named("Resource", oneOrMore(resourcePattern))),
      fc.oneof(fc.constant({}), fc.record({ Condition: conditions })),
    )
    .map((parts) => Object.assign({}, ...parts));
const policy = (hasPrincipal: boolean) =>
  fc.record({
    Version: fc.constantFrom("2012-10-17", "2012-10-17", "2008-10-17"),
    Statement: fc.array(statement(hasPrincipal), { minLength: 1, maxLength: 3 }),
  });
const maybe = <T>(each: fc.Arbitrary<T>) => fc.option(each, { nil: undefined, freq: 2 });

const question: fc.Arbitrary<SlowQuestion> = fc.record({
  caller: fc.constantFrom("user", "session", "root", "anonymous", "service"),
  callerAccount: account,
  owner: account,
  kind: fc.constantFrom("bucket", "bucket", "key", "role"),
  action: fc.constantFrom("s3:GetObject", "s3:PutObject", "s3:PutBucketPolicy"),
  resource: short("ab/*", 3).map((key) => `arn:aws:s3:::b/${key}`),
  values,
  identity: policy(false),
  boundary: maybe(policy(false)),
  session: maybe(policy(false)),
  resourcePolicy: fc.option(policy(true), { nil: undefined, freq: 6 }),
  isRestricted: fc.constantFrom(false, false, false, true),
});

function principalOf({ caller, callerAccount }: SlowQuestion): PolicyPrincipal {
  if (caller === "anonymous") return { type: "Anonymous" };
  if (caller === "service") return { type: "AWSService", name: "s3.amazonaws.com" };
  if (caller === "root") return { type: "Account", arn: `arn:aws:iam::${callerAccount}:root` };
  if (caller === "user") return { type: "User", arn: userArn(callerAccount) };
  return {
    type: "AssumedRole",
    arn: sessionArn(callerAccount),
    roleArn: slowRoleArn(callerAccount),
  };
}

function asked(slow: SlowQuestion): AccessQuestion {
  const compiledOr = (document: object | undefined) => document && compilePolicy(document);
  return {
    principal: principalOf(slow),
    action: slow.action,
    resource: slow.resource,
    resourceAccountId: slow.owner,
    resourceKind: slow.kind,
    context: conditionContext(slow.values),
    identityPolicies: [compilePolicy(slow.identity)],
    permissionsBoundary: compiledOr(slow.boundary),
    sessionPolicies: slow.session && [compilePolicy(slow.session)],
    resourcePolicy: compiledOr(slow.resourcePolicy),
    restrictsPublicBuckets: slow.isRestricted,
  };
}

test("a question has the answer of the slow implementation", () => {
  fc.assert(
    fc.property(question, (slow) => {
      expect(evaluate(asked(slow)).isAllowed).toBe(slowlyAllows(slow));
    }),
    { numRuns: 3_000 },
  );
});

test("a question put a second time to the same documents has the same answer", () => {
  fc.assert(
    fc.property(question, (slow) => {
      const prepared = asked(slow);
      expect(evaluate(prepared)).toEqual(evaluate(prepared));
    }),
  );
});

test("an explanation decides as the evaluation does, and by the statements it tells of", () => {
  fc.assert(
    fc.property(question, (slow) => {
      const { decision, statements, missing } = explainAccess(asked(slow));
      expect(decision).toEqual(evaluate(asked(slow)));
      const applied = statements.filter(({ unmet }) => unmet.length === 0);
      if (decision.isAllowed) return;
      if (decision.reason === "explicitDeny") {
        expect(applied.map((each) => each.statement)).toContainEqual(decision.statement);
      }
      expect(missing.length).toBe(decision.reason === "implicitDeny" ? decision.lacking.length : 0);
    }),
  );
});

test("a wildcard pattern matches what trying everything matches", () => {
  fc.assert(
    fc.property(short("ab*?", 8), short("ab", 10), (pattern, text) => {
      expect(compileWildcards(pattern)(text)).toBe(slowlyMatches(pattern, text));
    }),
    { numRuns: 5_000 },
  );
});

test("a wildcard pattern made for going back is matched without it", () => {
  const text = "a".repeat(20_000);
  expect(compileWildcards(`${"a*".repeat(2_000)}b`)(text)).toBe(false);
  expect(compileWildcards(`${"*a?".repeat(2_000)}*`)(text)).toBe(true);
});
