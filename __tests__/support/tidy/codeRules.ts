import { fieldsOf, type SourceModule, type SyntaxNode } from "./sourceModule.js";

const maximumFileLines = 250;
const maximumFunctionLines = 70;

/** Hand-written data tables that may be longer than a file of code, each with the reason. */
const longDataTables: Readonly<Record<string, string>> = {
  "__tests__/conformance/refusals/configurationRows.ts": "a row for each refusal",
  "__tests__/conformance/refusals/documents.ts": "a document of each operation",
  "__tests__/conformance/refusals/objectRows.ts": "a row for each refusal",
  "lib/base/errorCatalogue.ts": "the one table of S3's errors",
  "__tests__/conformance/bucketConfigurationRejections.test.ts":
    "what S3 refuses in documents, a row each",
  "__tests__/conformance/bucketLifecycleRefusals.test.ts":
    "what S3 refuses in lifecycle documents, a row each",
  "__tests__/access/replicationSetUps.ts":
    "the one table of documents that replication is judged by",
};

/** Files too long to read in one sitting. Generated ones are not read. */
export function fileSizeProblems(modules: readonly SourceModule[]): string[] {
  return modules
    .filter(({ path, lines }) => lines.length > maximumFileLines && !isLongData(path))
    .map(
      ({ path, lines }) =>
        `${path} has ${lines.length} lines, more than ${maximumFileLines}. Split it by noun; a data table goes into longDataTables with its reason.`,
    );
}

function isLongData(path: string): boolean {
  return path.endsWith(".generated.ts") || path in longDataTables;
}

/** Functions that do not fit a screen. */
export function functionSizeProblems(modules: readonly SourceModule[]): string[] {
  return eachNode(modules, ({ type, line, endLine, fields }, path) => {
    const lines = endLine - line + 1;
    const isFunction = /Function|^(ClassMethod|PrivateMethod|MethodProperty|Constructor)$/.test(
      type,
    );
    if (!isFunction || fields.body === null || lines <= maximumFunctionLines) return undefined;
    return `${path}:${line} is a function of ${lines} lines, more than ${maximumFunctionLines}. Name its steps and make them functions.`;
  });
}

const insteadOf = new Map(
  Object.entries({
    "new Date()": "Ask the mock's time: s3.time.",
    "Date.now": "Ask the mock's time: s3.time.",
    "performance.now": "Ask the mock's time: s3.time.",
    "process.hrtime": "Ask the mock's time: s3.time.",
    "Math.random": "Ask the seeded ids: s3.ids.",
    randomUUID: "Ask the seeded ids: s3.ids.",
    randomBytes: "Ask the seeded ids: s3.ids.",
    randomInt: "Ask the seeded ids: s3.ids.",
    getRandomValues: "Ask the seeded ids: s3.ids.",
    setTimeout: "Nothing waits: put work with a due time into the queue.",
    setInterval: "Nothing waits: put work with a due time into the queue.",
    setImmediate: "Nothing waits: put work with a due time into the queue.",
  }),
);

const mayTouchTimeAndChance = new Set([
  "lib/base/clock.ts",
  "lib/base/ids.ts",
  // A token that a page of another origin could work out from the seed is none.
  "lib/console/pageToken.ts",
  // Tests of a contract wait for real endpoints, where names have to be nobody else's.
  "lib/testing/realTime.ts",
]);

/** Real time and real chance outside the two files that own them. */
export function bannedCallProblems(modules: readonly SourceModule[]): string[] {
  const lib = modules.filter(({ path }) => !mayTouchTimeAndChance.has(path));
  return eachNode(lib, (node, path) => {
    const name = readsClock(node) ? "new Date()" : nameOf(node);
    const advice = insteadOf.get(name);
    return advice && `${path}:${node.line} uses ${name}. ${advice}`;
  });
}

function readsClock({ type, fields }: SyntaxNode): boolean {
  if (fieldsOf(fields.callee).value !== "Date") return false;
  if (type === "CallExpression") return true;
  const values: unknown = fields.arguments;
  return type === "NewExpression" && !(Array.isArray(values) && values.length > 0);
}

function nameOf({ type, fields }: SyntaxNode): string {
  if (type === "Identifier") return String(fields.value);
  if (type !== "MemberExpression") return "";
  return `${fieldsOf(fields.object).value}.${fieldsOf(fields.property).value}`;
}

