import type { LifecycleRule } from "@aws-sdk/client-s3";
import { compileLifecycle } from "../../lib/lifecycle/compileLifecycle.js";
import { expirationHeader } from "../../lib/operations/objects/expirationHeader.js";
import { newLifecycle } from "../../lib/state/lifecycleSchedule.js";

interface Version {
  readonly key?: string;
  readonly tags?: Record<string, string>;
  readonly bytes?: number;
  readonly lastModified?: string;
}

function headerOf(rules: readonly Partial<LifecycleRule>[], version: Version = {}) {
  const Rules = rules.map((rule) => ({
    ID: "rule",
    Status: "Enabled" as const,
    Filter: {},
    ...rule,
  }));
  const compiled = compileLifecycle({ Rules });
  const bucket = { lifecycle: compiled && newLifecycle(compiled) };
  const { key = "key", tags = {}, bytes = 0, lastModified = "2026-02-14T12:00:00Z" } = version;
  return expirationHeader(bucket, {
    key,
    tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    content: { bytes: new Uint8Array(bytes), etag: "", checksum: undefined, parts: undefined },
    lastModified: Date.parse(lastModified),
  });
}

const ruleIn = (header: string | undefined) => /rule-id="(.*)"/.exec(header ?? "")?.[1];
const days = (Days: number) => ({ Expiration: { Days } });
const tag = { Key: "key", Value: "value" };

describe("x-amz-expiration", () => {
  test.each([
    ["2026-02-14T12:00:00Z", "Sun, 22 Feb 2026 00:00:00 GMT"],
    ["2026-02-14T23:59:59Z", "Sun, 22 Feb 2026 00:00:00 GMT"],
    ["2026-02-15T00:00:00Z", "Mon, 23 Feb 2026 00:00:00 GMT"],
    ["2026-02-15T00:00:01Z", "Mon, 23 Feb 2026 00:00:00 GMT"],
  ])("rounds seven days after %s up to %s", (lastModified, date) => {
    expect(headerOf([days(7)], { lastModified })).toBe(`expiry-date="${date}", rule-id="rule"`);
  });

  test("has the date of a rule that names one", () => {
    const Expiration = { Date: new Date("2027-01-01T00:00:00Z") };
    expect(headerOf([{ Expiration }])).toBe(
      'expiry-date="Fri, 01 Jan 2027 00:00:00 GMT", rule-id="rule"',
    );
  });

  test("has a date also where JavaScript has none", () => {
    expect(headerOf([days(2_147_483_647)])).toContain("13 Sep 275760");
  });

  // field-reports D2 (A)
  test("escapes quotes, percent signs and what is not ASCII in the rule's id, and no more", () => {
    const ID = 'a "rule" of 100%: ü & <€>';
    const escaped = "a %22rule%22 of 100%25: %c3%bc & <%e2%82%ac>";
    expect(ruleIn(headerOf([{ ...days(1), ID }]))).toBe(escaped);
  });

  test.each<[string, Partial<LifecycleRule>, Version, boolean]>([
    ["another prefix", { Filter: { Prefix: "logs/" } }, { key: "data/1" }, false],
    ["its prefix", { Filter: { Prefix: "logs/" } }, { key: "logs/1" }, true],
    ["its prefix beside the rule", { Filter: undefined, Prefix: "logs/" }, { key: "logs/1" }, true],
    ["no tags", { Filter: { Tag: tag } }, {}, false],
    ["its tag among others", { Filter: { Tag: tag } }, { tags: { a: "b", key: "value" } }, true],
    ["another value", { Filter: { Tag: tag } }, { tags: { key: "other" } }, false],
    ["just its size", { Filter: { ObjectSizeGreaterThan: 20 } }, { bytes: 20 }, false],
    ["more than its size", { Filter: { ObjectSizeGreaterThan: 20 } }, { bytes: 21 }, true],
    ["less than its size", { Filter: { ObjectSizeLessThan: 10 } }, { bytes: 9 }, true],
    [
      "a part of what it asks",
      { Filter: { And: { Prefix: "logs/", Tags: [tag] } } },
      { key: "logs/1" },
      false,
    ],
    [
      "all that it asks",
      { Filter: { And: { Prefix: "logs/", Tags: [tag] } } },
      { key: "logs/1", tags: { key: "value" } },
      true,
    ],
  ])("of an object with %s: %#", (_name, rule, version, isShown) => {
    expect(headerOf([{ ...days(1), ...rule }], version) !== undefined).toBe(isShown);
  });

  test.each<[string, Partial<LifecycleRule>]>([
    ["that is disabled", { ...days(1), Status: "Disabled" }],
    ["for delete markers", { Expiration: { ExpiredObjectDeleteMarker: true } }],
    ["for noncurrent versions", { NoncurrentVersionExpiration: { NoncurrentDays: 1 } }],
  ])("is not there for a rule %s", (_name, rule) => {
    expect(headerOf([rule])).toBeUndefined();
  });

  test("is that of the rule which expires the object first, and of equal ones the first", () => {
    const rules = [
      { ...days(9), ID: "late" },
      { ...days(7), ID: "one" },
      { ...days(7), ID: "two" },
    ];
    expect(ruleIn(headerOf(rules))).toBe("one");
  });
});
