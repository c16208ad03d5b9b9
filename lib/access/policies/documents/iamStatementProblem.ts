import { isRecord, isScalar, listOf } from "../language/statementElements.js";
import { iamActionProblem } from "./iamActionProblem.js";
import { iamConditionProblem } from "./iamConditionProblem.js";
import { excerpt, type IamDocumentKind } from "./iamDocumentKind.js";
import { invalidPrincipal } from "./principalProblem.js";

type Statement = Readonly<Record<string, unknown>>;

const elements = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

/** What is wrong with a statement of a document of IAM or KMS. */
export function iamStatementProblem(
  kind: IamDocumentKind,
  statement: unknown,
  place: string,
): string | undefined {
  if (!isRecord(statement)) {
    return `Syntax errors in policy. ${place} is ${excerpt(statement)}; allowed is an object`;
  }
  return (
    elementProblem(statement, place) ??
    sidProblem(kind, statement, place) ??
    principalProblem(kind, statement, place) ??
    textsProblem(statement, "Action", place) ??
    iamActionProblem(kind, statement, place) ??
    resourceProblem(kind, statement, place) ??
    iamConditionProblem(statement, place)
  );
}

function elementProblem(statement: Statement, place: string): string | undefined {
  const unknown = Object.keys(statement).find((name) => !elements.includes(name));
  if (unknown !== undefined) {
    return `Syntax errors in policy. ${place} has ${excerpt(unknown)}; allowed are ${elements.join(", ")}`;
  }
  const { Effect: effect } = statement;
  if (effect !== "Allow" && effect !== "Deny") {
    return `Syntax errors in policy. ${place}.Effect is ${excerpt(effect)}; allowed are "Allow" and "Deny"`;
  }
  for (const name of ["Principal", "Action", "Resource"]) {
    if (statement[name] !== undefined && statement[`Not${name}`] !== undefined) {
      return `Syntax errors in policy. ${place} has both ${name} and Not${name}; allowed is one of them`;
    }
  }
  return undefined;
}

function sidProblem(kind: IamDocumentKind, { Sid: sid }: Statement, place: string) {
  // Key policies take any text: the default one of KMS has blanks in its Sid.
  const isValid = (text: string) => kind === "key" || /^[A-Za-z0-9]*$/.test(text);
  if (sid === undefined || (typeof sid === "string" && isValid(sid))) return undefined;
  return `Statement IDs (SID) must be alpha-numeric. ${place}.Sid is ${excerpt(sid)}`;
}

function principalProblem(kind: IamDocumentKind, statement: Statement, place: string) {
  const element = statement.Principal ?? statement.NotPrincipal;
  if (kind !== "trust" && kind !== "key") {
    return element === undefined
      ? undefined
      : `Policy document should not specify a principal. ${place} does`;
  }
  if (element === undefined) return `Missing required field Principal. ${place} has none`;
  const unresolved = unresolvedIn(element);
  if (unresolved !== undefined) return `${place}.Principal ${unresolved}`;
  const invalid = invalidPrincipal(element);
  if (invalid === undefined) return undefined;
  return `Invalid principal in policy: "${invalid.kind}":${excerpt(invalid.entry)}. It is in ${place}`;
}

function resourceProblem(kind: IamDocumentKind, statement: Statement, place: string) {
  const element = statement.Resource ?? statement.NotResource;
  if (kind === "trust") {
    return element === undefined ? undefined : `Has prohibited field Resource. ${place} has it`;
  }
  if (element === undefined) return `Policy statement must contain resources. ${place} has none`;
  const problem = textsProblem(statement, "Resource", place);
  if (problem !== undefined) return problem;
  const wrong = listOf(element).find((each) => !/^(?:\*|arn:.+)$/s.test(String(each)));
  if (wrong === undefined) return undefined;
  return `Resource ${String(wrong)} must be in ARN format or "*". It is in ${place}`;
}

function textsProblem(statement: Statement, name: "Action" | "Resource", place: string) {
  const written = statement[name] ?? statement[`Not${name}`];
  const full = `${place}.${statement[name] === undefined ? `Not${name}` : name}`;
  const list = listOf(written);
  if (list.length === 0) {
    const elementsOfKind = name === "Action" ? "actions" : "resources";
    return `Policy statement must contain ${elementsOfKind}. ${place} has none`;
  }
  const unresolved = unresolvedIn(written);
  if (unresolved !== undefined) return `${full} ${unresolved}`;
  const wrong = list.find((each) => typeof each !== "string");
  if (wrong === undefined) return undefined;
  return `Syntax errors in policy. ${full} has ${excerpt(wrong)}; allowed is text`;
}

/** Tells of what a template leaves to be computed, such as `{ "Fn::GetAtt": … }`. */
function unresolvedIn(element: unknown): string | undefined {
  const found = functionIn(element);
  if (found === undefined) return undefined;
  return `has ${excerpt(found)}, which a template leaves to be computed; put the text itself there`;
}

function functionIn(value: unknown): unknown {
  if (isScalar(value) || value === null || value === undefined) return undefined;
  if (isRecord(value) && Object.keys(value).some((name) => name === "Ref" || /^Fn::/.test(name))) {
    return value;
  }
  return Object.values(value)
    .map(functionIn)
    .find((found) => found !== undefined);
}
