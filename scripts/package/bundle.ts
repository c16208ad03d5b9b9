import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { type BuildOptions, build, type Plugin, transform } from "esbuild";
import type { BuiltPage } from "../../lib/console/builtPage.js";
import { repositoryRoot } from "../repositoryRoot.js";
import { commonJsSource } from "./commonJsSource.js";
import { commandProgramSource, commandSource, entryName, entryPoints } from "./entryPoints.js";

/** What is large and loaded by few: the console's page, and the writer of Parquet, which comes as ES modules alone. */
const sharedFiles = { page: "shared/page.cjs", parquet: "shared/parquet.cjs" };

const parquetWriter = "hyparquet-writer/src/write.js";

/** Leads to the shared files, from a chunk. */
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

/** What the command does, for its ES module to import. */
const commandProgram = "chunks/command";

/** Who imports it and not the code itself: whoever can only be loaded as an ES module. */
const modulesOnly = entryPoints.filter(({ runner }) => runner === "vitest");

/**
 * Writes the package's code to `dist/cjs`, and gives the names that each entry exports. A few files instead
 * of a hundred: a loader takes its time with each. What entries share and what is imported on demand is a
 * file of its own. Neither minified nor mapped: a stack trace leads to code that can be read as it is.
 * esbuild shares code between entries in ES modules only, so each file is turned round by itself: a copy in
 * each entry would be another class.
 */
export async function bundleCommonJs(): Promise<ReadonlyMap<string, readonly string[]>> {
  const entries = entryPoints.map(({ subpath, source }) => [entryName(subpath), source]);
  const { outputFiles, metafile } = await build({
    absWorkingDir: repositoryRoot,
    entryPoints: Object.fromEntries([...entries, [commandProgram, commandProgramSource]]),
    outdir: "dist/cjs",
    chunkNames: "chunks/[name]-[hash]",
    format: "esm",
    splitting: true,
    bundle: true,
    packages: "external",
    platform: "node",
    target,
    plugins: [useSharedFiles],
    logLevel: "warning",
    write: false,
    metafile: true,
  });
  for (const { path, text } of outputFiles) {
    const isEntry = dirname(path) === join(repositoryRoot, "dist/cjs");
    const { code } = await transform(commonJsSource(text, { isEntry }), {
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
  return new Map(
    entryPoints.map(({ subpath }) => {
      const name = entryName(subpath);
      return [name, metafile.outputs[`dist/cjs/${name}.js`]?.exports ?? []];
    }),
  );
}

/**
 * Writes to `dist/esm` what ES modules import, and to `dist/cli` the command. Both lead to the code in
 * `dist/cjs`: it is shipped once, and a process that imports and requires the package has one class of mocks
 * and one of errors. Names are exported one by one, which every loader and bundler understands of CommonJS.
 */
export async function bundleModules(
  exports: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  mkdirSync(join(repositoryRoot, "dist/esm"), { recursive: true });
  for (const [name, names] of exports) {
    const what = names.length === 0 ? "import" : `export { ${names.join(", ")} } from`;
    writeFileSync(join(repositoryRoot, `dist/esm/${name}.js`), `${what} "../cjs/${name}.js";\n`);
  }
  const lead: BuildOptions = {
    absWorkingDir: repositoryRoot,
    format: "esm",
    bundle: true,
    packages: "external",
    platform: "node",
    target,
    logLevel: "warning",
  };
  for (const { subpath, source } of modulesOnly) {
    const outfile = `dist/esm/${entryName(subpath)}.js`;
    const others = entryPoints.filter((entry) => entry.source !== source);
    const files = others.map(
      (entry) => [entry.source, `./${entryName(entry.subpath)}.js`] as const,
    );
    await build({ ...lead, entryPoints: [source], outfile, plugins: [leadTo(new Map(files))] });
  }
  const program = new Map([[commandProgramSource, `../cjs/${commandProgram}.js`]]);
  const outfile = "dist/cli/main.js";
  await build({ ...lead, entryPoints: [commandSource], outfile, plugins: [leadTo(program)] });
  chmodSync(join(repositoryRoot, outfile), 0o755);
}

/** Imports files of the package in place of sources. */
function leadTo(files: ReadonlyMap<string, string>): Plugin {
  return {
    name: "lead-to-files",
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        const source = relative(repositoryRoot, resolve(resolveDir, path));
        const file = files.get(source.replace(/\.js$/, ".ts"));
        return file === undefined ? undefined : { path: file, external: true };
      });
    },
  };
}
