import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type BuildOptions, build, type Plugin, transform } from "esbuild";
import type { BuiltPage } from "../../lib/console/builtPage.js";
import { repositoryRoot } from "../repositoryRoot.js";
import { consolePage } from "./consolePage.js";
import { commandSource, entryName, entryPoints } from "./entryPoints.js";

/** Dependencies that come as many ES modules or one CommonJS file. */
const loadedByRequire = ["fast-xml-parser", "hash-wasm", "sorted-btree"];

const require = createRequire(import.meta.url);

/** From an ES module too, these load four to ten times faster as the one CommonJS file that they have. */
const requirePackages: Plugin = {
  name: "require-packages",
  setup({ onResolve, onLoad }) {
    const filter = new RegExp(`^(${loadedByRequire.join("|")})$`);
    onResolve({ filter }, ({ path }) => ({ path, namespace: "required" }));
    onLoad({ filter, namespace: "required" }, ({ path }) => ({
      resolveDir: repositoryRoot,
      contents: `import { createRequire } from "node:module";
        const loaded = createRequire(import.meta.url)("${path}");
        ${Object.keys(require(path)).map(exported).join("\n")}`,
    }));
  },
};

/** Whatever the package has, by its name: a list of what is used would be forgotten. */
function exported(name: string): string {
  return name === "default"
    ? "export default loaded.default;"
    : `export const ${name} = loaded.${name};`;
}

/** Come as ES modules alone, which CommonJS on the oldest Node cannot load: they are built in, with their licence. */
const builtIn = /^hyparquet(?:-writer)?(?:\/|$)/;

const buildInPackages: Plugin = {
  name: "build-in-packages",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: builtIn }, ({ path, resolveDir }) => ({
      path: createRequire(join(resolveDir, "importer.js")).resolve(path),
    }));
    const entries = /\/(hyparquet(?:-writer)?)\/src\/(?:write|index|node)\.js$/;
    onLoad({ filter: entries }, async ({ path }) => {
      const licence = readFileSync(join(dirname(path), "../LICENSE"), "utf8");
      const [, name] = entries.exec(path) ?? [];
      const { code } = await transform(readFileSync(path, "utf8"), { minify: true });
      return { contents: `/*! ${name}\n${licence}*/\n${code}` };
    });
    // Others' code is read in their repositories: here it is as small as it can be.
    onLoad({ filter: /\/hyparquet(?:-writer)?\/src\/.*\.js$/ }, async ({ path }) => ({
      contents: (await transform(readFileSync(path, "utf8"), { minify: true })).code,
    }));
  },
};

const target = "node20.15";

/**
 * A few files instead of a hundred: an ES module loader takes its time with each. What entries share and
 * what is imported on demand is a file of its own. Neither minified nor mapped: a stack trace leads to code
 * that can be read as it is.
 */
const shared: BuildOptions & { readonly format: "esm" } = {
  absWorkingDir: repositoryRoot,
  format: "esm",
  splitting: true,
  bundle: true,
  packages: "external",
  platform: "node",
  target,
  logLevel: "warning",
};

/** Writes the ES modules to `dist/esm` and the command, which imports them, to `dist/cli`. */
export async function bundleModules(page: BuiltPage): Promise<void> {
  await build({
    ...shared,
    entryPoints: { ...entriesIn("esm/"), "cli/main": commandSource },
    outdir: "dist",
    chunkNames: "esm/chunks/[name]-[hash]",
    plugins: [requirePackages, buildInPackages, consolePage(page)],
  });
  chmodSync(join(repositoryRoot, "dist/cli/main.js"), 0o755);
}

/**
 * Writes the CommonJS half to `dist/cjs`: the same files, each turned round by itself, since esbuild
 * shares code between entries in ES modules only, and a copy in each entry would be another class.
 */
export async function bundleCommonJs(page: BuiltPage): Promise<void> {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: entriesIn(""),
    outdir: "dist/cjs",
    chunkNames: "chunks/[name]-[hash]",
    plugins: [buildInPackages, consolePage(page)],
    write: false,
  });
  for (const { path, text } of outputFiles) {
    const { code } = await transform(text, {
      format: "cjs",
      platform: "node",
      target,
      // Jest runs CommonJS where `import()` is not to be had.
      supported: { "dynamic-import": false },
    });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
  }
  // The package is one of ES modules; this makes the .js files of this half CommonJS.
  writeFileSync(join(repositoryRoot, "dist/cjs/package.json"), '{"type":"commonjs"}\n');
}

function entriesIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    entryPoints.map(({ subpath, source }) => [`${folder}${entryName(subpath)}`, source]),
  );
}
