import { fail } from "../base/errors.js";
import { limits } from "../base/limits.js";

const exclamation = 0x21;
const quotation = 0x22;
const apostrophe = 0x27;
const slash = 0x2f;
const lessThan = 0x3c;
const greaterThan = 0x3e;
const question = 0x3f;

/** A reference to anything but a character or one of XML's five entities; a bare ampersand too. */
const unknownReference = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/;

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at === -1 ? fail("MalformedXML") : at + end.length;
}

/** The end of the tag that begins at `from`, past its `>`; a `>` in an attribute's value is not it. */
function afterTag(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === greaterThan) return at + 1;
    if (code === lessThan) break;
    if (code === quotation || code === apostrophe) {
      const end = text.indexOf(code === quotation ? '"' : "'", at + 1);
      if (end === -1 || text.slice(at, end).includes("<")) break;
      at = end;
    }
  }
  return fail("MalformedXML");
}

function checkText(text: string, isOutsideRoot: boolean): void {
  if (isOutsideRoot ? text.trim() !== "" : unknownReference.test(text)) fail("MalformedXML");
}

/**
 * Refuses a document that would be dear to parse, in one pass that builds nothing: too large, too deep, too
 * many elements, a document type, a reference that is not predefined, text outside of the root.
 *
 * @throws S3Error MalformedXML
 */
export function checkXmlBounds(text: string): void {
  // No character has more than three bytes per code unit.
  if (text.length * 3 > limits.xmlBytes && Buffer.byteLength(text) > limits.xmlBytes) {
    fail("MalformedXML");
  }
  let depth = 0;
  let elements = 0;
  let at = 0;
  for (;;) {
    const tag = text.indexOf("<", at);
    checkText(text.slice(at, tag === -1 ? undefined : tag), depth === 0);
    if (tag === -1) break;
    const code = text.charCodeAt(tag + 1);
    if (code === exclamation) {
      // What is neither a comment nor character data is a document type.
      if (text.startsWith("<!--", tag)) at = after(text, "-->", tag + 4);
      else if (depth > 0 && text.startsWith("<![CDATA[", tag)) at = after(text, "]]>", tag + 9);
      else fail("MalformedXML");
    } else if (code === question) {
      at = after(text, "?>", tag + 2);
    } else if (code === slash) {
      at = after(text, ">", tag + 2);
      if (--depth < 0) fail("MalformedXML");
    } else {
      at = afterTag(text, tag);
      if (unknownReference.test(text.slice(tag, at))) fail("MalformedXML");
      if (depth === 0 && elements > 0) fail("MalformedXML");
      if (++elements > limits.xmlElements || depth >= limits.xmlDepth) fail("MalformedXML");
      if (text.charCodeAt(at - 2) !== slash) depth++;
    }
  }
  if (depth !== 0 || elements === 0) fail("MalformedXML");
}
