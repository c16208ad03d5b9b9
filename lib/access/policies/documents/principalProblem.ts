import { isRecord, listOf } from "../language/statementElements.js";

/** An account, or the ARN of a root user, user, role, session or federated user; nothing partial. */
const awsEntry =
  /^(?:\d{12}|arn:[a-z-]+:iam::\d{12}:(?:root|(?:user|role)\/[^*?]+)|arn:[a-z-]+:sts::\d{12}:(?:assumed-role\/[^*?/]+\/[^*?/]+|federated-user\/[^*?]+))$/;
const serviceEntry = /^[a-z0-9][a-z0-9.-]*\.amazonaws\.com(?:\.cn)?$/;
const canonicalUserEntry = /^[0-9a-f]{64}$/;

const isEntry: ReadonlyMap<string, (entry: string) => boolean> = new Map([
  ["AWS", (entry: string) => entry === "*" || awsEntry.test(entry)],
  ["Service", (entry: string) => serviceEntry.test(entry)],
  ["CanonicalUser", (entry: string) => canonicalUserEntry.test(entry)],
  ["Federated", (entry: string) => entry !== "" && !/[*?]/.test(entry)],
]);

/** An entry of a Principal element that names nobody. */
export interface InvalidPrincipal {
  readonly kind: string;
  readonly entry: string;
}

/**
 * The first entry of a Principal or NotPrincipal element that is none. ARNs have no wildcards in them,
 * recorded 2026.
 *
 * @param exists whether an entry of the kind `AWS` names somebody; default: each does
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function invalidPrincipal(
  element: unknown,
  exists: (entry: string) => boolean = () => true,
): InvalidPrincipal | undefined {
  if (element === "*") return undefined;
  if (!isRecord(element)) return { kind: "AWS", entry: textOf(element) };
  const kinds = Object.entries(element);
  if (kinds.length === 0) return { kind: "AWS", entry: "" };
  for (const [kind, entries] of kinds) {
    for (const entry of listOf(entries)) {
      const text = textOf(entry);
      const isValid = typeof entry === "string" && isEntry.get(kind)?.(entry) === true;
      if (!isValid || (kind === "AWS" && text !== "*" && !exists(text))) {
        return { kind, entry: text };
      }
    }
  }
  return undefined;
}

function textOf(entry: unknown): string {
  return typeof entry === "string" ? entry : JSON.stringify(entry);
}
