import type { CompiledStatement } from "./compilePolicy.js";
import { type ConditionOutcome, conditionOutcome } from "./conditions/compileCondition.js";
import { type AccessQuestion, type PreparedQuestion, prepare } from "./decision/accessQuestion.js";
import { matchOf, policiesOf, referTo, type TypedPolicy } from "./decision/applicableStatement.js";
import type { Decision, StatementReference } from "./decision/decision.js";
import { type MissingStatement, missingStatements } from "./decision/missingStatement.js";
import { evaluate } from "./evaluate.js";

/** A part of a statement that has to fit. */
export type StatementPart = "Principal" | "Action" | "Resource" | "Condition";

/** What came of one statement for a question. */
export interface StatementOutcome {
  readonly statement: StatementReference;
  readonly effect: "Allow" | "Deny";
  /** The parts that do not fit; none where the statement applies. */
  readonly unmet: readonly StatementPart[];
  readonly conditions: readonly ConditionOutcome[];
}

/** A decision with all that led to it. */
export interface AccessExplanation {
  readonly decision: Decision;
  /** Each statement of each document that has a say. */
  readonly statements: readonly StatementOutcome[];
  /** Allows that fit but for one part, of the kinds of documents that are lacking. */
  readonly nearMisses: readonly StatementOutcome[];
  /** What to paste where. */
  readonly missing: readonly MissingStatement[];
}

/** Decides like `evaluate`, and tells of each statement why it does or does not apply. */
export function explainAccess(question: AccessQuestion): AccessExplanation {
  const decision = evaluate(question);
  const prepared = prepare(question);
  const statements = policiesOf(question).flatMap((typed) =>
    typed.policy.statements.map((statement) => outcomeOf(prepared, typed, statement)),
  );
  const lacking = decision.isAllowed || decision.reason !== "implicitDeny" ? [] : decision.lacking;
  const nearMisses = statements.filter(
    ({ effect, unmet, statement }) =>
      effect === "Allow" && unmet.length === 1 && lacking.includes(statement.policyType),
  );
  return { decision, statements, nearMisses, missing: missingStatements(question, decision) };
}

function outcomeOf(
  prepared: PreparedQuestion,
  typed: TypedPolicy,
  statement: CompiledStatement,
): StatementOutcome {
  const { action, question, context } = prepared;
  const conditions = statement.conditions.map((each) => conditionOutcome(each, context));
  const fits: Readonly<Record<StatementPart, boolean>> = {
    Principal: matchOf(prepared, typed.type, statement) !== undefined,
    Action: statement.matchesAction(action),
    Resource: statement.matchesResource(question.resource, context),
    Condition: conditions.every(({ isMet }) => isMet),
  };
  const parts: readonly StatementPart[] = ["Principal", "Action", "Resource", "Condition"];
  return {
    statement: referTo(typed, statement),
    effect: statement.elements.effect,
    unmet: parts.filter((part) => !fits[part]),
    conditions,
  };
}
