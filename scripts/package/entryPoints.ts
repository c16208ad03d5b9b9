/** A module that users of the package may import. */
export interface EntryPoint {
  /** As `exports` of package.json names it. */
  readonly subpath: string;
  readonly source: string;
  /** The test runner that has to be there for it to load. */
  readonly runner?: string;
}

/**
 * What may be imported of the package. An entry is a line here: the build, the declarations, the report of
 * the public types, and the checks of package.json and of the package go by this list.
 */
export const entryPoints: readonly EntryPoint[] = [
  { subpath: ".", source: "lib/index.ts" },
  { subpath: "./server", source: "lib/server/index.ts" },
  { subpath: "./jest", source: "lib/testing/jest.ts", runner: "jest" },
  { subpath: "./vitest", source: "lib/testing/vitest.ts", runner: "vitest" },
  { subpath: "./matchers", source: "lib/testing/matchers.ts" },
  { subpath: "./assert", source: "lib/testing/assert.ts" },
  { subpath: "./contract", source: "lib/testing/contract.ts" },
  { subpath: "./recording", source: "lib/testing/recording.ts" },
];

/** The command, which is no module to import. */
export const commandSource = "lib/cli/main.ts";

/** What the command imports: all that it does. */
export const commandProgramSource = "lib/cli/run.ts";

/** What the files of an entry are called, without extension: `"./server"` is in `server.js`. */
export function entryName(subpath: string): string {
  return subpath === "." ? "index" : subpath.slice("./".length);
}

/** What package.json has to say about the entries. */
export function entryFields(): Readonly<Record<"exports" | "typesVersions", object>> {
  const subpaths = entryPoints.map(({ subpath }) => subpath);
  const file = (format: string, subpath: string, extension: string): string =>
    `./dist/${format}/${entryName(subpath)}${extension}`;
  const conditions = (format: string, subpath: string): object => ({
    types: file(format, subpath, ".d.ts"),
    default: file(format, subpath, ".js"),
  });
  return {
    exports: {
      ...Object.fromEntries(
        subpaths.map((subpath) => [
          subpath,
          { import: conditions("esm", subpath), require: conditions("cjs", subpath) },
        ]),
      ),
      "./package.json": "./package.json",
    },
    // For module resolution that does not know `exports`.
    typesVersions: {
      "*": Object.fromEntries(
        subpaths
          .filter((subpath) => subpath !== ".")
          .map((subpath) => [entryName(subpath), [file("cjs", subpath, ".d.ts")]]),
      ),
    },
  };
}
