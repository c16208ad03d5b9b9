/** A fenced block of code in a Markdown file. */
export interface CodeBlock {
  /** `README.md:12`, the line of the first line of code. */
  readonly place: string;
  readonly line: number;
  readonly language: string;
  readonly code: string;
  /** The name in `<!-- fixture: name -->` above the block. */
  readonly fixture: string | undefined;
}

const fence = /^( {0,3})(`{3,}|~{3,})\s*([^\s`]*)/;

/** Every fenced block of a Markdown text, in order. Throws for one that does not end. */
export function codeBlocks(path: string, markdown: string): CodeBlock[] {
  const lines = markdown.split(/\r?\n/);
  const blocks: CodeBlock[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [, indent = "", marks = "", language = ""] = fence.exec(lines[at] ?? "") ?? [];
    if (marks === "") continue;
    const end = lines.findIndex((line, index) => index > at && line.trim() === marks);
    if (end === -1) throw new Error(`${path}:${at + 1} opens a block that never ends.`);
    const code = lines.slice(at + 1, end).map((line) => line.replace(indent, ""));
    blocks.push({
      place: `${path}:${at + 2}`,
      line: at + 2,
      language: language.toLowerCase(),
      code: code.join("\n"),
      fixture: fixtureAbove(lines, at),
    });
    at = end;
  }
  return blocks;
}

function fixtureAbove(lines: readonly string[], at: number): string | undefined {
  const above = lines.slice(0, at).findLast((line) => line.trim() !== "");
  return /^\s*<!-- fixture: (\w+) -->\s*$/.exec(above ?? "")?.[1];
}

/** A block that is meant to run: TypeScript and JavaScript. */
export function isProgram({ language }: CodeBlock): boolean {
  return /^([cm]?[jt]s|typescript|javascript)$/.test(language);
}

/** A block of commands. */
export function isShell({ language }: CodeBlock): boolean {
  return /^(sh|bash|shell|console)$/.test(language);
}

/** The scripts of package.json that a block of commands runs. */
export function scriptsRun({ code }: CodeBlock): string[] {
  const runs = code.matchAll(/\bnpm (?:run(?:-script)? ([\w:-]+)|(test|start|stop|restart)\b)/g);
  return [...runs].flatMap(([, named, builtIn]) => named ?? builtIn ?? []);
}
