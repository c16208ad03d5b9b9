import type { ConditionContext } from "../language/conditionContext.js";

/** Whether an operator holds for one value of the request; negation is in it. */
export type ValueTest = (actual: string, context: ConditionContext) => boolean;

/** What of a statement decides how its conditions are read. */
export interface StatementTraits {
  /** Whether `${…}` is replaced. */
  readonly variables: boolean;
  readonly effect: "Allow" | "Deny";
}
