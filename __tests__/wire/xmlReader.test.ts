import { S3Error } from "../../lib/base/errors.js";
import { limits } from "../../lib/base/limits.js";
import { operationModel } from "../../lib/wire/model.js";
import type { DocumentShape } from "../../lib/wire/shapes.js";
import { readXml } from "../../lib/wire/xmlReader.js";

function documentOf(operation: Parameters<typeof operationModel>[0]): DocumentShape {
  const { body } = operationModel(operation).input;
  if (body?.kind !== "document") throw new Error(`${operation} takes no document.`);
  return body.document;
}

const tagging = documentOf("PutObjectTagging");
const replication = documentOf("PutBucketReplication");
const versioning = documentOf("PutBucketVersioning");

function tag(key: string, value = ""): string {
  return `<Tagging><TagSet><Tag><Key>${key}</Key><Value>${value}</Value></Tag></TagSet></Tagging>`;
}

function rule(inside: string): string {
  return `<ReplicationConfiguration><Role>r</Role><Rule><Status>Enabled</Status><Destination><Bucket>b</Bucket></Destination>${inside}</Rule></ReplicationConfiguration>`;
}

function grantTo(grantee: string): string {
  return `<AccessControlPolicy><AccessControlList><Grant>${grantee}</Grant></AccessControlList></AccessControlPolicy>`;
}

