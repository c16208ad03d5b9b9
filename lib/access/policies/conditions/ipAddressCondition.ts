import type { OperatorDefinition } from "./conditionOperators.js";
import { contains, readIpAddress, readIpRange } from "./ipRange.js";
import type { ValueTest } from "./valueTest.js";

/**
 * Compiles `IpAddress` and `NotIpAddress`.
 *
 * An address of the request that is none meets neither. A range of the policy that is none contains no
 * address, and neither does an IPv6 range with bits beside its prefix, even the address it is written
 * with. Recorded 2026 from requests; IAM's simulator has neither met by such a range.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export function compileIpAddressTest(
  { isNegated }: OperatorDefinition,
  values: readonly string[],
): ValueTest {
  const ranges = values.flatMap((value) => readIpRange(value) ?? []);
  return (text) => {
    const address = readIpAddress(text);
    if (address === undefined) return false;
    return ranges.some((range) => contains(range, address)) !== isNegated;
  };
}
