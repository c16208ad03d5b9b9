/** The value of a condition key: text, the texts of a multivalued key, or nothing where it is absent. */
export type ContextValue = string | readonly string[] | undefined;

/** What a request offers to conditions and policy variables. A `Map` with lower-case keys is one. */
export interface ConditionContext {
  /** @param key in lower case; keys are not case-sensitive */
  get(key: string): ContextValue;
}

/** Condition keys as AWS spells them, each with its value or what makes it when it is asked for. */
export type ContextValues = Readonly<Record<string, ContextValue | (() => ContextValue)>>;

/** A context of the given values, and for keys absent there of the one beneath. */
export function conditionContext(
  values: ContextValues,
  beneath?: ConditionContext,
): ConditionContext {
  const entries = new Map(
    Object.entries(values).map(([key, value]) => [key.toLowerCase(), value] as const),
  );
  return {
    get(key) {
      const value = entries.get(key);
      return (typeof value === "function" ? value() : value) ?? beneath?.get(key);
    },
  };
}
