import { MockError } from "../base/mockError.js";

/**
 * Reads the lines of the generated tables. A structure's line is the name of its root element, if that is not
 * the structure's own, after a `|` if the structure is a union; then its members, blank-separated:
 *
 *     Name!:Type       `!` for required; a type is a structure's name or a letter
 *     Name:Type*       a flattened list; `Name:Type[Item]` is one whose items are elements named Item
 *     …@Header         where it lies: `@Prefix*` headers with a prefix, `?query`, `/` path, `=Root` payload,
 *                      `^attribute`, `<Element` if that is not the member's name
 *     …{prefix=uri}    the XML namespace that its element declares
 */
import { controlStructureLines } from "./controlModel.generated.js";
import { structureLines } from "./model.generated.js";
import type { ListShape, MemberShape, SimpleKind, SimpleShape, StructureShape } from "./shapes.js";

/** A member of an input or an output, with its place on the wire. */
export interface Member {
  readonly name: string;
  readonly required: boolean;
  readonly shape: SimpleShape | ListShape | StructureShape;
  readonly place: "xml" | "attribute" | "header" | "prefixHeaders" | "query" | "label" | "payload";
  /** The name there; empty where there is none. */
  readonly wireName: string;
  readonly namespace?: { readonly prefix: string; readonly uri: string };
}

/** A structure as its line says it. */
export interface Structure {
  /** The name of the root element if the structure is a document. */
  readonly root: string;
  readonly members: readonly Member[];
  readonly shape: StructureShape;
}

const simpleKinds: Readonly<Record<string, SimpleKind>> = {
  s: "string",
  i: "integer",
  l: "long",
  b: "boolean",
  d: "date-time",
  h: "http-date",
  B: "blob",
  S: "streamingBlob",
  E: "eventStream",
  x: "opaque",
};

const places: Readonly<Record<string, Member["place"]>> = {
  "@": "header",
  "?": "query",
  "/": "label",
  "=": "payload",
  "^": "attribute",
  "<": "xml",
};

const memberPattern =
  /^(?<name>\w+)(?<required>!?):(?<type>\w+)(?<list>\*|\[\w+\])?(?:(?<place>[@?/=^<])(?<wireName>[^{]*))?(?:\{(?<prefix>\w*)=(?<uri>[^}]*)\})?$/;

function parseType(type: string, place: Member["place"]): SimpleShape | StructureShape {
  // A timestamp without a format has HTTP's own in headers and ISO 8601 everywhere else.
  if (type === "t") return { kind: place === "header" ? "http-date" : "date-time" };
  const kind = simpleKinds[type];
  return kind === undefined ? structure(type).shape : { kind };
}

function parseMember(text: string): Member {
  const groups = memberPattern.exec(text)?.groups;
  if (groups?.name === undefined || groups.type === undefined) {
    throw new MockError(
      `The model has a member that cannot be read: ${text}. Run npm run generate.`,
      "ERR_MOCK_INTERNAL",
    );
  }
  const { name, type, list, wireName = "", prefix = "", uri } = groups;
  const place = wireName.endsWith("*") ? "prefixHeaders" : (places[groups.place ?? "<"] ?? "xml");
  const item = parseType(type, place);
  let shape: Member["shape"] = item;
  if (list === "*") shape = { kind: "list", item };
  else if (list !== undefined) shape = { kind: "list", item, itemName: list.slice(1, -1) };
  return {
    name,
    required: groups.required === "!",
    shape,
    place,
    wireName: place === "prefixHeaders" ? wireName.slice(0, -1) : wireName,
    ...(uri === undefined ? {} : { namespace: { prefix, uri } }),
  };
}

function xmlMembers(members: readonly Member[]): MemberShape[] {
  const shapes: MemberShape[] = [];
  for (const { place, wireName, ...member } of members) {
    if (place !== "xml" && place !== "attribute") continue;
    shapes.push({ ...member, xmlName: wireName || member.name, attribute: place === "attribute" });
  }
  return shapes;
}

function parseStructure(name: string): Structure {
  const line = structureLines[name] ?? controlStructureLines[name];
  if (line === undefined)
    throw new MockError(`The model lacks ${name}. Run npm run generate.`, "ERR_MOCK_INTERNAL");
  const [head = "", ...texts] = line.split(" ");
  const union = head.startsWith("|");
  const members = texts.map(parseMember);
  return {
    root: head.slice(union ? 1 : 0) || name,
    members,
    shape: { kind: "structure", name, union, members: xmlMembers(members) },
  };
}

// A parsed line is a constant that is computed late: remembering it is no state.
const structures = new Map<string, Structure>();

/** A structure of the tables, parsed once. */
export function structure(name: string): Structure {
  let parsed = structures.get(name);
  if (parsed === undefined) {
    parsed = parseStructure(name);
    structures.set(name, parsed);
  }
  return parsed;
}
