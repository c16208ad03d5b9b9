import { fail } from "../base/errors.js";
import { MockError } from "../base/mockError.js";
import type { DocumentShape, ListShape, MemberShape, Shape, StructureShape } from "./shapes.js";
import { parseDateTime, parseHttpDate, parseInteger } from "./values.js";
import {
  attributeValue,
  childNodes,
  isWhiteSpace,
  nodeName,
  parseXml,
  textOf,
  type XmlNode,
} from "./xmlTree.js";

type Structure = Record<string, unknown>;
type Read = (element: XmlNode, nodes: readonly XmlNode[]) => unknown;

/** A member's element, compiled: it puts what it reads into the structure it is part of. */
interface ElementReader {
  readonly member: string;
  /** Further elements of the same name are further items. */
  readonly repeats: boolean;
  readonly read: Read;
}

// A compiled reader is a constant that is computed late: remembering it is no state.
const readers = new WeakMap<StructureShape, Read>();

/**
 * Reads an XML document as strictly as S3 does: what the model does not know, or lacks, is refused.
 * Namespaces are ignored, as are attributes that the model does not know; white space is kept.
 *
 * @returns the members by their names in the SDK
 * @throws S3Error MalformedXML
 */
export function readXml(document: DocumentShape, text: string): Record<string, unknown> {
  const root = parseXml(text);
  const name = nodeName(root);
  if (name !== document.root) fail("MalformedXML");
  // A structure's reader answers a structure.
  return structureReader(document.structure)(root, childNodes(root, name)) as Structure;
}

function structureReader(shape: StructureShape): Read {
  let read = readers.get(shape);
  if (read === undefined) {
    read = compileStructure(shape);
    readers.set(shape, read);
  }
  return read;
}

function compileStructure(shape: StructureShape): Read {
  const elements = new Map<string, ElementReader>();
  const attributes = shape.members.filter((member) => member.attribute);
  const required = shape.members.filter((member) => member.required).map(({ name }) => name);
  for (const member of shape.members) {
    if (!member.attribute) elements.set(member.xmlName, compileElement(member));
  }
  return (element, nodes) => {
    const structure: Structure = {};
    for (const node of nodes) readNode(structure, node, elements);
    for (const { name, xmlName } of attributes) {
      const value = attributeValue(element, xmlName);
      if (value !== undefined) structure[name] = value;
    }
    for (const name of required) if (!(name in structure)) fail("MalformedXML");
    if (shape.union && Object.keys(structure).length > 1) fail("MalformedXML");
    return structure;
  };
}

function readNode(
  structure: Structure,
  node: XmlNode,
  elements: ReadonlyMap<string, ElementReader>,
): void {
  const name = nodeName(node);
  const reader = elements.get(name);
  if (reader === undefined) {
    if (!isWhiteSpace(node)) fail("MalformedXML");
    return;
  }
  const { member, repeats } = reader;
  const earlier = structure[member];
  if (earlier !== undefined && !repeats) fail("MalformedXML");
  const value = reader.read(node, childNodes(node, name));
  if (!repeats) structure[member] = value;
  else if (Array.isArray(earlier)) earlier.push(value);
  else structure[member] = [value];
}

function compileElement({ name, shape }: MemberShape): ElementReader {
  if (shape.kind !== "list") return { member: name, repeats: false, read: compileValue(shape) };
  if (shape.itemName === undefined) {
    return { member: name, repeats: true, read: compileValue(shape.item) };
  }
  return { member: name, repeats: false, read: compileList(shape, shape.itemName) };
}

function compileList({ item }: ListShape, itemName: string): Read {
  const read = compileValue(item);
  return (_, nodes) => {
    const items: unknown[] = [];
    for (const node of nodes) {
      if (nodeName(node) === itemName) items.push(read(node, childNodes(node, itemName)));
      else if (!isWhiteSpace(node)) fail("MalformedXML");
    }
    return items;
  };
}

function compileValue(shape: Shape): Read {
  switch (shape.kind) {
    case "structure":
      return structureReader(shape);
    case "string":
      return (_, nodes) => textOf(nodes);
    case "integer":
    case "long": {
      const { kind } = shape;
      return valueReader((text) => parseInteger(text, kind));
    }
    case "boolean":
      return valueReader((text) => booleans.get(text));
    case "date-time":
      return valueReader(parseDateTime);
    case "http-date":
      return valueReader(parseHttpDate);
    case "opaque":
      return () => ({});
    default:
      throw new MockError(
        `S3 has no ${shape.kind} in the documents it reads, so none can be read.`,
        "ERR_MOCK_INTERNAL",
      );
  }
}

/** As XML Schema spells them. */
const booleans: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

/** Reads a value that is not text; as in XML Schema, white space around it does not count. */
function valueReader(parse: (text: string) => unknown): Read {
  return (_, nodes) => parse(textOf(nodes).trim()) ?? fail("MalformedXML");
}
