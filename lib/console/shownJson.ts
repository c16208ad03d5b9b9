/** The longest text of a value that a page shows. */
const longestText = 16_384;

/** A value as JSON to be read; bytes as how many there are, and cut where nobody would read on. */
export function shownJson(value: unknown): string {
  return cutText(
    JSON.stringify(
      value,
      (_name, member) => (member instanceof Uint8Array ? `${member.length} bytes` : member),
      2,
    ) ?? "",
  );
}

/** A text to be read, cut where nobody would read on. */
export function cutText(text: string): string {
  return text.length > longestText
    ? `${text.slice(0, longestText)}\n… (${text.length} characters)`
    : text;
}
