/**
 * What may be imported of the package, and the source of each. An entry is a line here: the build, the
 * declarations, the report of the public types and the check of `exports` in package.json go by this list.
 */
export const entryPoints: Readonly<Record<string, string>> = {
  ".": "lib/index.ts",
  "./server": "lib/server/index.ts",
};

/** The command, which is no module to import. */
export const commandSource = "lib/cli/main.ts";

/** What the files of an entry are called, without extension: `"./server"` is in `server.js`. */
export function entryName(subpath: string): string {
  return subpath === "." ? "index" : subpath.slice("./".length);
}

/** What package.json has to say about the entries. */
export function entryFields(): Readonly<Record<"exports" | "typesVersions", object>> {
  const subpaths = Object.keys(entryPoints);
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
