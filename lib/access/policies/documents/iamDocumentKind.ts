/**
 * What a document is for: policies of a user or role, its boundary, a session, the trust in a role, or
 * a KMS key.
 */
export type IamDocumentKind = "identity" | "boundary" | "session" | "trust" | "key";

/** What came, short enough for a message. */
export function excerpt(value: unknown): string {
  const text = JSON.stringify(value) ?? "absent";
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
