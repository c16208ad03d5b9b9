/** One piece of a pattern: literal text, exactly one UTF-16 unit (`?`), or any run of them (`*`). */
export type PatternToken =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "one" }
  | { readonly type: "run" };

/** Whether a whole text fits. */
export type TextMatcher = (text: string) => boolean;

/** What stands between two `*`: pieces of text at their distance from its beginning, and its length. */
interface Section {
  readonly pieces: readonly { readonly offset: number; readonly text: string }[];
  readonly length: number;
}

/** The tokens of a pattern in which `*` and `?` are wildcards; a backslash escapes nothing. */
export function wildcardTokens(pattern: string): PatternToken[] {
  return pattern.split(/([*?])/).flatMap((text): PatternToken[] => {
    if (text === "*") return [{ type: "run" }];
    if (text === "?") return [{ type: "one" }];
    return text === "" ? [] : [{ type: "text", text }];
  });
}

/** Compiles a pattern with the wildcards `*` and `?`; both match `/`, `:` and line breaks too. */
export function compileWildcards(pattern: string): TextMatcher {
  return compileTokens(wildcardTokens(pattern));
}

/**
 * Compiles tokens to a matcher that never goes back: each section is looked for once, leftmost, from
 * where the one before it ended. Recorded 2026: `?` is one UTF-16 unit.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function compileTokens(tokens: readonly PatternToken[]): TextMatcher {
  const simple = compileSimple(tokens);
  if (simple !== undefined) return simple;
  const [first = emptySection, ...others] = sectionsOf(tokens);
  const last = others.pop();
  if (last === undefined) return (text) => text.length === first.length && isAt(first, text, 0);
  return (text) => {
    const end = text.length - last.length;
    if (first.length > end || !isAt(first, text, 0) || !isAt(last, text, end)) return false;
    let position = first.length;
    for (const section of others) {
      const found = find(section, text, position, end);
      if (found === undefined) return false;
      position = found + section.length;
    }
    return true;
  };
}

/** The patterns that policies mostly have: one text, a beginning with a star after it, a star. */
function compileSimple([first, second, ...others]: readonly PatternToken[]):
  | TextMatcher
  | undefined {
  if (first === undefined || others.length > 0) return undefined;
  if (second === undefined && first.type === "run") return () => true;
  if (first.type !== "text") return undefined;
  const { text: beginning } = first;
  if (second === undefined) return (text) => text === beginning;
  if (second.type !== "run") return undefined;
  // Resources of one policy mostly begin alike: the last unit tells them apart soonest.
  const lastAt = beginning.length - 1;
  const lastUnit = beginning.charCodeAt(lastAt);
  return (text) => text.charCodeAt(lastAt) === lastUnit && text.startsWith(beginning);
}

const emptySection: Section = { pieces: [], length: 0 };

function sectionsOf(tokens: readonly PatternToken[]): Section[] {
  const sections: PatternToken[][] = [[]];
  for (const token of tokens) {
    if (token.type === "run") sections.push([]);
    else sections.at(-1)?.push(token);
  }
  // Runs side by side leave empty sections between them, which match anywhere.
  return sections
    .filter((section, at) => at === 0 || at === sections.length - 1 || section.length > 0)
    .map(sectionOf);
}

function sectionOf(tokens: readonly PatternToken[]): Section {
  const pieces: { offset: number; text: string }[] = [];
  let length = 0;
  for (const token of tokens) {
    if (token.type === "text") pieces.push({ offset: length, text: token.text });
    length += token.type === "text" ? token.text.length : 1;
  }
  return { pieces, length };
}

function isAt({ pieces }: Section, text: string, position: number): boolean {
  for (const piece of pieces) {
    if (!text.startsWith(piece.text, position + piece.offset)) return false;
  }
  return true;
}

/** Where a section begins, leftmost and wholly between two positions. */
function find(section: Section, text: string, from: number, end: number): number | undefined {
  const [anchor] = section.pieces;
  let position = from;
  while (position + section.length <= end) {
    if (anchor === undefined) return position;
    const at = text.indexOf(anchor.text, position + anchor.offset);
    if (at === -1) return undefined;
    position = at - anchor.offset;
    if (position + section.length > end) return undefined;
    if (isAt(section, text, position)) return position;
    position += 1;
  }
  return undefined;
}
