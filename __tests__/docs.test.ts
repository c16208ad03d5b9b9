import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot, runCompiler, withProject } from "./support/compiler.js";
import {
  type CodeBlock,
  codeBlocks,
  isProgram,
  isShell,
  scriptsRun,
} from "./support/docs/codeBlocks.js";
import { fixtures } from "./support/docs/fixtures.js";
import { collectBlock, isTestFile, runBlock } from "./support/docs/runBlock.js";

const pages = readdirSync(join(repositoryRoot, "docs")).filter((name) => name.endsWith(".md"));
const documents = [
  ...["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "RELEASING.md"],
  ...pages.map((name) => `docs/${name}`),
];
const blocks = documents.flatMap((path) =>
  codeBlocks(path, readFileSync(join(repositoryRoot, path), "utf8")),
);
const programs = blocks.filter(isProgram);

describe("a block of the documentation", () => {
  for (const block of programs.filter(isTestFile)) {
    describe(`at ${block.place} passes:`, () => collectBlock(block, providedTo(block)));
  }

  for (const block of programs.filter((program) => !isTestFile(program))) {
    test(`at ${block.place} runs and prints what it says`, async () => {
      const { printed, promised } = await runBlock(block, providedTo(block));
      if (promised.length > 0) expect(printed).toEqual(promised);
    });
  }

  test("that is TypeScript compiles", () => {
    expect(compilerMessages(programs.filter(({ language }) => !/^[cm]?js/.test(language)))).toEqual(
      [],
    );
  });
});

test("the commands of the documentation exist", () => {
  const manifest: { scripts: Record<string, string> } = JSON.parse(
    readFileSync(join(repositoryRoot, "package.json"), "utf8"),
  );
  const missing = blocks
    .filter(isShell)
    .flatMap((block) => scriptsRun(block).map((script) => ({ place: block.place, script })))
    .filter(({ script }) => !(script in manifest.scripts));
  expect(missing).toEqual([]);
});

test("the README has a program and commands in at most 150 lines", () => {
  const { length } = readFileSync(join(repositoryRoot, "README.md"), "utf8").trim().split("\n");
  expect(length).toBeLessThanOrEqual(150);
  const inReadme = blocks.filter(({ place }) => place.startsWith("README.md:"));
  expect(inReadme.filter(isProgram).length).toBeGreaterThan(0);
  expect(inReadme.flatMap(scriptsRun)).toContain("check");
});

function providedTo({ place, fixture }: CodeBlock): Record<string, unknown> {
  const modules = { require: requireInJest, module: { exports: {} }, exports: {} };
  if (fixture === undefined) return modules;
  const make = fixtures[fixture];
  if (make === undefined) {
    throw new Error(
      `${place} asks for the fixture ${fixture}: add it to support/docs/fixtures.ts.`,
    );
  }
  return { ...modules, ...make() };
}

/** Vitest cannot be loaded by Jest, and has the same words; scripts/readmeSteps.ts runs it itself. */
function requireInJest(name: string): unknown {
  if (name === "vitest") return { describe, expect, test };
  return require(name.replace(/^s3-replication-mock\/vitest$/, "s3-replication-mock/jest"));
}

/** Each block keeps its line, so that a message points into the Markdown file. */
function compilerMessages(typed: readonly CodeBlock[]): string[] {
  const sources = typed.map((block) => {
    const given = Object.keys(fixtures[block.fixture ?? ""]?.() ?? {});
    const declared = given.map((name) => `declare const ${name}: any;`).join(" ");
    const padding = "\n".repeat(block.line - 1);
    return [
      `${block.place.replace(/[.:/]/g, "-")}.ts`,
      `${declared}${padding}${block.code}\nexport {};\n`,
    ];
  });
  const settings = {
    extends: join(repositoryRoot, "tsconfig.json"),
    compilerOptions: {
      noUnusedLocals: false,
      types: ["node", "jest"],
      paths: {
        "s3-replication-mock": [join(repositoryRoot, "lib/index.ts")],
        ...Object.fromEntries(
          ["contract", "jest", "recording", "vitest"].map((entry) => [
            `s3-replication-mock/${entry}`,
            [join(repositoryRoot, `lib/testing/${entry}.ts`)],
          ]),
        ),
      },
    },
    include: ["*.ts"],
  };
  const files = {
    ...Object.fromEntries(sources),
    "package.json": '{"type":"module"}',
    "tsconfig.json": JSON.stringify(settings),
  };
  return withProject({ files, links: ["node_modules"] }, (folder) =>
    runCompiler(["-p", folder], folder),
  );
}
