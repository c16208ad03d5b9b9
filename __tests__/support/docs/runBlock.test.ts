import { type CodeBlock, codeBlocks, isProgram, isShell, scriptsRun } from "./codeBlocks.js";
import { collectBlock, isTestFile, runBlock } from "./runBlock.js";

const modules = { require, module: { exports: {} }, exports: {} };

function block(code: string): CodeBlock {
  const [first] = codeBlocks("A.md", `\`\`\`ts\n${code}\n\`\`\`\n`);
  if (first === undefined) throw new Error("The text has no block.");
  return first;
}

describe("codeBlocks", () => {
  const text =
    "# A\n\n```sh\nnpm run demo && npm test\n```\n\n<!-- fixture: one -->\n\n```js\nf();\n```\n";

  test("finds each block with its line and fixture", () => {
    expect(codeBlocks("A.md", text)).toMatchObject([
      { place: "A.md:4", language: "sh", fixture: undefined },
      { place: "A.md:10", language: "js", code: "f();", fixture: "one" },
    ]);
  });

  test("tells programs from commands", () => {
    const [shell, program] = codeBlocks("A.md", text);
    expect([shell, program].map((one) => one && [isProgram(one), isShell(one)])).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(shell && scriptsRun(shell)).toEqual(["demo", "test"]);
  });

  test("refuses a block that never ends", () => {
    expect(() => codeBlocks("A.md", "\n```ts\nf();")).toThrow("A.md:2 opens a block");
  });
});

describe("runBlock", () => {
  test("runs imports, types and top-level await", async () => {
    const code = [
      'import { sep } from "node:path";',
      "const later: number = await Promise.resolve(2);",
      "console.log(later, typeof sep); // 2 string",
    ];
    expect(await runBlock(block(code.join("\n")), modules)).toEqual({
      printed: ["2 string"],
      promised: ["2 string"],
    });
  });

  test.each([
    ["throws", 'throw new Error("no");', "no"],
    ["rejects", 'await Promise.reject(new Error("later"));', "later"],
    ["uses what nobody gave it", "client.send();", "client is not defined"],
    ["imports what does not exist", 'import { a } from "nowhere-to-be-found"; a();', "nowhere"],
  ])("fails for a block that %s", async (_name, code, message) => {
    await expect(runBlock(block(code), modules)).rejects.toThrow(message);
  });

  test("fails for a block that is no program", async () => {
    await expect(runBlock(block("const = ;"), modules)).rejects.toThrow();
  });

  test("gives a fixture to a block", async () => {
    const { printed } = await runBlock(block("console.log(given);"), { ...modules, given: 7 });
    expect(printed).toEqual(["7"]);
  });
});

describe("a block with tests of its own", () => {
  const tests = block(
    'import { sep } from "node:path";\ntest("has imports", () => expect(sep).toBeDefined());',
  );
  expect(isTestFile(tests)).toBe(true);
  collectBlock(tests, modules);
});