const bannedSyntax: Readonly<Record<string, string>> = {
  ExportAllDeclaration: "export * hides what is exported: list the names.",
  ExportDefaultDeclaration: "A default export has no name of its own: export it by name.",
  ExportDefaultExpression: "A default export has no name of its own: export it by name.",
  TsEnumDeclaration: "An enum is not erased: use a union of literals.",
  TsModuleDeclaration: "A namespace is not erased: a file is the module.",
  TsNonNullExpression: "`!` hides a missing value: check it and say what is wrong.",
};

/** Syntax that the house rules leave out. */
export function bannedSyntaxProblems(modules: readonly SourceModule[]): string[] {
  const written = modules.filter(({ path }) => path !== "jest.config.ts");
  return eachNode(written, ({ type, line, fields }, path, lines) => {
    // The linter's suppression demands a reason, and stands out in a review.
    if (/biome-ignore lint\/\S+: \S/.test(lines[line - 2] ?? "")) return undefined;
    // What adds to the types of a test runner is no namespace, and is erased.
    if (type === "TsModuleDeclaration" && isAugmentation(fields)) return undefined;
    const isAny = type === "TsKeywordType" && fields.kind === "any";
    const advice = isAny ? "`any` switches checking off: use `unknown`." : bannedSyntax[type];
    return advice && `${path}:${line} ${advice}`;
  });
}

/** `declare global` and `declare module "name"`. */
function isAugmentation(fields: SyntaxNode["fields"]): boolean {
  return fields.global === true || fieldsOf(fields.id).type === "StringLiteral";
}

/** Functions that could wait in layers where a call must be one step. */
export function asyncProblems(modules: readonly SourceModule[]): string[] {
  const synchronous = modules.filter(({ path }) =>
    /^lib\/(access|defaults|faults|inventory|lifecycle|operations|replication|state)\//.test(path),
  );
  return eachNode(synchronous, ({ line, fields }, path) =>
    fields.async === true || fieldsOf(fields.function).async === true
      ? `${path}:${line} is async. Operations are one synchronous step: read bodies in wire, wait in the pipeline.`
      : undefined,
  );
}

/** Module-level variables that are no state of a mock, each with the reason. */
const processWide: Readonly<Record<string, string>> = {
  "lib/base/checksums.ts": "compiled WebAssembly is code, the same for every mock",
  "lib/base/parquetWriter.ts": "what writes Parquet is code, the same for every mock",
};

/** Variables that outlive a mock and would be shared between two of them. */
export function moduleStateProblems(modules: readonly SourceModule[]): string[] {
  const ofMocks = modules.filter(({ path }) => !(path in processWide));
  return eachNode(ofMocks, ({ type, line, fields }, path) => {
    const items: unknown[] = type === "Module" && Array.isArray(fields.body) ? fields.body : [];
    const mutable = items
      .map((item) => fieldsOf(fieldsOf(item).declaration ?? item))
      .some(({ type, kind }) => type === "VariableDeclaration" && kind !== "const");
    return mutable
      ? `${path}:${line} keeps a variable at module level. State belongs to the S3 record of one mock.`
      : undefined;
  });
}

/** Where errors that are none of the mock's own are made, each with the reason. */
const foreignErrors: Readonly<Record<string, string>> = {
  "lib/base/mockError.ts": "the class of the mock's own errors",
  "lib/base/connectionReset.ts": "an error of Node's, with Node's code",
  "lib/base/errors.ts": "S3's errors",
  "lib/server/controlRefusal.ts": "an answer of the control interface, with its status code",
  "lib/cli/usageError.ts": "what was typed is wrong: another exit code, and nobody else's",
  "lib/mock/deployment/deployedDocuments.ts": "a document that is left out, and told as such",
};

/** Errors without a code, and classes of errors beside the ones that there are. */
export function plainErrorProblems(modules: readonly SourceModule[]): string[] {
  const own = modules.filter(({ path }) => !(path in foreignErrors));
  return eachNode(own, ({ type, line, fields }, path) => {
    const named = type === "NewExpression" || type === "CallExpression" ? fields.callee : undefined;
    const name = String(fieldsOf(named ?? fields.superClass).value);
    return /^(Eval|Range|Reference|Syntax|Type|URI)?Error$/.test(name)
      ? `${path}:${line} makes ${name}. Throw MockError with one of its codes.`
      : undefined;
  });
}

function eachNode(
  modules: readonly SourceModule[],
  judge: (node: SyntaxNode, path: string, lines: readonly string[]) => string | undefined,
): string[] {
  return modules.flatMap(({ path, nodes, lines }) => [
    ...new Set(nodes.flatMap((node) => judge(node, path, lines) || [])),
  ]);
}
