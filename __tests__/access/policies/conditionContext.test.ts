import { evaluate } from "../../../lib/access/policies/evaluate.js";
import {
  type ConditionContext,
  conditionContext,
} from "../../../lib/access/policies/language/conditionContext.js";
import { compiled, own, question } from "./question.js";

/** A context that notes what it is asked for. */
function noting(): { asked: string[]; context: ConditionContext } {
  const asked: string[] = [];
  const get = (key: string) => {
    asked.push(key);
    return "x";
  };
  return { asked, context: { get } };
}

test("a value is made only when a statement on the same action and resource asks for it", () => {
  const { asked, context } = noting();
  const Condition = { StringEquals: { "S3:Prefix": "y" } };
  const other = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: "*",
    Condition,
  };
  const elsewhere = { ...other, Action: "s3:GetObject", Resource: "arn:aws:s3:::src/other/*" };
  const resourcePolicy = compiled(other, elsewhere);
  evaluate({ ...question({ identityPolicies: own, resourcePolicy }), context });
  expect(asked).toEqual([]);
  const both = compiled(other, elsewhere, { ...elsewhere, Resource: "arn:aws:s3:::src/*" });
  evaluate({ ...question({ identityPolicies: own, resourcePolicy: both }), context });
  expect(asked).toEqual(["s3:prefix"]);
});

test("values are found in any case, made when asked for, and taken from beneath where absent", () => {
  const beneath = conditionContext({ "aws:SourceIp": "10.0.0.1", "s3:prefix": "beneath" });
  const context = conditionContext(
    { "S3:PREFIX": () => "above", "aws:TagKeys": ["a"], "aws:SourceIp": undefined },
    beneath,
  );
  expect(context.get("s3:prefix")).toBe("above");
  expect(context.get("aws:tagkeys")).toEqual(["a"]);
  expect(context.get("aws:sourceip")).toBe("10.0.0.1");
  expect(context.get("aws:referer")).toBeUndefined();
});

test("a Map with keys in lower case is a context", () => {
  const condition = { StringEquals: { "aws:SourceVpc": "vpc-1" } };
  const policy = compiled({ Effect: "Allow", Action: "*", Resource: "*", Condition: condition });
  const context = new Map([["aws:sourcevpc", "vpc-1"]]);
  expect(evaluate({ ...question({ identityPolicies: [policy] }), context }).isAllowed).toBe(true);
});
