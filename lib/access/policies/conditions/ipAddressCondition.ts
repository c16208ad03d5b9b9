import type { OperatorDefinition } from "./conditionOperators.js";
import { contains, readIpAddress, readIpRange } from "./ipRange.js";
import type { StatementTraits, ValueTest } from "./valueTest.js";

/**
 * Compiles `IpAddress` and `NotIpAddress`.
 *
 * Recorded 2026: an address of the request that is none meets neither; a range of the policy that is
 * none contains no address; an IPv6 range with bits beside its prefix ends the comparison with an
 * IPv6 address. That a Deny then applies is `assumed` from what malformed ARNs do.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export function compileIpAddressTest(
  { isNegated }: OperatorDefinition,
  values: readonly string[],
  { effect }: StatementTraits,
): ValueTest {
  const ranges = values.map(readIpRange);
  return (text) => {
    const address = readIpAddress(text);
    if (address === undefined) return false;
    for (const range of ranges) {
      if (range === undefined || range.address.version !== address.version) continue;
      if (range.address.version === 6 && range.hasHostBits) return effect === "Deny";
      if (contains(range, address)) return !isNegated;
    }
    return isNegated;
  };
}
