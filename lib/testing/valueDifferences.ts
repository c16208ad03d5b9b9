import { isBodyDigest } from "./recordingFile.js";

/** A member in which two values differ. */
export interface MemberDifference {
  /** Its path: `Rules[0].ID`. */
  readonly member: string;
  readonly recorded: unknown;
  readonly answered: unknown;
}

/** What the names in a recording stand for by now. */
export type Bindings = Map<string, string>;

/** Members that say where a service is, and nothing about it. */
const ignored: ReadonlySet<string> = new Set(["$metadata", "Location", "Body"]);

/**
 * Where a recorded output and one of the mock differ. A name that stands for an id is the same as any
 * id, and from then on as that one alone.
 */
export function differences(
  recorded: unknown,
  answered: unknown,
  bindings: Bindings,
  member = "",
): MemberDifference[] {
  if (isSame(recorded, answered, bindings)) return [];
  if (Array.isArray(recorded) && Array.isArray(answered) && recorded.length === answered.length) {
    return recorded.flatMap((each, index) =>
      differences(each, answered[index], bindings, `${member}[${index}]`),
    );
  }
  if (!isPlain(recorded) || !isPlain(answered)) return [{ member, recorded, answered }];
  const names = new Set([...Object.keys(recorded), ...Object.keys(answered)]);
  return [...names].flatMap((name) =>
    ignored.has(name)
      ? []
      : differences(
          recorded[name],
          answered[name],
          bindings,
          member === "" ? name : `${member}.${name}`,
        ),
  );
}

function isSame(recorded: unknown, answered: unknown, bindings: Bindings): boolean {
  if (typeof recorded === "string" && typeof answered === "string") {
    return isSameText(recorded, answered, bindings);
  }
  if (isPlain(recorded) && "$date" in recorded) return answered instanceof Date;
  if (isPlain(recorded) && "$bytes" in recorded) return answered instanceof Uint8Array;
  return isBodyDigest(recorded) || recorded === answered;
}

function isSameText(recorded: string, answered: string, bindings: Bindings): boolean {
  const [, name, parts] = /^(<<[a-z]+ \d+>>)(-\d+)?$/.exec(recorded) ?? [];
  if (name === undefined) return recorded === answered;
  const id = answered.replace(/^"(.*)"$/, "$1");
  if (parts !== undefined && !id.endsWith(parts)) return false;
  if (parts === undefined && name.startsWith("<<etag") && /-\d+$/.test(id)) return false;
  const bound = bindings.get(name);
  if (bound !== undefined) return bound === answered;
  bindings.set(name, answered);
  return true;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array)
  );
}
