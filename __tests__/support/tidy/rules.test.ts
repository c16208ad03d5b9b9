import * as codeRules from "./codeRules.js";
import * as importRules from "./importRules.js";
import { type SourceModule, sourceModule } from "./sourceModule.js";
import * as textRules from "./textRules.js";

type Check = (modules: readonly SourceModule[]) => string[];

const statements = (count: number): string => "f();\n".repeat(count);

/** Each rule broken once: the check, the file, its text, and what the message says. */
const broken: Record<string, [Check, string, string, RegExp]> = {
  "a lower layer that imports a higher one": [
    importRules.layerProblems,
    "lib/state/bucket.ts",
    'import { decide } from "../replication/decide.js";',
    /bucket\.ts:1 imports lib\/replication\/decide\.ts\. replication is not below state/,
  ],
  "a type import against the layers": [
    importRules.layerProblems,
    "lib/operations/putObject.ts",
    'import type { Incoming } from "../pipeline/incoming.js";',
    /pipeline is not below operations/,
  ],
  "an operation that knows the wire": [
    importRules.layerProblems,
    "lib/operations/putObject.ts",
    'export { readXml } from "../wire/xml.js";',
    /wire is not below operations/,
  ],
  "a wire that knows an operation": [
    importRules.wireProblems,
    "lib/wire/router.ts",
    'type Put = import("../operations/putObject.js").Put;',
    /The wire knows no operation/,
  ],
  "a file of no layer": [importRules.layerProblems, "lib/odds.ts", "f();", /belongs to no layer/],
  "code that reaches out of lib": [
    importRules.layerProblems,
    "lib/client/plugin.ts",
    'import { version } from "../../package.js";',
    /Nothing in lib imports from outside lib/,
  ],
  "a circle": [
    importRules.cycleProblems,
    "lib/state/bucket.ts",
    'import "./bucket.js";',
    /bucket\.ts → lib\/state\/bucket\.ts is a circle/,
  ],
  "the SDK at run time": [
    importRules.sdkImportProblems,
    "lib/client/plugin.ts",
    'import { type A, S3Client } from "@aws-sdk/client-s3";',
    /loads @aws-sdk\/client-s3/,
  ],
  "Smithy loaded late": [
    importRules.sdkImportProblems,
    "lib/client/plugin.ts",
    'const late = () => import("@smithy/core");',
    /loads @smithy\/core/,
  ],
  "an SDK type in the public declarations": [
    (modules) => importRules.sdkTypeProblems(modules, "lib/index.ts"),
    "lib/index.ts",
    'import type { S3Client } from "@aws-sdk/client-s3";',
    /lib\/index\.ts names types of @aws-sdk\/client-s3/,
  ],
  "a plain error": [
    codeRules.plainErrorProblems,
    "lib/a.ts",
    'throw new TypeError("x");',
    /a\.ts:1 makes TypeError\. Throw MockError/,
  ],
  "an error called": [
    codeRules.plainErrorProblems,
    "lib/a.ts",
    'const e = Error("x");',
    /makes Error/,
  ],
  "a class of errors": [
    codeRules.plainErrorProblems,
    "lib/a.ts",
    "class A extends Error {}",
    /makes Error/,
  ],
  "a long file": [codeRules.fileSizeProblems, "lib/a.ts", statements(251), /has 251 lines/],
  "a long function": [
    codeRules.functionSizeProblems,
    "lib/a.ts",
    `// é\nfunction a() {\n${statements(69)}}`,
    /a\.ts:2 is a function of 71 lines/,
  ],
  "a long arrow": [
    codeRules.functionSizeProblems,
    "lib/a.ts",
    `const a = () => {\n${statements(69)}};`,
    /71 lines/,
  ],
  "a long method": [
    codeRules.functionSizeProblems,
    "lib/a.ts",
    `class A {\n  a() {\n${statements(69)}}\n}`,
    /a\.ts:2 is a function of 71 lines/,
  ],
  "Date.now": [codeRules.bannedCallProblems, "lib/a.ts", "\nDate.now();", /a\.ts:2 uses Date\.now/],
  "Date.now not called": [codeRules.bannedCallProblems, "lib/a.ts", "f(Date.now);", /s3\.time/],
  "new Date()": [codeRules.bannedCallProblems, "lib/a.ts", "new Date();", /uses new Date\(\)/],
  "new Date": [codeRules.bannedCallProblems, "lib/a.ts", "new Date;", /uses new Date\(\)/],
  "Date()": [codeRules.bannedCallProblems, "lib/a.ts", "Date();", /uses new Date\(\)/],
  "Math.random": [codeRules.bannedCallProblems, "lib/a.ts", "Math.random();", /s3\.ids/],
  randomUUID: [
    codeRules.bannedCallProblems,
    "lib/a.ts",
    'import { randomUUID } from "node:crypto";',
    /uses randomUUID/,
  ],
  setTimeout: [codeRules.bannedCallProblems, "lib/a.ts", "setTimeout(f, 1);", /queue/],
  "a global timer": [
    codeRules.bannedCallProblems,
    "lib/a.ts",
    "globalThis.setInterval(f, 1);",
    /setInterval/,
  ],
  setImmediate: [codeRules.bannedCallProblems, "lib/a.ts", "setImmediate(f);", /setImmediate/],
  "export *": [codeRules.bannedSyntaxProblems, "lib/a.ts", 'export * from "./b.js";', /list the/],
  "a default export": [codeRules.bannedSyntaxProblems, "lib/a.ts", "export default 1;", /by name/],
  "a default function": [
    codeRules.bannedSyntaxProblems,
    "lib/a.ts",
    "export default function a() {}",
    /by name/,
  ],
  any: [codeRules.bannedSyntaxProblems, "lib/a.ts", "const a: any = 1;", /use `unknown`/],
  "any with a suppression that gives no reason": [
    codeRules.bannedSyntaxProblems,
    "lib/a.ts",
    "// biome-ignore lint/suspicious/noExplicitAny:\nconst a: any = 1;",
    /use `unknown`/,
  ],
  "!": [codeRules.bannedSyntaxProblems, "lib/a.ts", "f(a!.b);", /hides a missing value/],
  enum: [codeRules.bannedSyntaxProblems, "lib/a.ts", "enum A { B }", /union of literals/],
  namespace: [codeRules.bannedSyntaxProblems, "lib/a.ts", "namespace A { f(); }", /the module/],
  "an async operation": [
    codeRules.asyncProblems,
    "lib/operations/a.ts",
    "export const a = async () => {};",
    /is async/,
  ],
  "an async method": [
    codeRules.asyncProblems,
    "lib/state/a.ts",
    "class A { async a() {} }",
    /is async/,
  ],
  "a module's variable": [codeRules.moduleStateProblems, "lib/a.ts", "export let a = 1;", /State/],
  "a file of a name that stands elsewhere": [
    (modules) => importRules.sameNameProblems([...modules, sourceModule("lib/b/faults.ts", "")]),
    "lib/a/faults.ts",
    "",
    /lib\/a\/faults\.ts and lib\/b\/faults\.ts/,
  ],
};

