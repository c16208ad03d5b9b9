import { XMLParser, XMLValidator } from "fast-xml-parser";
import { fail } from "../base/errors.js";
import { limits } from "../base/limits.js";
import { checkXmlBounds } from "./xmlBounds.js";

/** An element: its one own name with its content, beside its attributes; or a piece of text. */
export interface XmlNode {
  readonly [name: string]: unknown;
}

const textName = "#text";
const characterDataName = "#cdata";
const attributesName = ":@";

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  textNodeName: textName,
  cdataPropName: characterDataName,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // The parser drops the references to control characters that keys may contain.
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  jPath: false,
  maxNestedTags: limits.xmlDepth + 1,
});

/**
 * Parses a document that is well-formed and within S3's limits.
 *
 * @returns the root element
 * @throws S3Error MalformedXML
 */
export function parseXml(text: string): XmlNode {
  checkXmlBounds(text);
  if (XMLValidator.validate(text) !== true) fail("MalformedXML");
  const root = parsed(text).find((node) => !(textName in node));
  return root ?? fail("MalformedXML");
}

function parsed(text: string): readonly XmlNode[] {
  try {
    return parser.parse(text);
  } catch {
    // Names like `constructor`, which the parser refuses and S3 does not know.
    return fail("MalformedXML");
  }
}

/** The name of an element; of a piece of text it starts with `#`. */
export function nodeName(node: XmlNode): string {
  for (const name in node) if (name !== attributesName) return name;
  return textName;
}

/** What is between the tags of the element with that name. */
export function childNodes(element: XmlNode, name: string): readonly XmlNode[] {
  // The parser gives every element an array of its nodes.
  return element[name] as readonly XmlNode[];
}

/** The value of an attribute; absent if the element has no such attribute. */
export function attributeValue(element: XmlNode, attribute: string): string | undefined {
  const attributes = element[attributesName];
  if (typeof attributes !== "object" || attributes === null) return undefined;
  if (!Object.hasOwn(attributes, attribute)) return undefined;
  return withoutReferences(String(Reflect.get(attributes, attribute)));
}

/**
 * The text of an element that has no element in it.
 *
 * @throws S3Error MalformedXML if it has
 */
export function textOf(nodes: readonly XmlNode[]): string {
  let text = "";
  for (const node of nodes) {
    if (textName in node) text += withoutReferences(String(node[textName]));
    else if (characterDataName in node) text += characterData(node);
    else fail("MalformedXML");
  }
  return text;
}

/** Whether a node is nothing but the white space between two elements. */
export function isWhiteSpace(node: XmlNode): boolean {
  const text = node[textName];
  return typeof text === "string" && text.trim() === "";
}

function characterData(node: XmlNode): string {
  const [content] = childNodes(node, characterDataName);
  return String(content?.[textName] ?? "");
}

const reference = /&(?:#x([\da-fA-F]+)|#(\d+)|(\w+));/g;
const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

function withoutReferences(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(reference, (_, hexadecimal, decimal, entity) => {
    if (entity !== undefined) return entities[entity] ?? fail("MalformedXML");
    const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    if (code === 0 || isSurrogate || code > 0x10ffff) fail("MalformedXML");
    return String.fromCodePoint(code);
  });
}
