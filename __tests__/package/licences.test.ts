import {
  type BillOfMaterials,
  billProblems,
  componentsOf,
} from "../../scripts/package/billOfMaterials.js";
import { type Component, licenceProblems } from "../../scripts/package/licences.js";

/** The packages whose licence stands elsewhere, so that none of them is said to be needless. */
const elsewhere: Component[] = ["busboy", "dicer", "streamsearch", "humanize-number", "only"].map(
  (name) => ({ name, version: "1.0.0", licence: undefined, isDevelopment: true }),
);

function problemsOf(licence: string | undefined, isDevelopment: boolean, name = "a"): string[] {
  return licenceProblems([...elsewhere, { name, version: "1.0.0", licence, isDevelopment }]);
}

test.each([
  "MIT",
  "Apache-2.0",
  "MIT OR GPL-3.0-only",
  "(AFL-2.1 OR BSD-3-Clause)",
  "Apache-2.0 AND MIT",
])("%s may be shipped with", (licence) => {
  expect(problemsOf(licence, false)).toEqual([]);
});

test.each(["GPL-3.0-only", "MIT AND GPL-3.0-only", "BlueOak-1.0.0", "UNLICENSED", "mit"])(
  "%s may not be shipped with",
  (licence) => {
    expect(problemsOf(licence, false)).toEqual([
      `a@1.0.0 is under ${licence}, which is not on the list in scripts/package/licences.ts.`,
    ]);
  },
);

test("a tool may be under what its users may not", () => {
  expect(problemsOf("CC-BY-4.0", true)).toEqual([]);
  expect(problemsOf("AGPL-3.0-only", true)).toHaveLength(1);
});

test("no licence is none, but where we have read it in another place, for a tool", () => {
  expect(problemsOf(undefined, true)).toEqual(["a@1.0.0 names no licence."]);
  expect(problemsOf(undefined, false, "busboy")).toEqual(["busboy@1.0.0 names no licence."]);
});

test("a place that nobody needs any more is told", () => {
  expect(licenceProblems(elsewhere.slice(1))).toEqual([
    "busboy is in scripts/package/licences.ts without need.",
  ]);
});

const development = [{ name: "cdx:npm:package:development", value: "true" }];

function component(name: string, members: object = {}): BillOfMaterials["components"][number] {
  const hashes = [{ alg: "SHA-512", content: "00" }];
  const ref = `${name}@1.0.0`;
  return { "bom-ref": ref, name, version: "1.0.0", purl: `pkg:npm/${ref}`, hashes, ...members };
}

function bill(components: BillOfMaterials["components"]): BillOfMaterials {
  return {
    bomFormat: "CycloneDX",
    metadata: { component: { "bom-ref": "ours@1.0.0" } },
    components,
    dependencies: [
      { ref: "ours@1.0.0", dependsOn: ["@s/a@1.0.0", "tool@1.0.0"] },
      { ref: "@s/a@1.0.0", dependsOn: ["b@1.0.0"] },
    ],
  };
}

const whole = [component("@s/a"), component("b"), component("tool", { properties: development })];

describe("a bill of materials", () => {
  test("that names everything passes", () => {
    expect(billProblems(bill(whole), ["@s/a"])).toEqual([]);
  });

  test("names every dependency", () => {
    expect(billProblems(bill(whole), ["@s/a", "c"])).toEqual(["c, a dependency, is not in it."]);
  });

  test("lets every package be verified", () => {
    const weak = component("weak", { hashes: [{ alg: "SHA-1", content: "00" }] });
    expect(billProblems(bill([...whole, weak]), ["@s/a"])).toEqual([
      "weak@1.0.0 has no address or no SHA-512.",
    ]);
  });

  test("knows what users install", () => {
    const mistaken = [component("@s/a"), component("b", { properties: development })];
    expect(billProblems(bill(mistaken), ["@s/a"])).toEqual([
      "b@1.0.0 is said to be for development, and is installed by users.",
    ]);
  });

  test("tells licences as it has them", () => {
    const licences = componentsOf(
      bill([
        component("a", { licenses: [{ license: { id: "MIT" } }] }),
        component("b", { licenses: [{ expression: "MIT OR ISC" }], properties: development }),
        component("c", { licenses: [{ license: { name: "Own" } }] }),
        component("d"),
      ]),
    );
    expect(licences).toEqual([
      { name: "a", version: "1.0.0", licence: "MIT", isDevelopment: false },
      { name: "b", version: "1.0.0", licence: "MIT OR ISC", isDevelopment: true },
      { name: "c", version: "1.0.0", licence: "Own", isDevelopment: false },
      { name: "d", version: "1.0.0", licence: undefined, isDevelopment: false },
    ]);
  });
});
