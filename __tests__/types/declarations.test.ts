import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot, runCompiler, withProject } from "../support/compiler.js";
import { sdkTypeProblems } from "../support/tidy/importRules.js";
import { type SourceModule, sourceModule } from "../support/tidy/sourceModule.js";

const installed = "node_modules/s3-replication-mock";

const manifestText = readFileSync(join(repositoryRoot, "package.json"), "utf8");
const manifest: { readonly dependencies: Record<string, string> } = JSON.parse(manifestText);

const consumer = `import { type ReplicationMock, replicationMock } from "s3-replication-mock";
export const mock: ReplicationMock = replicationMock({ region: "eu-west-1" });
export const notLoose: string = replicationMock();
`;

/** The package as installed, and a program of each kind that uses it: what it depends on, and no SDK. */
const project = {
  files: {
    [`${installed}/package.json`]: manifestText,
    [`${installed}/dist/cjs/package.json`]: '{"type":"commonjs"}',
    "modules/package.json": '{"type":"module"}',
    "modules/consumer.ts": consumer,
    "commonjs/package.json": '{"type":"commonjs"}',
    "commonjs/consumer.ts": consumer,
    "tsconfig.json": JSON.stringify({
      compilerOptions: {
        module: "nodenext",
        target: "es2022",
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

describe("the published declarations", () => {
  test("name no type of the SDK", () => {
    withProject(project, (folder) => {
      const dist = declare("esm", folder);
      expect(sdkTypeProblems(declarations(dist), "index.d.ts")).toEqual([]);
    });
  });

  test("compile in strict projects of both module systems, and are not loose", () => {
    withProject(project, (folder) => {
      declare("esm", folder);
      declare("cjs", folder);
      const notAString = (file: string): unknown =>
        expect.stringMatching(`^${file}/consumer\\.ts\\(3,14\\): error TS2322`);
      const messages = runCompiler(["-p", folder], folder).filter((line) => !line.startsWith(" "));
      expect(messages.sort()).toEqual([notAString("commonjs"), notAString("modules")]);
    });
  });
});

/** Emits declarations only; whether the source compiles is for `npm run typecheck` to say. */
function declare(format: "esm" | "cjs", folder: string): string {
  const dist = join(folder, installed, "dist", format);
  const settings = join(repositoryRoot, "tsconfig.build.json");
  const emit = ["--declarationMap", "false"];
  expect(runCompiler(["-p", settings, ...emit, "--noCheck", "--outDir", dist])).toEqual([]);
  return dist;
}

function declarations(folder: string): SourceModule[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".d.ts"))
    .map((path) => {
      const text = readFileSync(join(folder, path), "utf8");
      const module = sourceModule(path.replaceAll("\\", "/"), text);
      const imports = module.imports.map((one) => ({
        ...one,
        target: one.target?.replace(/\.ts$/, ".d.ts"),
      }));
      return { ...module, imports };
    });
}
