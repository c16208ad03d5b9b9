/**
 * A key as S3 writes it into the CSV of its reports: URL-encoded as forms are, with slashes left as they
 * are and upper-case hex (recorded 2026 for `=` and `/`, `assumed` for blanks).
 */
export function encodedKey(key: string): string {
  return encodeURIComponent(key)
    .replaceAll("%2F", "/")
    .replaceAll("%20", "+")
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The key that was encoded so; undefined where it cannot have been. */
export function decodedKey(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}
