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
  const inMain = new Map(declarationsIn(mainText).map((one) => [one.name, one]));
  const isShared = ({ name, text }: Declaration): boolean => {
    const other = inMain.get(name);
    return other?.isExported === true && other.text === text;
  };
  const shared = declarationsIn(entryText).filter(isShared);
  if (shared.length === 0) return entryText;
  const own = blocksOf(entryText).filter((block) => {
    const declaration = declarationIn(block);
    return block !== "export { }" && (declaration === undefined || !isShared(declaration));
  });
  const statements = withoutUnused(own);
  const code = codeOf(statements.filter((block) => !isImports(block)).join("\n"));
  const exported = shared.filter(({ isExported }) => isExported);
  const imported = shared.filter((one) => one.isExported || isNamedIn(code, one.name));
  const header = statements[0]?.includes("@packageDocumentation") ? statements.splice(0, 1) : [];
  return [
    ...header,
    ...(imported.length > 0 ? [`import { ${namesOf(imported)} } from "./index.js";`] : []),
    ...statements,
    exported.length > 0 ? `export { ${namesOf(exported)} };` : "export { }",
  ]
    .join("\n\n")
    .concat("\n");
}

function declarationsIn(text: string): Declaration[] {
  return blocksOf(text)
    .map(declarationIn)
    .filter((one) => one !== undefined);
}

function namesOf(declarations: readonly Declaration[]): string {
  return declarations.map(({ name }) => name).join(", ");
}

function isImports(block: string): boolean {
  return block.startsWith("import ");
}

/** Without comments and strings, in which a word is no name. */
function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|"[^"\n]*"|'[^'\n]*'/g, "");
}

function isNamedIn(code: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(code);
}

/** Without the declarations and imports that only what was taken out has needed. */
function withoutUnused(blocks: readonly string[]): string[] {
  const isHidden = (block: string): boolean => declarationIn(block)?.isExported === false;
  const used = new Set(blocks.filter((block) => !isImports(block) && !isHidden(block)));
  // A set goes on to what is added on the way.
  for (const block of used) {
    const code = codeOf(block);
    for (const other of blocks.filter(isHidden)) {
      if (isNamedIn(code, declarationIn(other)?.name ?? "")) used.add(other);
    }
  }
  const code = codeOf([...used].join("\n"));
  const isImportUsed = (line: string): boolean => {
    const [, names] = /^import (?:type )?\{ (.+) \} from /.exec(line) ?? [];
    if (names === undefined) return true;
    return names.split(", ").some((name) => isNamedIn(code, name.split(" as ").at(-1) ?? name));
  };
  return blocks
    .filter((block) => isImports(block) || used.has(block))
    .map((block) => (isImports(block) ? block.split("\n").filter(isImportUsed).join("\n") : block))
    .filter((block) => block !== "");
}

/** Types that exported ones are made of and that cannot be imported. What `typeof` looks at is no type. */
export function forgottenTypes(text: string): string[] {
  return declarationsIn(text)
    .filter(({ isExported, kind }) => !isExported && /^(interface|type|class|enum)$/.test(kind))
    .map(({ name }) => name);
}

/** What a source file adds to the declarations of others, which a roll-up leaves out. */
export function augmentationsIn(declarations: string): string[] {
  const added = declarations.match(/^declare (?:global|module "[^"]+") \{\n[\s\S]*?^\}$/gm) ?? [];
  return added.map((text) => `${text}\n`);
}
