import { compileTemplate, readTemplate, resolveTemplate } from "../language/policyVariables.js";
import type { OperatorDefinition } from "./conditionOperators.js";
import type { ValueTest } from "./valueTest.js";

/** Compiles `StringEquals`, `StringLike`, their negations and those that ignore case. */
export function compileStringTest(
  { isNegated, ignoresCase, hasWildcards = false }: OperatorDefinition,
  values: readonly string[],
  { variables }: { readonly variables: boolean },
): ValueTest {
  const tests = values.map((value) =>
    ignoresCase
      ? compileIgnoringCase(value, variables)
      : compileTemplate(value, { wildcards: hasWildcards, variables }),
  );
  return (actual, context) => tests.some((test) => test(actual, context)) !== isNegated;
}

/**
 * Both sides in lower case by Unicode's rules without a locale, recorded 2026: a final sigma counts,
 * and sharp s is not two letters.
 */
function compileIgnoringCase(value: string, variables: boolean): ValueTest {
  const tokens = readTemplate(value, { wildcards: false, variables });
  return (actual, context) => {
    const resolved = resolveTemplate(tokens, context);
    const text = resolved?.map((token) => (token.type === "text" ? token.text : "")).join("");
    return text?.toLowerCase() === actual.toLowerCase();
  };
}

/** Compiles `Bool`: `true` in any case is true, any other text is false. Recorded 2026. */
export function compileBoolTest(values: readonly string[]): ValueTest {
  const wanted = values.map(isTrue);
  return (actual) => wanted.includes(isTrue(actual));
}

/** Whether a text is taken for true; blanks around it count. */
export function isTrue(text: string): boolean {
  return text.toLowerCase() === "true";
}

/** Compiles `BinaryEquals`: the same base64 text, padding and all. Recorded 2026. */
export function compileBinaryTest(values: readonly string[]): ValueTest {
  return (actual) => values.includes(actual);
}
