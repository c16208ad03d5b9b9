import { fieldsOf, type SourceModule } from "./sourceModule.js";

/** What judges: S3's errors and its limits. */
const judging = ["lib/base/errors.ts", "lib/base/errorCatalogue.ts", "lib/base/limits.ts"];

/** State that judges: it refuses, knows one of S3's limits, or answers a question about a rule. */
export function stateProblems(modules: readonly SourceModule[]): string[] {
  return modules
    .filter(({ path }) => path.startsWith("lib/state/"))
    .flatMap((module) => [...judgingImports(module), ...predicates(module)]);
}

function judgingImports({ path, imports }: SourceModule): string[] {
  return imports
    .filter(({ target, isTypeOnly }) => !isTypeOnly && judging.includes(target ?? ""))
    .map(
      ({ target, line }) =>
        `${path}:${line} imports ${target}. The state contains and never judges: let the caller refuse.`,
    );
}

/** Exported functions that answer yes or no. */
function predicates({ path, nodes }: SourceModule): string[] {
  return nodes
    .filter(({ type }) => type === "ExportDeclaration")
    .map(({ fields, line }) => ({ declared: fieldsOf(fields.declaration), line }))
    .filter(({ declared }) => isPredicate(declared))
    .map(
      ({ declared, line }) =>
        `${path}:${line} exports ${fieldsOf(declared.identifier).value}, which answers whether. That is a rule: it belongs to the layer that asks.`,
    );
}

function isPredicate({ type, returnType }: Readonly<Record<string, unknown>>): boolean {
  const annotation = fieldsOf(fieldsOf(returnType).typeAnnotation);
  return (
    type === "FunctionDeclaration" &&
    (annotation.kind === "boolean" || annotation.type === "TsTypePredicate")
  );
}
