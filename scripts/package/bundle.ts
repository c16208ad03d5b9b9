import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type BuildOptions, build, type Plugin, transform } from "esbuild";
import type { BuiltPage } from "../../lib/console/builtPage.js";
import { repositoryRoot } from "../repositoryRoot.js";
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

/**
 * What is large and loaded by few stands once for both halves of the package, as CommonJS that either can
 * load: the console's page, and the writer of Parquet, which comes as ES modules alone.
 */
const sharedFiles = { page: "shared/page.cjs", parquet: "shared/parquet.cjs" };

const parquetWriter = "hyparquet-writer/src/write.js";

/** Leads to the shared files, from a chunk of either half. */
const useSharedFiles: Plugin = {
  name: "use-shared-files",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^shared\// }, ({ path }) => ({ path: `../../${path}`, external: true }));
    onResolve({ filter: /^hyparquet-writer\// }, () => ({
      path: `../../${sharedFiles.parquet}`,
      external: true,
    }));
    onLoad({ filter: /[/\\]lib[/\\]console[/\\]builtPage\.ts$/ }, () => ({
      contents: `import page from "${sharedFiles.page}"; export const builtPage = page;`,
      loader: "js",
    }));
  },
};

/** Writes the shared files to `dist/shared`. */
export async function bundleSharedFiles(page: BuiltPage): Promise<void> {
  const licences = ["hyparquet-writer", "hyparquet"].map((name) => {
    const licence = readFileSync(join(repositoryRoot, "node_modules", name, "LICENSE"), "utf8");
    return `/*! ${name}\n${licence}*/`;
  });
  await build({
    absWorkingDir: repositoryRoot,
    stdin: { contents: `export * from "${parquetWriter}";`, resolveDir: repositoryRoot },
    outfile: join("dist", sharedFiles.parquet),
    bundle: true,
    // Others' code is read in their repositories: here it is as small as it can be.
    minify: true,
    format: "cjs",
    platform: "node",
    target,
    banner: { js: licences.join("\n") },
    logLevel: "warning",
  });
  const file = join(repositoryRoot, "dist", sharedFiles.page);
  writeFileSync(file, `module.exports = ${JSON.stringify(page)};\n`);
}

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
export async function bundleModules(): Promise<void> {
  await build({
    ...shared,
    entryPoints: { ...entriesIn("esm/"), "cli/main": commandSource },
    outdir: "dist",
    chunkNames: "esm/chunks/[name]-[hash]",
    plugins: [requirePackages, useSharedFiles],
  });
  chmodSync(join(repositoryRoot, "dist/cli/main.js"), 0o755);
}

/**
 * Writes the CommonJS half to `dist/cjs`: the same files, each turned round by itself, since esbuild
 * shares code between entries in ES modules only, and a copy in each entry would be another class.
 */
export async function bundleCommonJs(): Promise<void> {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: entriesIn(""),
    outdir: "dist/cjs",
    chunkNames: "chunks/[name]-[hash]",
    plugins: [useSharedFiles],
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
