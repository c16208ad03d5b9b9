/** Puts names in the place of what nobody else is to see, the same name for the same thing. */
export interface Anonymizer {
  /**
   * A value of an input or an output as plain JSON, without secrets, ids and account numbers. Bodies
   * are not looked at.
   *
   * @param member - the name that it has
   */
  anonymous(value: unknown, member: string): unknown;
}

/** A name that stands for an id: `<<version 1>>`. */
export const placeholder = /<<[a-z]+ \d+>>/g;

/** What kind of id a member holds. */
const idMembers: Readonly<Record<string, string>> = {
  VersionId: "version",
  CopySourceVersionId: "version",
  DeleteMarkerVersionId: "version",
  VersionIdMarker: "version",
  NextVersionIdMarker: "version",
  UploadId: "upload",
  UploadIdMarker: "upload",
  NextUploadIdMarker: "upload",
  ContinuationToken: "token",
  NextContinuationToken: "token",
  ETag: "etag",
  IfMatch: "etag",
  IfNoneMatch: "etag",
  CopySourceIfMatch: "etag",
  CopySourceIfNoneMatch: "etag",
  DisplayName: "person",
  SSECustomerKeyMD5: "digest",
  CopySourceSSECustomerKeyMD5: "digest",
  ContentMD5: "digest",
};

/** Members that are keys: any will do, as long as it is the same. */
const secretMembers: ReadonlySet<string> = new Set(["SSECustomerKey", "CopySourceSSECustomerKey"]);

/** Values that S3 itself gives a meaning. */
const notIds: ReadonlySet<string> = new Set(["", "*", "null"]);

/** An anonymizer for one recording. */
export function anonymizer(): Anonymizer {
  const names = new Map<string, Map<string, number>>();

  function numberOf(kind: string, id: string): number {
    const ofKind = names.get(kind) ?? new Map<string, number>();
    names.set(kind, ofKind);
    const number = ofKind.get(id) ?? ofKind.size + 1;
    ofKind.set(id, number);
    return number;
  }

  const named = (kind: string, id: string) => `<<${kind} ${numberOf(kind, id)}>>`;

  function anonymousText(text: string, member: string): string {
    const kind = /^Checksum(CRC|SHA|XX|MD5)/.test(member) ? "digest" : idMembers[member];
    if (secretMembers.has(member)) return secretKey(numberOf("secret", text));
    if (notIds.has(text)) return text;
    // How many parts there were is no secret, and a fact.
    const [, base = text, parts = ""] = /^"?([^"]*?)"?(-\d+"?)?$/.exec(text) ?? [];
    if (kind === "etag")
      return `${named("etag", base.replaceAll('"', ""))}${parts.replace('"', "")}`;
    if (kind !== undefined) return named(kind, text);
    return text
      .replace(/(?<=\?versionId=)[^&]+/g, (id) => named("version", id))
      .replace(/[0-9a-f]{64}/g, (id) => named("owner", id))
      .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => keyId(numberOf("key", id)))
      .replace(/(?<!\d)\d{12}(?!\d)/g, (id) => accountId(numberOf("account", id)));
  }

  function anonymous(value: unknown, member: string): unknown {
    if (typeof value === "string") return anonymousText(value, member);
    if (typeof value !== "object" || value === null) return value;
    if (value instanceof Date) return { $date: value.toISOString() };
    if (value instanceof Uint8Array) return { $bytes: value.length };
    if (Array.isArray(value)) return value.map((each) => anonymous(each, member));
    const members = Object.entries(value)
      .filter(([, each]) => each !== undefined && typeof each !== "function")
      .map(([name, each]) => [name, anonymous(each, name)]);
    return Object.fromEntries(members);
  }

  return { anonymous };
}

/** The first account is that of the mock. */
function accountId(number: number): string {
  return number === 1 ? "123456789012" : String(number).padStart(12, "0");
}

function keyId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

function secretKey(number: number): string {
  return Buffer.alloc(32, number).toString("base64");
}
