import http from "node:http";
import fc from "fast-check";
import { joinHeader, splitHeader } from "../../lib/wire/headerList.js";
import { checkHeaders } from "../../lib/wire/headers.js";

/** What Node's own client does with a header, without a connection. */
function nodeError(name: string, value: unknown): Error | undefined {
  try {
    // It takes more than it declares, which is what this is about.
    new http.OutgoingMessage().setHeader(name, value as string);
    return undefined;
  } catch (error) {
    // Node throws nothing else.
    return error as Error;
  }
}

describe("headers", () => {
  test.each<[string, Record<string, unknown>, Record<string, string>]>([
    [
      "arrive as they are",
      { host: "h", "x-amz-acl": "private" },
      { host: "h", "x-amz-acl": "private" },
    ],
    ["arrive in lower case", { Expect: "100-continue" }, { expect: "100-continue" }],
    ["arrive without blanks around the value", { a: " \tb c\t " }, { a: "b c" }],
    ["keep a no-break space", { a: "\u00a0b\u00a0" }, { a: "\u00a0b\u00a0" }],
    ["may be empty", { a: "", b: "  " }, { a: "", b: "" }],
    ["may be numbers and booleans", { a: 5, b: true }, { a: "5", b: "true" }],
    ["may be lists", { a: ["b", " c"] }, { a: "b,  c" }],
    ["are the last of two that differ in case", { A: "1", a: "2" }, { a: "2" }],
  ])("%s", (_fact, sent, received) => {
    expect(checkHeaders(sent)).toEqual(received);
  });

  test.each<[string, string, unknown, string]>([
    ["metadata with a line break", "x-amz-meta-a", "a\nb", "ERR_INVALID_CHAR"],
    ["metadata beyond latin-1", "x-amz-meta-a", "日本", "ERR_INVALID_CHAR"],
    ["a list with a line break", "x-amz-meta-a", ["a", "a\nb"], "ERR_INVALID_CHAR"],
    ["a metadata key with a blank", "x-amz-meta-a b", "c", "ERR_INVALID_HTTP_TOKEN"],
    ["no name", "", "c", "ERR_INVALID_HTTP_TOKEN"],
    [
      "an unknown length",
      "x-amz-decoded-content-length",
      undefined,
      "ERR_HTTP_INVALID_HEADER_VALUE",
    ],
  ])("with %s fail as they fail in Node", (_name, name, value, code) => {
    const error = nodeError(name, value);
    expect(error).toMatchObject({ code });
    expect(() => checkHeaders({ host: "h", [name]: value })).toThrow(error);
  });

  test("are a copy, which later changes of the request do not reach", () => {
    const sent = { "amz-sdk-request": "attempt=1" };
    const received = checkHeaders(sent);
    sent["amz-sdk-request"] = "attempt=2";
    expect(received).toEqual({ "amz-sdk-request": "attempt=1" });
  });

  test("are accepted if and only if Node accepts them", () => {
    const text = fc.string({ unit: "binary", maxLength: 8 });
    fc.assert(
      fc.property(text, text, (name, value) => {
        const error = nodeError(name, value);
        if (error === undefined) expect(() => checkHeaders({ [name]: value })).not.toThrow();
        else expect(() => checkHeaders({ [name]: value })).toThrow(error);
      }),
    );
  });
});

describe("a header that is a list", () => {
  test.each<[header: string, items: readonly string[]]>([
    ["a,b , c", ["a", "b", "c"]],
    ['"a,b", c', ["a,b", "c"]],
    ['"a\\"b" , "c\\\\d"', ['a"b', "c\\d"]],
    [", a,, b,", ["a", "b"]],
    ['"", a', ["", "a"]],
    ["", []],
  ])("%s has the items %j", (header, items) => {
    expect(splitHeader(header)).toEqual(items);
  });

  test("puts items with a comma or a quote in them in quotes, and no others", () => {
    expect(joinHeader(["a b", "c,d", 'e"f', "g\\,h"])).toBe('a b, "c,d", "e\\"f", "g\\\\,h"');
  });

  test("is split into what it was joined of", () => {
    const item = fc
      .string({ unit: fc.constantFrom("a", "b", ",", '"', "\\", " ") })
      .map((text) => text.trim())
      .filter((text) => text !== "" && !(text.includes("\\") && !/[",]/.test(text)));
    fc.assert(
      fc.property(fc.array(item, { maxLength: 5 }), (items) => {
        expect(splitHeader(joinHeader(items))).toEqual(items);
      }),
    );
  });
});
