/** A declaration of a rolled-up file. */
interface Declaration {
  readonly kind: string;
  readonly name: string;
  readonly isExported: boolean;
  /** With its comment, and without `export`. */
  readonly text: string;
}

const declared =
  /^((?:\/\*\*[\s\S]*?\*\/\n)?)(export )?(declare (?:abstract )?(interface|type|class|function|const|enum) (\w+)[\s\S]*)$/;

/** The declarations of a file as API Extractor writes it: an empty line stands between any two. */
function blocksOf(text: string): string[] {
  return text.trimEnd().split(/\n\n+(?=\S)/);
}

function declarationIn(block: string): Declaration | undefined {
  const [, comment = "", exported, text = "", kind, name] = declared.exec(block) ?? [];
  if (kind === undefined || name === undefined) return undefined;
  return { kind, name, isExported: exported !== undefined, text: comment + text };
}

/**
 * Takes out of an entry's declarations what the main entry exports in the same words, and imports it from
 * there: a type is one type whichever entry it comes from, and is shipped once.
 */
export function withoutShared(entryText: string, mainText: string): string {
  const main = new Map(
    blocksOf(mainText)
      .map(declarationIn)
      .filter((one) => one?.isExported)
      .map((one) => [one?.name, one?.text]),
  );
  const shared: Declaration[] = [];
  const own = blocksOf(entryText).filter((block) => {
    const declaration = declarationIn(block);
    if (declaration === undefined || main.get(declaration.name) !== declaration.text) return true;
    shared.push(declaration);
    return false;
  });
  if (shared.length === 0) return `${own.join("\n\n")}\n`;
  const statements = withoutUnused(own.filter((block) => block !== "export { }"));
  const header = statements[0]?.includes("@packageDocumentation") ? statements.splice(0, 1) : [];
  const exported = namesOf(shared.filter(({ isExported }) => isExported));
  return [
    ...header,
    `import { ${namesOf(shared)} } from "./index.js";`,
    ...statements,
    `export { ${exported} };`,
    "",
  ]
    .join("\n\n")
    .trimEnd()
    .concat("\n");
}

function namesOf(declarations: readonly Declaration[]): string {
  return declarations.map(({ name }) => name).join(", ");
}

/** Without the imports that only what was taken out has needed. */
function withoutUnused(blocks: readonly string[]): string[] {
  const isImports = (block: string): boolean => block.startsWith("import ");
  const code = blocks.filter((block) => !isImports(block)).join("\n");
  const isUsed = (line: string): boolean => {
    const [, names] = /^import (?:type )?\{ (.+) \} from /.exec(line) ?? [];
    if (names === undefined) return true;
    return names.split(", ").some((name) => {
      const local = name.split(" as ").at(-1) ?? name;
      return new RegExp(`\\b${local}\\b`).test(code);
    });
  };
  return blocks
    .map((block) => (isImports(block) ? block.split("\n").filter(isUsed).join("\n") : block))
    .filter((block) => block !== "");
}

/** Types that exported ones are made of and that cannot be imported. What `typeof` looks at is no type. */
export function forgottenTypes(text: string): string[] {
  return blocksOf(text)
    .map(declarationIn)
    .filter((one) => one !== undefined)
    .filter(({ isExported, kind }) => !isExported && /^(interface|type|class|enum)$/.test(kind))
    .map(({ name }) => name);
}

/** What a source file adds to the declarations of others, which a roll-up leaves out. */
export function augmentationsIn(declarations: string): string[] {
  return declarations.match(/^declare (?:global|module "[^"]+") \{\n[\s\S]*?^\}$/gm) ?? [];
}