const billionLaughs = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, n) => `<!ENTITY b${n} "&a;&a;">`).join("")}]>${tag("&b8;")}`;

/** Documents with what is wrong about them, each for the shape it is read as. */
const refused: readonly (readonly [string, DocumentShape, string])[] = [
  ["no text", tagging, ""],
  ["no element", tagging, '<?xml version="1.0"?>'],
  ["no XML", tagging, "{}"],
  ["text before the root", tagging, `x${tag("k")}`],
  ["text after the root", tagging, `${tag("k")}x`],
  ["text after an empty root", versioning, "<VersioningConfiguration/>x"],
  ["two roots", versioning, "<VersioningConfiguration/><VersioningConfiguration/>"],
  ["an unclosed root", tagging, "<Tagging><TagSet></TagSet>"],
  ["crossed tags", tagging, "<Tagging><TagSet></Tagging></TagSet>"],
  ["a tag that does not end", tagging, "<Tagging"],
  ["an unclosed comment", tagging, `<!-- ${tag("k")}`],
  ["an unclosed comment at the end", tagging, `${tag("k")}<!--`],
  ["an unclosed instruction", tagging, `${tag("k")}<?a `],
  ["unclosed character data", tagging, tag("<![CDATA[x")],
  ["an attribute without quotes", versioning, "<VersioningConfiguration a=1/>"],
  ["an attribute that repeats", versioning, '<VersioningConfiguration a="1" a="2"/>'],
  ["a less-than sign in an attribute", versioning, '<VersioningConfiguration a="<"/>'],
  ["a declaration in the middle", tagging, ` \n<?xml version="1.0"?>${tag("k")}`],
  ["the wrong root", tagging, "<Tags><TagSet/></Tags>"],
  ["a root in other letters", tagging, "<tagging><TagSet/></tagging>"],
  ["an unknown element", tagging, "<Tagging><TagSet/><Extra/></Tagging>"],
  ["an unknown element in a list", tagging, "<Tagging><TagSet><Extra/></TagSet></Tagging>"],
  ["an element twice", tagging, "<Tagging><TagSet/><TagSet/></Tagging>"],
  ["an element that is missing", documentOf("DeleteObjects"), "<Delete/>"],
  [
    "an element of an item that is missing",
    tagging,
    "<Tagging><TagSet><Tag><Key>k</Key></Tag></TagSet></Tagging>",
  ],
  [
    "a flattened list that is missing",
    replication,
    "<ReplicationConfiguration><Role>r</Role></ReplicationConfiguration>",
  ],
  ["text between elements", tagging, "<Tagging>text<TagSet/></Tagging>"],
  ["an element inside of text", tagging, tag("<b>k</b>")],
  ["a number that is text", replication, rule("<Priority>first</Priority>")],
  ["a number with a fraction", replication, rule("<Priority>1.0</Priority>")],
  ["a number with an exponent", replication, rule("<Priority>1e3</Priority>")],
  ["a number in hexadecimal", replication, rule("<Priority>0x1</Priority>")],
  ["a number that is empty", replication, rule("<Priority/>")],
  ["a number over 32 bits", replication, rule("<Priority>2147483648</Priority>")],
  ["a number under 32 bits", replication, rule("<Priority>-2147483649</Priority>")],
  [
    "a boolean in words",
    documentOf("DeleteObjects"),
    "<Delete><Object><Key>k</Key></Object><Quiet>yes</Quiet></Delete>",
  ],
  [
    "a date without a time",
    documentOf("PutObjectRetention"),
    "<Retention><RetainUntilDate>2026-11-20</RetainUntilDate></Retention>",
  ],
  [
    "a date that does not exist",
    documentOf("PutObjectRetention"),
    "<Retention><RetainUntilDate>2026-02-30T00:00:00Z</RetainUntilDate></Retention>",
  ],
  [
    "two members of a union",
    documentOf("PutBucketMetricsConfiguration"),
    "<MetricsConfiguration><Id>i</Id><Filter><Prefix>p</Prefix><AccessPointArn>a</AccessPointArn></Filter></MetricsConfiguration>",
  ],
  [
    "an element that is named like an attribute",
    documentOf("PutBucketAcl"),
    grantTo("<Grantee><xsi:type>CanonicalUser</xsi:type></Grantee>"),
  ],
  ["a document type", tagging, `<!DOCTYPE Tagging>${tag("k")}`],
  ["a document type in lower case", tagging, `<!doctype x [<!ENTITY a "b">]>${tag("k")}`],
  ["a bomb of entities", tagging, billionLaughs],
  [
    "an external entity",
    tagging,
    `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${tag("&f;")}`,
  ],
  ["an entity of HTML", tagging, tag("&nbsp;")],
  ["a bare ampersand", tagging, tag("a & b")],
  ["a reference to NUL", tagging, tag("&#0;")],
  ["a reference to a surrogate", tagging, tag("&#xD800;")],
  ["a reference beyond Unicode", tagging, tag("&#x110000;")],
  [
    "an element named __proto__",
    tagging,
    "<Tagging><TagSet/><__proto__><polluted>1</polluted></__proto__></Tagging>",
  ],
  [
    "an element named constructor",
    tagging,
    "<Tagging><TagSet/><constructor><prototype/></constructor></Tagging>",
  ],
  ["an element named toString", tagging, "<Tagging><TagSet/><toString/></Tagging>"],
  ["an attribute named __proto__", tagging, '<Tagging __proto__="x"><TagSet/></Tagging>'],
  ["a root named __proto__", tagging, "<__proto__/>"],
  ["an element with a prefix", tagging, '<s:Tagging xmlns:s="x"><TagSet/></s:Tagging>'],
  [
    "an element too deep",
    tagging,
    `${"<a>".repeat(limits.xmlDepth + 1)}${"</a>".repeat(limits.xmlDepth + 1)}`,
  ],
  ["a depth of a hundred thousand", tagging, "<a>".repeat(100_000)],
  ["too many elements", tagging, `<Tagging>${"<a/>".repeat(limits.xmlElements)}</Tagging>`],
  ["too many bytes", tagging, tag("k".repeat(limits.xmlBytes))],
  ["too many bytes that are few characters", tagging, tag("€".repeat(limits.xmlBytes / 2))],
  ["a million ampersands", tagging, tag("&".repeat(1_000_000))],
  ["a million less-than signs", tagging, "<".repeat(1_000_000)],
  ["a million unclosed comments", tagging, "<!--".repeat(1_000_000)],
  ["a million quotation marks", tagging, `<a ${'"'.repeat(1_000_001)}>`],
  [
    "a hundred thousand attributes",
    tagging,
    `<Tagging ${Array.from({ length: 100_000 }, (_, n) => `a${n}=""`).join(" ")}>`,
  ],
  ["a million blanks in a tag", tagging, `<Tagging ${" ".repeat(1_000_000)}x>`],
];

// That none of them takes longer than its length is a matter of steps: see server/linear.test.ts.

function attempt(shape: DocumentShape, text: string): unknown {
  try {
    return readXml(shape, text);
  } catch (error) {
    if (error instanceof S3Error) return error.code;
    throw error;
  }
}

test.each(refused)("a document with %s is MalformedXML", (_, shape, text) => {
  expect(attempt(shape, text)).toBe("MalformedXML");
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});

const read: readonly (readonly [string, DocumentShape, string, unknown])[] = [
  [
    "white space in text",
    tagging,
    tag("  a\t\n b "),
    { TagSet: [{ Key: "  a\t\n b ", Value: "" }] },
  ],
  ["white space alone", tagging, tag("   "), { TagSet: [{ Key: "   ", Value: "" }] }],
  [
    "references",
    tagging,
    tag("&#xD;&#10;&lt;&amp;#xD;&#x1F600;&#1;&apos;&quot;"),
    { TagSet: [{ Key: "\r\n<&#xD;😀\u0001'\"", Value: "" }] },
  ],
  [
    "decimal references of several digits",
    tagging,
    tag("&#8364;&#128512;&#0065;"),
    { TagSet: [{ Key: "€😀A", Value: "" }] },
  ],
  [
    "an attribute that is named like an element",
    versioning,
    '<VersioningConfiguration Status="Enabled"/>',
    {},
  ],
  [
    "an attribute that is a member",
    documentOf("PutBucketAcl"),
    grantTo('<Grantee xmlns:xsi="x" xsi:type="CanonicalUser"><ID>i</ID></Grantee>'),
    { Grants: [{ Grantee: { Type: "CanonicalUser", ID: "i" } }] },
  ],
  [
    "character data",
    tagging,
    tag("a<![CDATA[<b>&amp;]]>c"),
    { TagSet: [{ Key: "a<b>&amp;c", Value: "" }] },
  ],
  ["a comment in text", tagging, tag("a<!-- & -->b"), { TagSet: [{ Key: "ab", Value: "" }] }],
  ["line ends of Windows", tagging, tag("a\r\nb\rc"), { TagSet: [{ Key: "a\nb\nc", Value: "" }] }],
  [
    "indentation",
    tagging,
    "\ufeff<?xml version='1.0'?>\n<Tagging>\n  <TagSet >\n  </TagSet\n>\n</Tagging>\n<!-- end -->\n",
    { TagSet: [] },
  ],
  ["an empty list", tagging, "<Tagging><TagSet/></Tagging>", { TagSet: [] }],
  [
    "an empty structure",
    replication,
    rule("<Filter/>"),
    { Role: "r", Rules: [{ Status: "Enabled", Destination: { Bucket: "b" }, Filter: {} }] },
  ],
  [
    "a namespace",
    versioning,
    '<VersioningConfiguration xmlns="http://example.com/other" xmlns:x="y" x:z="1"/>',
    {},
  ],
  [
    "the least and the largest number",
    replication,
    rule("<Priority> -2147483648 </Priority>"),
    {
      Role: "r",
      Rules: [{ Status: "Enabled", Destination: { Bucket: "b" }, Priority: -2147483648 }],
    },
  ],
];

test.each(read)("a document with %s is read", (_, shape, text, value) => {
  expect(readXml(shape, text)).toEqual(value);
});
