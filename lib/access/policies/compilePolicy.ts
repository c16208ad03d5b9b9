import { type CompiledCondition, compileCondition } from "./conditions/compileCondition.js";
import type { ConditionContext } from "./language/conditionContext.js";
import { type ContextMatcher, compileTemplate } from "./language/policyVariables.js";
import {
  compileNotPrincipal,
  compilePrincipal,
  type PrincipalMatcher,
} from "./language/principalEntries.js";
import {
  type PatternElement,
  type PolicyDocument,
  readPolicyElements,
  type StatementElements,
} from "./language/statementElements.js";
import { compileWildcards, type TextMatcher } from "./language/textPattern.js";

/** A statement made ready to be asked. */
export interface CompiledStatement {
  /** Its place in the document, from 0. */
  readonly index: number;
  readonly elements: StatementElements;
  /** Undefined in identity policies, which name nobody. */
  readonly principalMatch: PrincipalMatcher | undefined;
  /** @param action in lower case */
  readonly matchesAction: TextMatcher;
  readonly matchesResource: ContextMatcher;
  readonly conditions: readonly CompiledCondition[];
}

/** A document made ready to be asked many times. */
export interface CompiledPolicy {
  /** What explanations call it. */
  readonly name: string;
  readonly statements: readonly CompiledStatement[];
  /**
   * The statements of one effect whose Action element fits; kept for the next request.
   *
   * @param action in lower case
   */
  withAction(effect: "Allow" | "Deny", action: string): readonly CompiledStatement[];
}

/** Texts of actions come from requests too, so that what is kept of them must have an end. */
const keptActions = 512;

/**
 * Compiles a document that was found well-formed.
 *
 * @param name what explanations call the document
 * @throws Error where an element or a condition operator is not of the policy language
 */
export function compilePolicy(document: PolicyDocument, name = "policy"): CompiledPolicy {
  const { hasVariables, statements: elements } = readPolicyElements(document);
  const statements = elements.map((each, index) => compileStatement(each, index, hasVariables));
  const kept = {
    Allow: new Map<string, CompiledStatement[]>(),
    Deny: new Map<string, CompiledStatement[]>(),
  };
  const ofEffect = {
    Allow: statements.filter(({ elements }) => elements.effect === "Allow"),
    Deny: statements.filter(({ elements }) => elements.effect === "Deny"),
  };
  return {
    name,
    statements,
    withAction(effect, action) {
      const known = kept[effect].get(action);
      if (known !== undefined) return known;
      const found = ofEffect[effect].filter(({ matchesAction }) => matchesAction(action));
      if (kept[effect].size >= keptActions) kept[effect].clear();
      kept[effect].set(action, found);
      return found;
    },
  };
}

function compileStatement(
  elements: StatementElements,
  index: number,
  variables: boolean,
): CompiledStatement {
  const { principal, action, resource, conditions, effect } = elements;
  const compiled =
    principal &&
    (principal.isNegated
      ? compileNotPrincipal(principal.element)
      : compilePrincipal(principal.element));
  return {
    index,
    elements,
    principalMatch: compiled,
    matchesAction: compileActions(action),
    matchesResource: compileResources(resource, variables),
    conditions: conditions.map((each) => compileCondition(each, { variables, effect })),
  };
}

/** Case does not count in actions. */
function compileActions({ isNegated, patterns }: PatternElement): TextMatcher {
  const matchers = patterns.map((pattern) => compileWildcards(pattern.toLowerCase()));
  return (action) => matchers.some((matches) => matches(action)) !== isNegated;
}

/** A statement of a trust policy has no Resource: it is about the role. */
function compileResources(element: PatternElement | undefined, variables: boolean): ContextMatcher {
  if (element === undefined) return () => true;
  const { isNegated, patterns } = element;
  const matchers = patterns.map((pattern) =>
    compileTemplate(pattern, { wildcards: true, variables }),
  );
  const [only] = matchers;
  if (matchers.length === 1 && only !== undefined && !isNegated) return only;
  return (resource: string, context: ConditionContext) =>
    matchers.some((matches) => matches(resource, context)) !== isNegated;
}
