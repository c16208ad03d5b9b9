import { placeOf } from "../base/listPlaces.js";
import { MockError } from "../base/mockError.js";
import type { DocumentShape, MemberShape, Shape, StructureShape } from "./shapes.js";
import { formatHttpDate } from "./values.js";

/** The namespace of all of S3's documents but `<Error>`. */
const s3Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

/** The first line of every document. */
export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

type Structure = Readonly<Record<string, unknown>>;
type Write<Value = unknown> = (value: Value) => string;

// A compiled writer is a constant that is computed late: remembering it is no state.
const documentWriters = new WeakMap<DocumentShape, Write<Structure>>();

/** Writes a structure as an XML document; members that are undefined are left out. */
export function writeXml(document: DocumentShape, structure: Structure): string {
  let write = documentWriters.get(document);
  if (write === undefined) {
    write = compileDocument(document);
    documentWriters.set(document, write);
  }
  return write(structure);
}

/**
 * White space at the ends, line breaks and control characters only survive a parser as references; the two
 * line separators, and what XML does not allow at all, are escaped for the sake of stricter parsers.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: keys may contain control characters
const special = /[&<>"\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]/;
const everySpecial = new RegExp(special, "g");
const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  // The two that SDKs of before 2023 know beside these are &#xD; and this one.
  "\n": "&#10;",
};

function reference(character: string): string {
  const code = character.charCodeAt(0).toString(16).toUpperCase();
  return entities[character] ?? `&#x${code};`;
}

/** Text as it stands between two tags or in an attribute's value. */
export function escapeXml(text: string): string {
  return special.test(text) ? text.replace(everySpecial, reference) : text;
}

function compileDocument(document: DocumentShape): Write<Structure> {
  const { root, structure, namespace = s3Namespace } = document;
  const open = `${xmlDeclaration}<${root} xmlns="${namespace}">`;
  const close = `</${root}>`;
  const [only, ...others] = structure.members;
  if (only !== undefined && only.xmlName === root && others.length === 0) {
    // A document that bears its only member's name is that member: GetBucketLocation.
    const content = compileContent(only.shape);
    return (value) => {
      const inner = value[only.name];
      return open + (inner === undefined ? "" : content(inner)) + close;
    };
  }
  const content = compileStructure(structure);
  return (value) => open + content(value) + close;
}

function compileStructure(shape: StructureShape): Write<Structure> {
  const members: { name: string; write: Write }[] = [];
  for (const member of shape.members) {
    if (!member.attribute) members.push({ name: member.name, write: compileMember(member) });
  }
  if (shape.name === "ListObjectVersionsOutput") return compileListing(members);
  return (structure) => {
    let xml = "";
    for (const { name, write } of members) {
      const value = structure[name];
      if (value !== undefined) xml += write(value);
    }
    return xml;
  };
}

/**
 * Versions and delete markers are one list in S3's document, in the order of the listing; clients that read
 * it as it comes see which of two is the newer one.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html#API_ListObjectVersions_Examples
 */
function compileListing(members: readonly { name: string; write: Write }[]): Write<Structure> {
  const listed = new Set(["Versions", "DeleteMarkers"]);
  return (structure) => {
    const entries: { place: number; xml: string }[] = [];
    let before = "";
    let after = "";
    for (const { name, write } of members) {
      const value = structure[name];
      if (value === undefined) continue;
      if (!listed.has(name)) {
        if (entries.length === 0) before += write(value);
        else after += write(value);
        continue;
      }
      // Lists of the SDK's types.
      for (const entry of value as readonly object[]) {
        entries.push({ place: placeOf(entry), xml: write([entry]) });
      }
    }
    entries.sort((one, other) => one.place - other.place);
    return before + entries.map(({ xml }) => xml).join("") + after;
  };
}

function compileMember(member: MemberShape): Write {
  const { shape, xmlName } = member;
  if (shape.kind !== "list") return compileElement(member, shape);
  const item = compileElement({ ...member, xmlName: shape.itemName ?? xmlName }, shape.item);
  const writeItems = (items: unknown): string => {
    let xml = "";
    // A list's value is an array in the SDK's types.
    for (const value of items as readonly unknown[]) xml += item(value);
    return xml;
  };
  if (shape.itemName === undefined) return writeItems;
  return (items) => `<${xmlName}>${writeItems(items)}</${xmlName}>`;
}

/** One element with its tags. */
function compileElement({ xmlName, namespace }: MemberShape, shape: Shape): Write {
  const start = namespace
    ? `<${xmlName} xmlns:${namespace.prefix}="${escapeXml(namespace.uri)}"`
    : `<${xmlName}`;
  const end = `</${xmlName}>`;
  const content = compileContent(shape);
  const attributes =
    shape.kind === "structure" ? shape.members.filter(({ attribute }) => attribute) : [];
  if (attributes.length === 0) return (value) => `${start}>${content(value)}${end}`;
  return (value) => {
    let tag = start;
    for (const { name, xmlName: attribute } of attributes) {
      // Only structures have attributes.
      const own = (value as Structure)[name];
      if (own !== undefined) tag += ` ${attribute}="${escapeXml(String(own))}"`;
    }
    return `${tag}>${content(value)}${end}`;
  };
}

/** What stands between the tags. The casts follow the SDK's types, which the model describes. */
function compileContent(shape: Shape): Write {
  switch (shape.kind) {
    case "structure":
      return compileStructure(shape) as Write;
    case "string":
      return (value) => escapeXml(value as string);
    case "date-time":
      return (value) => (value as Date).toISOString();
    case "http-date":
      return (value) => formatHttpDate(value as Date);
    case "integer":
    case "long":
    case "boolean":
      return String;
    case "opaque":
      return () => "";
    default:
      throw new MockError(
        `S3 has no ${shape.kind} in the documents it writes, so none can be written.`,
        "ERR_MOCK_INTERNAL",
      );
  }
}
