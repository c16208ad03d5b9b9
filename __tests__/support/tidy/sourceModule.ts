import { posix } from "node:path";
import { parseSync } from "@swc/core";

/** A node of the syntax tree, seen as what every rule needs of it. */
export interface SyntaxNode {
  readonly type: string;
  readonly line: number;
  readonly endLine: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** One import, export-from, `import()` or `import("x").T`. */
export interface ModuleImport {
  readonly specifier: string;
  /** Path from the root of the repository; undefined for a package. */
  readonly target: string | undefined;
  /** Gone when compiled. */
  readonly isTypeOnly: boolean;
  readonly line: number;
}

/** A parsed TypeScript file. */
export interface SourceModule {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly lines: readonly string[];
  readonly nodes: readonly SyntaxNode[];
  readonly imports: readonly ModuleImport[];
}

/** Parses one file. Throws what the parser throws, for a file that is no TypeScript. */
export function sourceModule(path: string, text: string): SourceModule {
  const nodes: SyntaxNode[] = [];
  const program: unknown = parseSync(text, {
    syntax: "typescript",
    decorators: true,
    target: "es2022",
  });
  collect(program, lineFinder(text), nodes);
  const imports = nodes.flatMap((node) => importOf(node, path) ?? []);
  return { path, lines: text.replace(/\n$/, "").split("\n"), nodes, imports };
}

/** A record to look fields up in: what is not an object has none. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  // Safe for reading: every property of an object is `unknown` at worst.
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function collect(value: unknown, lineAt: (offset: number) => number, into: SyntaxNode[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, lineAt, into);
    return;
  }
  const fields = fieldsOf(value);
  if (typeof fields.type === "string") {
    const { start, end } = fieldsOf(fields.span ?? fieldsOf(fields.function).span);
    if (typeof start === "number" && typeof end === "number") {
      into.push({ type: fields.type, line: lineAt(start), endLine: lineAt(end), fields });
    }
  }
  for (const key of Object.keys(fields)) collect(fields[key], lineAt, into);
}

/** The parser counts bytes of UTF-8, from 1. */
function lineFinder(text: string): (offset: number) => number {
  const bytes = Buffer.from(text);
  const starts = [0];
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) starts.push(at + 1);
  return (offset) => {
    const after = starts.findIndex((start) => start > offset - 1);
    return after === -1 ? starts.length : after;
  };
}

function importOf(node: SyntaxNode, path: string): ModuleImport | undefined {
  const specifier = specifierOf(node);
  if (specifier === undefined) return undefined;
  const target = specifier.startsWith(".")
    ? posix.join(posix.dirname(path), specifier).replace(/\.js$/, ".ts")
    : undefined;
  return { specifier, target, isTypeOnly: isTypeOnly(node), line: node.line };
}

function specifierOf({ type, fields }: SyntaxNode): string | undefined {
  if (type === "CallExpression") {
    const callee = fieldsOf(fields.callee);
    const loads = callee.type === "Import" || callee.value === "require";
    const [first]: unknown[] = loads && Array.isArray(fields.arguments) ? fields.arguments : [];
    return stringIn(fieldsOf(first).expression);
  }
  if (type === "TsImportType") return stringIn(fields.argument);
  return /^(Import|ExportNamed|ExportAll)Declaration$/.test(type)
    ? stringIn(fields.source)
    : undefined;
}

function stringIn(literal: unknown): string | undefined {
  const { type, value } = fieldsOf(literal);
  return type === "StringLiteral" && typeof value === "string" ? value : undefined;
}

function isTypeOnly({ type, fields }: SyntaxNode): boolean {
  if (type === "TsImportType" || fields.typeOnly === true) return true;
  const specifiers: unknown[] = Array.isArray(fields.specifiers) ? fields.specifiers : [];
  return specifiers.length > 0 && specifiers.every((one) => fieldsOf(one).isTypeOnly === true);
}
