import type { NormalizedSchema } from "@smithy/core/schema";
import { renderMember } from "./renderMember.js";

/** Members that the schemas require and S3 does without: an empty `Tagging` is a set of no tags (recorded 2026). */
const optionalMembers: ReadonlySet<string> = new Set(["Tagging.TagSet"]);

/** Members whose elements S3 writes in another order than the schemas have them: as its samples show them (`assumed`). */
const writtenOrders: Readonly<Record<string, readonly string[]>> = {
  LifecycleRule: [
    "ID",
    "Filter",
    "Prefix",
    "Status",
    "Expiration",
    "Transitions",
    "NoncurrentVersionTransitions",
    "NoncurrentVersionExpiration",
    "AbortIncompleteMultipartUpload",
  ],
  ReplicationRule: [
    "ID",
    "Status",
    "Priority",
    "DeleteMarkerReplication",
    "Filter",
    "Prefix",
    "SourceSelectionCriteria",
    "ExistingObjectReplication",
    "Destination",
  ],
};

/** One line per structure that the wire needs, found by walking the operations' messages. */
export class Structures {
  readonly lines = new Map<string, string>();

  /**
   * @param prefix - what the names in the table begin with: two services name structures alike
   * @param isOpaque - members whose content nobody reads
   */
  constructor(
    readonly prefix = "",
    readonly isOpaque: (structure: string, member: string) => boolean = () => false,
  ) {}

  /** Adds a structure and all it refers to, and answers its name; `-` is the empty one. */
  add(schema: NormalizedSchema): string {
    if (schema.isUnitSchema()) return "-";
    const ownName = schema.getName() ?? "";
    const name = this.prefix + ownName;
    if (this.lines.has(name)) return name;
    this.lines.set(name, "");
    const definition: unknown = schema.getSchema();
    const required = Array.isArray(definition) ? Number(definition[6] ?? 0) : 0;
    const own = schema.getOwnTraits();
    const rootName = own.xmlName ?? (this.prefix === "" ? "" : ownName);
    const head = `${schema.isUnionSchema() ? "|" : ""}${rootName}`;
    const members = [...schema.structIterator()].map(([member, memberSchema], index) => {
      const text = this.isOpaque(ownName, member)
        ? `${member}:x`
        : renderMember(member, memberSchema, {
            required: index < required && !optionalMembers.has(`${name}.${member}`),
            refer: (structure) => this.add(structure),
          });
      return [member, text] as const;
    });
    this.lines.set(name, [head, ...inWrittenOrder(name, members)].join(" "));
    return name;
  }
}

function inWrittenOrder(
  structure: string,
  members: readonly (readonly [name: string, text: string])[],
): string[] {
  const order = writtenOrders[structure];
  if (order === undefined) return members.map(([, text]) => text);
  const place = ([name]: readonly [string, string]) => {
    const index = order.indexOf(name);
    if (index === -1) throw new Error(`${structure} has a member ${name} without a place.`);
    return index;
  };
  return members.toSorted((a, b) => place(a) - place(b)).map(([, text]) => text);
}

/** The lines of a generated table, sorted by name. */
export function table(entries: Iterable<readonly [string, string]>): string {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([name, line]) => `  ${name}: ${JSON.stringify(line)},\n`).join("");
}
