import { attempt, StepCounter, stepsForTwice } from "../support/countedSteps.js";

// What is loaded from here on is counted.
const counter = new StepCounter();
const { readHead } =
  require("../../lib/server/requestHead.js") as typeof import("../../lib/server/requestHead.js");
const { canonicalRequest } =
  require("../../lib/server/signatureV4.js") as typeof import("../../lib/server/signatureV4.js");
const { checkPolicy } =
  require("../../lib/server/postPolicy.js") as typeof import("../../lib/server/postPolicy.js");
const { readPostForm } =
  require("../../lib/wire/postForm.js") as typeof import("../../lib/wire/postForm.js");
const { decodeAwsChunked } =
  require("../../lib/wire/awsChunked.js") as typeof import("../../lib/wire/awsChunked.js");
const { splitHeader } =
  require("../../lib/wire/headerList.js") as typeof import("../../lib/wire/headerList.js");
const { parseXml } =
  require("../../lib/wire/xmlTree.js") as typeof import("../../lib/wire/xmlTree.js");
const { ByteSink } =
  require("../../lib/server/byteSink.js") as typeof import("../../lib/server/byteSink.js");

afterAll(() => counter.close());

const target = (url: string) =>
  ({ method: "GET", url, httpVersion: "1.1", rawHeaders: ["host", "h"] }) as never;
const boundary = "--b";
const formType = "multipart/form-data; boundary=b";
const field = (name: string, value: string) =>
  `${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const elements = (count: number, element: string) => `<a>${element.repeat(count)}</a>`;

/** What reads a request, by what there is much of: each is given a size. */
const readers: Record<string, (size: number) => () => unknown> = {
  "a parameter that comes again and again": (size) => {
    const message = target(`/?${"a&".repeat(size)}`);
    return () => readHead(message, []);
  },
  "parameters of many names": (size) => {
    const names = Array.from({ length: size }, (_, index) => `a${index}=%20`);
    const message = target(`/?${names.join("&")}`);
    return () => readHead(message, []);
  },
  "a header that comes again and again": (size) => {
    const rawHeaders = Array.from({ length: size * 2 }, (_, index) => (index % 2 ? "v" : "x-a"));
    const message = { method: "GET", url: "/", rawHeaders: ["host", "h", ...rawHeaders] } as never;
    return () => readHead(message, []);
  },
  "a list in a header": (size) => () => splitHeader('a,"b\\"c" ,'.repeat(size)),
  "a list whose quotation never ends": (size) => () => splitHeader('"a,'.repeat(size)),
  "a list of escaped quotation marks": (size) => () => splitHeader('"\\",'.repeat(size)),
  "a signed parameter that comes again and again": (size) => {
    const query = { a: Array.from({ length: size }, () => "v") };
    const request = { method: "GET", hostname: "h", path: "/", query, headers: {} };
    return () => canonicalRequest({ request, signedHeaders: ["host"], payloadHash: "" });
  },
  "a form of many fields": (size) => {
    const fields = Array.from({ length: size }, (_, index) => field(`a${index}`, ""));
    const body = Buffer.from(`${fields.join("")}${field("file", "1")}${boundary}--\r\n`);
    // The limit of a form's fields is far below.
    return () => attempt(() => readPostForm(formType, body));
  },
  "a form's part with a long head": (size) => {
    const head = `content-disposition: form-data; name="a"${'; name="'.repeat(size)}`;
    const body = Buffer.from(
      `${boundary}\r\n${head}\r\n\r\n1\r\n${field("file", "1")}${boundary}--`,
    );
    return () => attempt(() => readPostForm(formType, body));
  },
  "a form's file that is nearly full of boundaries": (size) => {
    const body = Buffer.from(`${field("file", "\r\n--a".repeat(size))}${boundary}--\r\n`);
    return () => readPostForm(formType, body);
  },
  "a policy of many conditions": (size) => {
    const conditions = Array.from({ length: size }, () => ["starts-with", "$content-type", "a"]);
    const policy = { expiration: "2027-01-01T00:00:00Z", conditions };
    const encoded = Buffer.from(JSON.stringify(policy)).toString("base64");
    const fields = new Map([["content-type", "a,a".repeat(size)]]);
    const subject = { bucket: "b", key: "k", fields, fileBytes: 1 };
    return () => checkPolicy(encoded, subject, [{ now: () => 0 }]);
  },
  "many chunks": (size) => {
    const encoded = Buffer.from(`${`2000\r\n${"a".repeat(8192)}\r\n`.repeat(size)}0\r\n\r\n`);
    return () => decodeAwsChunked(Buffer.from(encoded));
  },
  "many trailers": (size) => {
    const encoded = Buffer.from(`0\r\n${"a:1\r\n".repeat(size)}\r\n`);
    return () => decodeAwsChunked(Buffer.from(encoded));
  },
  "a body in many pieces": (size) => () => {
    const sink = new ByteSink(10);
    for (let index = 0; index < size; index++) sink.add(new Uint8Array(10));
    return sink.take();
  },
  "a document of many elements": (size) => () => parseXml(elements(size, "<b>c</b>")),
  "a document of one long text": (size) => () => parseXml(elements(size, "c&amp;")),
  "a document of many comments": (size) => () => parseXml(elements(size, "c<!-- -->")),
  "a document of many character data": (size) => () => parseXml(elements(size, "c<![CDATA[d]]>")),
  "a document of many instructions": (size) => () => parseXml(elements(size, "c<?d e?>")),
  "an element of many attributes": (size) => {
    const attributes = Array.from({ length: size }, (_, index) => `a${index}="v"`);
    return () => parseXml(`<a ${attributes.join(" ")}/>`);
  },
  "a tag of blanks": (size) => () => parseXml(`<a${" ".repeat(size)}/>`),
  "tags that never end": (size) => () => attempt(() => parseXml("<a ".repeat(size))),
  "comments that never end": (size) => () => attempt(() => parseXml(`<a>${"<!--".repeat(size)}`)),
  "quotation marks that never end": (size) => () =>
    attempt(() => parseXml(`<a ${'b="'.repeat(size)}`)),
};

describe("twice as much takes at most 2.5 times the steps:", () => {
  test.each(Object.entries(readers))("%s", (_name, reader) => {
    const { steps, ratio } = stepsForTwice(counter, reader);
    expect(steps).toBeGreaterThan(500);
    expect(ratio).toBeLessThan(2.5);
  });
});

test("the counter sees what is quadratic", () => {
  const quadratic = (size: number) => () => {
    let list: unknown[] = [];
    for (let index = 0; index < size; index++) list = [list, index].flat();
    return list;
  };
  const [once, twice] = [counter.stepsOf(quadratic(500)), counter.stepsOf(quadratic(1_000))];
  expect(twice / once).toBeGreaterThan(3.5);
});
