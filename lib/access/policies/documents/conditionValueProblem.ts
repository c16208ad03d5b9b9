import { splitArn } from "../conditions/arnCondition.js";
import type { OperatorFamily } from "../conditions/conditionOperators.js";
import { readDecimal } from "../conditions/decimal.js";
import { readIpRange } from "../conditions/ipRange.js";
import { readPolicyDate } from "../conditions/policyDate.js";

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const isValue: Partial<Record<OperatorFamily, (value: string) => boolean>> = {
  Numeric: (value) => readDecimal(value) !== undefined,
  Date: (value) => readPolicyDate(value) !== undefined,
  Binary: (value) => base64.test(value),
  IpAddress: (value) => readIpRange(value) !== undefined,
  // What wildcards and variables stand for is not known yet.
  Arn: (value) => /[*?]|\$\{/.test(value) || splitArn(value) !== undefined,
};

/**
 * The first value that an operator cannot compare with. Any text does for strings, and for `Bool` and
 * `Null`, to which `yes` is false; recorded 2026 for IAM.
 */
export function conditionValueProblem(
  family: OperatorFamily,
  values: readonly string[],
): string | undefined {
  const check = isValue[family];
  return check && values.find((value) => !check(value));
}
