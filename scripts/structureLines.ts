import type { NormalizedSchema } from "@smithy/core/schema";
import { renderMember } from "./renderMember.js";

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
    const members = [...schema.structIterator()].map(([member, memberSchema], index) =>
      this.isOpaque(ownName, member)
        ? `${member}:x`
        : renderMember(member, memberSchema, {
            required: index < required,
            refer: (structure) => this.add(structure),
          }),
    );
    this.lines.set(name, [head, ...members].join(" "));
    return name;
  }
}

/** The lines of a generated table, sorted by name. */
export function table(entries: Iterable<readonly [string, string]>): string {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([name, line]) => `  ${name}: ${JSON.stringify(line)},\n`).join("");
}
