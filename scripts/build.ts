import { spawnSync } from "node:child_process";
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Format, type Plugin } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** What the library takes of its dependencies that come as many ES modules or one CommonJS file. */
const loadedByRequire: Readonly<Record<string, readonly string[]>> = {
  "fast-xml-parser": ["XMLParser", "XMLValidator"],
  "hash-wasm": ["createCRC32", "createCRC64"],
  "sorted-btree": ["default"],
};

/** From an ES module too, these load four to ten times faster as the one CommonJS file that they have. */
const requirePackages: Plugin = {
  name: "require-packages",
  setup({ onResolve, onLoad }) {
    const filter = new RegExp(`^(${Object.keys(loadedByRequire).join("|")})$`);
    onResolve({ filter }, ({ path }) => ({ path, namespace: "required" }));
    onLoad({ filter, namespace: "required" }, ({ path }) => ({
      resolveDir: root,
      contents: `import { createRequire } from "node:module";
        const loaded = createRequire(import.meta.url)("${path}");
        ${(loadedByRequire[path] ?? []).map(exported).join("\n")}`,
    }));
  },
};

function exported(name: string): string {
  return name === "default"
    ? "export default loaded.default;"
    : `export const ${name} = loaded.${name};`;
}

const library = { entryPoints: ["lib/index.ts", "lib/server/index.ts"], outbase: "lib" };
const command = { entryPoints: ["lib/cli/main.ts"], outbase: "lib/cli" };

/**
 * A few files instead of a hundred: an ES module loader takes its time with each. What is imported on
 * demand is a file of its own, or, in CommonJS, code that waits until then.
 */
async function bundle(
  format: Format,
  outdir: string,
  { entryPoints, outbase }: { entryPoints: string[]; outbase: string } = library,
): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints,
    outbase,
    outdir,
    format,
    splitting: format === "esm",
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    packages: "external",
    plugins: format === "esm" ? [requirePackages] : [],
    platform: "node",
    target: "node20.15",
    sourcemap: true,
    sourcesContent: false,
    logLevel: "warning",
  });
}

function declare(): void {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const { status } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}

rmSync(join(root, "dist"), { recursive: true, force: true });
declare();
cpSync(join(root, "dist/esm"), join(root, "dist/cjs"), { recursive: true });
await bundle("esm", "dist/esm");
await bundle("cjs", "dist/cjs");
await bundle("esm", "dist/cli", command);
// The package is one of ES modules; this makes the .js files of the other half CommonJS.
writeFileSync(join(root, "dist/cjs/package.json"), '{"type":"commonjs"}\n');
