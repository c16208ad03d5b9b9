import {
  compare,
  parseReasons,
  shortened,
  updated,
} from "../../scripts/suites/knownDifferences.js";
import { resultsOf } from "../../scripts/suites/minioGo.js";
import { resultOf } from "../../scripts/suites/versitygw.js";

const comment = "# What the kinds are\n\n";
const list = `${comment}## minio-go

testSelect: not simulated: SelectObjectContent

## versitygw

CreateBucket_as_user: own: makes its users itself
PutObject_success: S3 differs: there is no size
`;

describe("the list of known differences", () => {
  test("has the reasons of each suite by the names of its tests", () => {
    expect([...parseReasons(list, "versitygw")]).toEqual([
      ["CreateBucket_as_user", "own: makes its users itself"],
      ["PutObject_success", "S3 differs: there is no size"],
    ]);
    expect(parseReasons(list, "of nobody").size).toBe(0);
  });

  test.each([
    ["a line without a reason", "testOther", "testOther"],
    ["a reason of no kind", "testOther: it does not work", "it does not work"],
    ["a test twice", "testSelect: own: it is twice", "testSelect is listed twice"],
  ])("is refused with %s", (_, line, message) => {
    const broken = list.replace("SelectObjectContent\n", `SelectObjectContent\n${line}\n`);
    expect(() => parseReasons(broken, "minio-go")).toThrow(message);
  });

  test("tells what is new on it, what is gone from it and what is known", () => {
    const results = [
      { name: "CreateBucket_as_user", failure: "no user" },
      { name: "PutObject_success" },
      { name: "GetObject_success", failure: "no object" },
      { name: "HeadObject_success" },
    ];
    expect(compare(results, parseReasons(list, "versitygw"))).toEqual({
      fresh: [{ name: "GetObject_success", failure: "no object" }],
      gone: ["PutObject_success"],
      known: [{ name: "CreateBucket_as_user", failure: "no user" }],
    });
  });

  test("counts a test as gone that the suite has no more", () => {
    const { gone } = compare([], parseReasons(list, "minio-go"));
    expect(gone).toEqual(["testSelect"]);
  });

  test("is updated line by line: reasons stay, and a new test is still to do", () => {
    const changed = updated(list, "versitygw", {
      fresh: [{ name: "AbortUpload", failure: "it\n  says" }],
      gone: ["PutObject_success"],
      known: [],
    });
    expect(changed).toBe(`${comment}## minio-go

testSelect: not simulated: SelectObjectContent

## versitygw

AbortUpload: to do: it says
CreateBucket_as_user: own: makes its users itself
`);
    expect(updated(changed, "minio-go", { fresh: [], gone: [], known: [] })).toBe(changed);
  });

  test("gets the section of a suite that is not on it", () => {
    const fresh = [{ name: "testSelect", failure: "none" }];
    const made = updated(comment, "minio-go", { fresh, gone: [], known: [] });
    expect(made).toBe(`${comment}## minio-go\n\ntestSelect: to do: none\n`);
  });

  test("has no ids of requests, and no line that is too long", () => {
    const failure = `StatusCode: 400, RequestID: ABC, HostID: d/e=, api error ${"x".repeat(300)}`;
    const line = shortened({ name: "any", failure });
    expect(line).toMatch(/^StatusCode: 400, api error x+…$/);
    expect(line).toHaveLength(200);
  });
});

describe("a test of versitygw", () => {
  const color = (code: number, text: string) => `\u001b[${code}m${text} \u001b[0m`;
  const result = (output: string, orElse = "") => resultOf("GetObject_success", { output, orElse });

  test.each([
    [
      "it says so",
      `${color(36, "RUN")} GetObject_success\n${color(32, "PASS")} GetObject_success\n`,
    ],
    [
      "only the bucket could not be deleted",
      `${color(36, "RUN")} GetObject_success\n\u001b[31mGetObject_success: failed to delete the bucket: no`,
    ],
  ])("has passed where %s", (_, output) => {
    expect(result(output)).toEqual({ name: "GetObject_success" });
  });

  test("has failed for the reason that it gives, and not for that of its cleaning up", () => {
    const output = `${color(36, "RUN")} GetObject_success
${color(31, "FAIL")} GetObject_success: expected 1,
 instead got 2
\u001b[31mGetObject_success: failed to delete the bucket: no`;
    const failure = "expected 1,\n instead got 2";
    expect(result(output)).toEqual({ name: "GetObject_success", failure });
  });

  test("has failed where it broke off", () => {
    const output = `${color(36, "RUN")} GetObject_success\n`;
    expect(result(output, "panic: nil")).toMatchObject({ failure: "panic: nil" });
    expect(result("")).toMatchObject({ failure: "It said nothing." });
  });
});

describe("the lines of minio-go", () => {
  const line = (name: string, rest: object) =>
    JSON.stringify({ time: "2026-01-01", name: `minio-go: ${name}`, ...rest });

  test("are one result for each test, the first that is no PASS", () => {
    const output = [
      line("testCopy", { status: "PASS" }),
      line("testCopy", { status: "FAIL", message: "not the same", error: "412" }),
      line("testCopy", { status: "FAIL", message: "and later" }),
      line("testPut", { status: "PASS" }),
      "goroutine 1 [running]:",
      line("testSelect", { status: "NA", alert: "Select is NotImplemented" }),
    ].join("\n");
    expect(resultsOf(output)).toEqual([
      { name: "testCopy", failure: 'not the same: "412"' },
      { name: "testPut" },
      { name: "testSelect", failure: "Select is NotImplemented" },
    ]);
  });
});
