import type { ConditionContext } from "./conditionContext.js";
import {
  compileTokens,
  type PatternToken,
  type TextMatcher,
  wildcardTokens,
} from "./textPattern.js";

/** A piece of a text in which policy variables stand for values of the request. */
export type TemplateToken =
  | PatternToken
  | { readonly type: "variable"; readonly key: string; readonly fallback: string | undefined };

/** How a text of a policy is read. */
export interface TemplateOptions {
  /** Whether `*` and `?` are wildcards. */
  readonly wildcards: boolean;
  /** Whether `${…}` is replaced: in documents of Version 2012-10-17. */
  readonly variables: boolean;
}

/** A pattern that may depend on the request. */
export type ContextMatcher = (text: string, context: ConditionContext) => boolean;

const variable = /(\$\{[^}]*\})/;
const variableParts = /^\$\{\s*([^,]+?)\s*(?:,\s*'([^']*)'\s*)?\}$/;

/**
 * Reads the text of a Resource or of a condition value.
 *
 * `${*}`, `${?}` and `${$}` are the characters themselves, recorded 2026; what is no variable by its
 * syntax is literal text, `assumed`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function readTemplate(text: string, options: TemplateOptions): TemplateToken[] {
  const plain = (part: string): TemplateToken[] =>
    options.wildcards ? wildcardTokens(part) : literal(part);
  if (!options.variables) return plain(text);
  return text.split(variable).flatMap((part) => {
    if (!part.startsWith("${") || !part.endsWith("}")) return plain(part);
    const [, key, fallback] = variableParts.exec(part) ?? [];
    if (key === undefined) return literal(part);
    if (key === "*" || key === "?" || key === "$") return literal(key);
    return [{ type: "variable", key: key.toLowerCase(), fallback } as const];
  });
}

function literal(text: string): PatternToken[] {
  return text === "" ? [] : [{ type: "text", text }];
}

/**
 * Puts the request's values in place of variables. Wildcards in a value are literal. Undefined where
 * a key is absent and has no default, or has several values: then nothing matches.
 */
export function resolveTemplate(
  tokens: readonly TemplateToken[],
  context: ConditionContext,
): PatternToken[] | undefined {
  const resolved: PatternToken[] = [];
  for (const token of tokens) {
    if (token.type !== "variable") {
      resolved.push(token);
      continue;
    }
    const value = context.get(token.key);
    const text = value === undefined ? token.fallback : value;
    if (typeof text !== "string") return undefined;
    resolved.push({ type: "text", text });
  }
  return resolved;
}

/** The tokens when they do not depend on the request. */
export function constantTokens(tokens: readonly TemplateToken[]): PatternToken[] | undefined {
  const constant = tokens.filter((token) => token.type !== "variable");
  return constant.length === tokens.length ? constant : undefined;
}

/** Compiles a text of a policy; one without variables is compiled once and for all. */
export function compileTemplate(text: string, options: TemplateOptions): ContextMatcher {
  const tokens = readTemplate(text, options);
  const constant = constantTokens(tokens);
  if (constant !== undefined) {
    const matches: TextMatcher = compileTokens(constant);
    return matches;
  }
  return (actual, context) => {
    const resolved = resolveTemplate(tokens, context);
    return resolved !== undefined && compileTokens(resolved)(actual);
  };
}
