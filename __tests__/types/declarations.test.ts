import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { declarationDebts } from "../../scripts/package/declarationDebts.js";
import type { EntryDeclarations } from "../../scripts/package/declarations.js";
import { entryFields, entryPoints } from "../../scripts/package/entryPoints.js";
import { forgottenTypes } from "../../scripts/package/sharedDeclarations.js";
import { repositoryRoot, runCompiler, withProject } from "../support/compiler.js";
import { sdkTypeProblems } from "../support/tidy/importRules.js";
import { sourceModule } from "../support/tidy/sourceModule.js";

const manifestText = readFileSync(join(repositoryRoot, "package.json"), "utf8");
const manifest: { readonly dependencies: Record<string, string> } = JSON.parse(manifestText);

const consumer = `import { type ReplicationMock, replicationMock } from "s3-replication-mock";
export const mock: ReplicationMock = replicationMock({ region: "eu-west-1" });
export const notLoose: string = replicationMock();
`;

let entries: readonly EntryDeclarations[];

beforeAll(() => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--import", "tsx", "scripts/api.ts", "--json"],
    { cwd: repositoryRoot, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) throw new Error(stderr);
  entries = JSON.parse(stdout);
}, 60_000);

test("package.json exports the entries that are built", () => {
  expect(JSON.parse(manifestText)).toMatchObject(entryFields());
  expect(Object.keys(JSON.parse(manifestText).exports)).toEqual([
    ...entryPoints.map(({ subpath }) => subpath),
    "./package.json",
  ]);
});

describe("the public types", () => {
  test("are those in etc/api: `npm run api` writes down a change that is meant", () => {
    const folder = join(repositoryRoot, "etc/api");
    const accepted = readdirSync(folder).map((name) => [
      name,
      readFileSync(join(folder, name), "utf8"),
    ]);
    const reports = entries.map(({ name, report }) => [`${name}.api.md`, report]);
    expect(Object.fromEntries(reports)).toEqual(Object.fromEntries(accepted));
  });

  test("are made of types that can be imported", () => {
    const unexported = listsOf((text) => forgottenTypes(text).sort());
    expect(unexported).toEqual(declarationDebts.unexported);
  });

  test("are there without the types of Node", () => {
    const modules = listsOf((text) => [...new Set(text.match(/(?<=from ['"])node:[^'"]+/g))]);
    expect(modules).toEqual(declarationDebts.nodeModules);
    for (const { rolledUp } of entries) expect(rolledUp).not.toMatch(/\b(Buffer|NodeJS\.\w+)\b/);
  });
});

describe("the published declarations", () => {
  test("name no type of the SDK", () => {
    for (const { name, rolledUp } of entries) {
      const file = `${name}.d.ts`;
      expect(sdkTypeProblems([sourceModule(file, rolledUp)], file)).toEqual([]);
    }
  });

  test("compile in strict projects of both module systems, and are not loose", () => {
    withProject(project(), (folder) => {
      const notAString = (file: string): unknown =>
        expect.stringMatching(`^${file}/consumer\\.ts\\(3,14\\): error TS2322`);
      const messages = runCompiler(["-p", folder], folder).filter((line) => !line.startsWith(" "));
      expect(messages.sort()).toEqual([notAString("commonjs"), notAString("modules")]);
    });
  });
});

/** The package as installed, and a program of each kind that uses it: what it depends on, and no SDK. */
function project(): Parameters<typeof withProject>[0] {
  const installed = "node_modules/s3-replication-mock";
  const declarations = ["esm", "cjs"].flatMap((half) =>
    entries.map(({ name, rolledUp }) => [`${installed}/dist/${half}/${name}.d.ts`, rolledUp]),
  );
  const everyEntry = entryPoints
    .map(({ subpath }) => `import type {} from "${posix.join("s3-replication-mock", subpath)}";\n`)
    .join("");
  return {
    files: {
      ...Object.fromEntries(declarations),
      [`${installed}/package.json`]: manifestText,
      [`${installed}/dist/cjs/package.json`]: '{"type":"commonjs"}',
      "modules/package.json": '{"type":"module"}',
      "modules/consumer.ts": consumer,
      "modules/everyEntry.ts": everyEntry,
      "commonjs/package.json": '{"type":"commonjs"}',
      "commonjs/consumer.ts": consumer,
      "commonjs/everyEntry.ts": everyEntry,
      "tsconfig.json": JSON.stringify({
        compilerOptions: {
          module: "nodenext",
          target: "es2022",
          lib: ["es2022"],
          strict: true,
          exactOptionalPropertyTypes: true,
          skipLibCheck: false,
          noEmit: true,
          types: ["node"],
        },
      }),
    },
    links: ["@types/node", ...Object.keys(manifest.dependencies)].map(
      (name) => `node_modules/${name}`,
    ),
  };
}

/** What is found in the declarations of each entry where anything is. */
function listsOf(find: (text: string) => string[]): Record<string, string[]> {
  const found = entries.map(({ name, rolledUp }) => [name, find(rolledUp)] as const);
  return Object.fromEntries(found.filter(([, names]) => names.length > 0));
}
