/**
 * The records of a CSV text, as RFC 4180 has them: fields may be in double quotes, lines end with LF or
 * CRLF, and the last one need not. Empty lines are left out.
 */
export function* readCsv(text: string): Generator<readonly string[]> {
  let at = 0;
  while (at < text.length) {
    const fields: string[] = [];
    for (;;) {
      const [field, end] = readField(text, at);
      fields.push(field);
      at = end + 1;
      if (text[end] !== ",") break;
    }
    if (fields.length > 1 || fields[0] !== "") yield fields;
  }
}

/** One field, and where what ends it stands. */
function readField(text: string, start: number): readonly [field: string, end: number] {
  if (text[start] !== '"') {
    let end = start;
    while (end < text.length && text[end] !== "," && text[end] !== "\n") end++;
    const field = text.slice(start, end);
    return [text[end] !== "," && field.endsWith("\r") ? field.slice(0, -1) : field, end];
  }
  let field = "";
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    // A quote that nothing ends lasts to the end of the text.
    if (quote === -1) return [field + text.slice(at), text.length];
    field += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      return [field, text[quote + 1] === "\r" ? quote + 2 : quote + 1];
    }
    field += '"';
    at = quote + 2;
  }
}

/** One record with its fields in quotes where they need them, and CRLF at its end. */
export function csvRecord(fields: readonly string[]): string {
  return `${fields.map(quoted).join(",")}\r\n`;
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
