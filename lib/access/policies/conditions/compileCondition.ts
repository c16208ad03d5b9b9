import { MockError } from "../../../base/mockError.js";
import type { ConditionContext, ContextValue } from "../language/conditionContext.js";
import type { ConditionElement } from "../language/statementElements.js";
import { compileArnTest } from "./arnCondition.js";
import { type ConditionOperator, readOperator } from "./conditionOperators.js";
import { compileIpAddressTest } from "./ipAddressCondition.js";
import { compileOrderTest } from "./orderCondition.js";
import { compileBinaryTest, compileBoolTest, compileStringTest, isTrue } from "./textCondition.js";
import type { StatementTraits, ValueTest } from "./valueTest.js";

/** One key under its operator, made ready to be asked. */
export interface CompiledCondition {
  readonly element: ConditionElement;
  isMet(context: ConditionContext): boolean;
}

/** What came of one condition, with the values on both sides. */
export interface ConditionOutcome {
  readonly operator: string;
  readonly key: string;
  readonly expected: readonly string[];
  /** Undefined where the request did not have the key. */
  readonly actual: ContextValue;
  readonly isMet: boolean;
}

/**
 * Compiles one key of a Condition block.
 *
 * An absent key meets `IfExists`, `ForAllValues:` and negated operators, and no other. An operator
 * without set prefix is never met by a multivalued key, even one of a single value, and not when it
 * is negated either; an empty set is an absent key. Recorded 2026.
 *
 * @throws MockError where there is no such operator
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function compileCondition(
  element: ConditionElement,
  traits: StatementTraits,
): CompiledCondition {
  const operator = readOperator(element.operator);
  if (operator === undefined) {
    throw new MockError(
      `There is no condition operator ${JSON.stringify(element.operator)}`,
      "ERR_MOCK_INTERNAL",
    );
  }
  const key = element.key.toLowerCase();
  if (operator.family === "Null") return { element, isMet: compileNull(key, element.values) };
  const test = compileValueTest(operator, element.values, traits);
  const { setPrefix, ifExists, isNegated } = operator;
  const ifAbsent =
    ifExists || setPrefix === "ForAllValues" || (isNegated && setPrefix !== "ForAnyValue");
  return {
    element,
    isMet(context) {
      const actual = presentValue(context.get(key));
      if (actual === undefined) return ifAbsent;
      if (setPrefix === undefined) return typeof actual === "string" && test(actual, context);
      const values = typeof actual === "string" ? [actual] : actual;
      return setPrefix === "ForAllValues"
        ? values.every((value) => test(value, context))
        : values.some((value) => test(value, context));
    },
  };
}

/** What came of a condition for a request. */
export function conditionOutcome(
  { element, isMet }: CompiledCondition,
  context: ConditionContext,
): ConditionOutcome {
  return {
    operator: element.operator,
    key: element.key,
    expected: element.values,
    actual: context.get(element.key.toLowerCase()),
    isMet: isMet(context),
  };
}

function compileValueTest(
  operator: ConditionOperator,
  values: readonly string[],
  traits: StatementTraits,
): ValueTest {
  switch (operator.family) {
    case "Numeric":
    case "Date":
      return compileOrderTest(operator, values);
    case "Bool":
      return compileBoolTest(values);
    case "Binary":
      return compileBinaryTest(values);
    case "IpAddress":
      return compileIpAddressTest(operator, values);
    case "Arn":
      return compileArnTest(operator, values, traits);
    default:
      return compileStringTest(operator, values, traits);
  }
}

/** `Null`: whether the key is absent, where the value is true, or present where it is anything else. */
function compileNull(key: string, values: readonly string[]): CompiledCondition["isMet"] {
  const wanted = values.map(isTrue);
  return (context) => wanted.includes(presentValue(context.get(key)) === undefined);
}

function presentValue(value: ContextValue): ContextValue {
  return typeof value !== "string" && value?.length === 0 ? undefined : value;
}
