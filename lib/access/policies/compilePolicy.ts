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
 * @throws MockError where an element or a condition operator is not of the policy language
 */
export function compilePolicy(document: PolicyDocument, name = "policy"): CompiledPolicy {
  const { hasVariables, statements: elements } = readPolicyElements(document);
  const resourceMatcher = sharedMatchers(hasVariables);
  const statements = elements.map((each, index) =>
    compileStatement(each, index, hasVariables, resourceMatcher),
  );
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
  resourceMatcher: (pattern: string) => ContextMatcher,
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
    matchesResource: compileResources(resource, resourceMatcher),
    conditions: conditions.map((each) => compileCondition(each, { variables, effect })),
  };
}

/** Case does not count in actions. */
function compileActions({ isNegated, patterns }: PatternElement): TextMatcher {
  const matchers = patterns.map((pattern) => compileWildcards(pattern.toLowerCase()));
  return (action) => matchers.some((matches) => matches(action)) !== isNegated;
}

/** A statement of a trust policy has no Resource: it is about the role. */
function compileResources(
  element: PatternElement | undefined,
  resourceMatcher: (pattern: string) => ContextMatcher,
): ContextMatcher {
  if (element === undefined) return () => true;
  const { isNegated, patterns } = element;
  const matchers = patterns.map(resourceMatcher);
  const [only] = matchers;
  if (matchers.length === 1 && only !== undefined && !isNegated) return only;
  return (resource: string, context: ConditionContext) => {
    for (const matches of matchers) if (matches(resource, context)) return !isNegated;
    return isNegated;
  };
}

/**
 * Compiles the patterns of one document. Statements that name the same resource share its matcher,
 * which keeps its last answer: a request asks all of them about one resource.
 */
function sharedMatchers(variables: boolean): (pattern: string) => ContextMatcher {
  const shared = new Map<string, ContextMatcher>();
  return (pattern) => {
    const compiled = compileTemplate(pattern, { wildcards: true, variables });
    if (variables && pattern.includes("${")) return compiled;
    const known = shared.get(pattern) ?? keepingLast(compiled);
    shared.set(pattern, known);
    return known;
  };
}

function keepingLast(matches: ContextMatcher): ContextMatcher {
  let last: string | undefined;
  let isMatch = false;
  return (text, context) => {
    if (text !== last) {
      isMatch = matches(text, context);
      last = text;
    }
    return isMatch;
  };
}
