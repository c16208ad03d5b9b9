/** A name with the colon after it, a text that is a value, or a bracket. */
const tokens = /("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|([{}[\]])/g;

/**
 * The first name that an object of a JSON text has twice, which `JSON.parse` passes over in silence.
 *
 * @param json text that `JSON.parse` accepts
 */
export function repeatedName(json: string): string | undefined {
  const open: Set<string>[] = [];
  for (const [, written, bracket] of json.matchAll(tokens)) {
    if (bracket === "{" || bracket === "[") open.push(new Set());
    else if (bracket !== undefined) open.pop();
    if (written === undefined) continue;
    const name = String(JSON.parse(written));
    const names = open.at(-1);
    if (names?.has(name)) return name;
    names?.add(name);
  }
  return undefined;
}
