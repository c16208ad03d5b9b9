/** The kinds of values that operators compare. */
export type OperatorFamily =
  | "String"
  | "Numeric"
  | "Date"
  | "Bool"
  | "Binary"
  | "IpAddress"
  | "Arn"
  | "Null";

/** How two values that have an order are compared. */
export type OrderComparison =
  | "Equals"
  | "LessThan"
  | "LessThanEquals"
  | "GreaterThan"
  | "GreaterThanEquals";

/** What an operator without prefix and suffix does. */
export interface OperatorDefinition {
  readonly family: OperatorFamily;
  /** Whether it holds where no value matches. */
  readonly isNegated: boolean;
  readonly ignoresCase?: boolean;
  readonly hasWildcards?: boolean;
  readonly order?: OrderComparison;
}

/** An operator as it was written, taken apart. */
export interface ConditionOperator extends OperatorDefinition {
  readonly setPrefix: "ForAllValues" | "ForAnyValue" | undefined;
  /** Whether an absent key is enough: the suffix `IfExists`. */
  readonly ifExists: boolean;
}

const orders: readonly OrderComparison[] = [
  "Equals",
  "LessThan",
  "LessThanEquals",
  "GreaterThan",
  "GreaterThanEquals",
];

function ordered(family: "Numeric" | "Date"): [string, OperatorDefinition][] {
  return [
    ...orders.map((order): [string, OperatorDefinition] => [
      `${family}${order}`,
      { family, isNegated: false, order },
    ]),
    [`${family}NotEquals`, { family, isNegated: true, order: "Equals" }],
  ];
}

/**
 * The operators without prefix and suffix. Their names are case-sensitive, recorded 2026.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const operatorDefinitions: ReadonlyMap<string, OperatorDefinition> = new Map<
  string,
  OperatorDefinition
>([
  ["StringEquals", { family: "String", isNegated: false }],
  ["StringNotEquals", { family: "String", isNegated: true }],
  ["StringEqualsIgnoreCase", { family: "String", isNegated: false, ignoresCase: true }],
  ["StringNotEqualsIgnoreCase", { family: "String", isNegated: true, ignoresCase: true }],
  ["StringLike", { family: "String", isNegated: false, hasWildcards: true }],
  ["StringNotLike", { family: "String", isNegated: true, hasWildcards: true }],
  ...ordered("Numeric"),
  ...ordered("Date"),
  ["Bool", { family: "Bool", isNegated: false }],
  ["BinaryEquals", { family: "Binary", isNegated: false }],
  ["IpAddress", { family: "IpAddress", isNegated: false }],
  ["NotIpAddress", { family: "IpAddress", isNegated: true }],
  ["ArnEquals", { family: "Arn", isNegated: false, hasWildcards: true }],
  ["ArnNotEquals", { family: "Arn", isNegated: true, hasWildcards: true }],
  ["ArnLike", { family: "Arn", isNegated: false, hasWildcards: true }],
  ["ArnNotLike", { family: "Arn", isNegated: true, hasWildcards: true }],
  ["Null", { family: "Null", isNegated: false }],
]);

const operatorParts = /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/;

/** Takes an operator apart; undefined where there is none of this name. `Null` stands alone. */
export function readOperator(name: string): ConditionOperator | undefined {
  const [, prefix, base = "", suffix] = operatorParts.exec(name) ?? [];
  const definition = operatorDefinitions.get(base);
  if (definition === undefined) return undefined;
  if (base === "Null" && name !== "Null") return undefined;
  const setPrefix = prefix === "ForAllValues" || prefix === "ForAnyValue" ? prefix : undefined;
  return { ...definition, setPrefix, ifExists: suffix !== undefined };
}
