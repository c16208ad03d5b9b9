/** An item in quotes, in which a backslash makes the next character plain; or one that ends with the comma. */
const items = /\s*(?:"((?:[^"\\]|\\.)*)"\s*|([^,]*))(?:,|$)/g;

/** Splits a header that is a list: `a, "b,c"`. @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1 */
export function splitHeader(value: string): string[] {
  const texts: string[] = [];
  for (const [, quoted, plain = ""] of value.matchAll(items)) {
    const text = quoted === undefined ? plain.trim() : quoted.replace(/\\(.)/g, "$1");
    // An empty item counts for nothing, says the RFC.
    if (text !== "" || quoted !== undefined) texts.push(text);
  }
  return texts;
}

/** The reverse: items with a comma or a quote in them are quoted. */
export function joinHeader(texts: readonly string[]): string {
  return texts.map(quoted).join(", ");
}

function quoted(text: string): string {
  return /[",]/.test(text) ? `"${text.replace(/[\\"]/g, "\\$&")}"` : text;
}