describe("a broken rule is found:", () => {
  test.each(Object.entries(broken))("%s", (_name, [check, path, text, message]) => {
    const problems = check([sourceModule(path, text)]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
  });

  test("a circle through three files, once", () => {
    const circle = ["a", "b", "c"].map((name, index) =>
      sourceModule(`lib/${name}.ts`, `import "./${["b", "c", "a"][index]}.js";`),
    );
    expect(importRules.cycleProblems(circle)).toHaveLength(1);
  });

  test("an SDK type behind another file", () => {
    const declarations = [
      sourceModule("dist/index.d.ts", 'export { a } from "./a.js";'),
      sourceModule("dist/a.d.ts", 'export declare const a: import("@smithy/types").Pluggable;'),
    ];
    const named = declarations.map((module) => ({
      ...module,
      imports: module.imports.map((one) => ({
        ...one,
        target: one.target?.replace(/\.ts$/, ".d.ts"),
      })),
    }));
    expect(importRules.sdkTypeProblems(named, "dist/index.d.ts")).toEqual([
      expect.stringContaining("dist/index.d.ts → dist/a.d.ts names types of @smithy/types"),
    ]);
  });

  test.each(["utils", "helpers", "common", "types"])("a file called %s", (name) => {
    expect(textRules.fileNameProblems([{ path: `lib/wire/${name}.ts` }])).toHaveLength(1);
  });

  test.each([
    ["a home folder", ["see /", "home/me/notes"]],
    ["a Windows folder", ["C:", "\\Users\\me"]],
    ["a TO-DO", ["// TO", "DO later"]],
  ])("%s", (_name, parts) => {
    const text = `first\n${parts.join("")}`;
    const problems = textRules.textProblems([{ path: "README.md", text }]);
    expect(problems).toEqual([expect.stringContaining("README.md:2 ")]);
  });

  test("an operation without facts", () => {
    const facts = [{ path: "__tests__/conformance/a.test.ts", text: "new PutObjectCommand()" }];
    const problems = textRules.unprovenOperations(["PutObject", "PutObjectAcl"], facts);
    expect(problems).toEqual([expect.stringContaining("PutObjectAcl is registered")]);
  });
});

const kept: Record<string, [Check, string, string]> = {
  "a type import of the SDK": [
    importRules.sdkImportProblems,
    "lib/operations/a.ts",
    'import type { A } from "@aws-sdk/client-s3"; import { type B } from "@smithy/types";',
  ],
  "an import down the layers": [
    importRules.layerProblems,
    "lib/operations/a.ts",
    'import { decide } from "../replication/decide.js"; import { fail } from "../base/errors.js";',
  ],
  "a file of 250 lines": [codeRules.fileSizeProblems, "lib/a.ts", statements(250)],
  "a date that is told its time": [codeRules.bannedCallProblems, "lib/a.ts", "new Date(now);"],
  "the clock's own clock": [codeRules.bannedCallProblems, "lib/base/clock.ts", "Date.now();"],
  "any with a reason": [
    codeRules.bannedSyntaxProblems,
    "lib/a.ts",
    "// biome-ignore lint/suspicious/noExplicitAny: any SDK fits\nconst a: any = 1;",
  ],
  "a constant": [codeRules.moduleStateProblems, "lib/a.ts", "const a = 1; f(() => { let b; });"],
};

test.each(Object.entries(kept))("a kept rule passes: %s", (_name, [check, path, text]) => {
  expect(check([sourceModule(path, text)])).toEqual([]);
});

test("work put off with its issue passes", () => {
  const text = `// TO${"DO"} (#12) later`;
  expect(textRules.textProblems([{ path: "lib/a.ts", text }])).toEqual([]);
});
