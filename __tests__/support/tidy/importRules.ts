import type { SourceModule } from "./sourceModule.js";

/**
 * The layers from top to bottom: each may import itself and what stands below it. A folder of lib is a
 * layer, and its root holds nothing but the entry.
 */
export const layers = [
  "index",
  "cli",
  "testing",
  "mock",
  "server",
  "console",
  "client",
  "snapshot",
  "observe",
  "pipeline",
  "dialects",
  "wire",
  "agenda",
  "inventory",
  "operations",
  "lifecycle",
  "replication",
  "faults",
  "access",
  "defaults",
  "state",
  "base",
] as const;

/** Imports against the order of the layers, and files that belong to none. */
export function layerProblems(modules: readonly SourceModule[]): string[] {
  return modules.flatMap(({ path, imports }) => {
    const layer = layerOf(path);
    const place = layers.indexOf(layer as (typeof layers)[number]);
    if (place === -1) {
      return [`${path} belongs to no layer. Move it into the folder of one: ${layers.join(", ")}.`];
    }
    return imports.flatMap(({ target, line }) => {
      const other = target === undefined ? undefined : layerOf(target);
      if (target === undefined || other === layer) return [];
      if (layers.indexOf(other as (typeof layers)[number]) > place) return [];
      return [`${path}:${line} imports ${target}. ${adviceFor(layer, other)}`];
    });
  });
}

function adviceFor(layer: string | undefined, other: string | undefined): string {
  if (other === undefined)
    return "Nothing in lib imports from outside lib: move the code into lib.";
  return `${other} is not below ${layer}: pass the value down as an argument, or move the code to the layer it serves.`;
}

/** Files of one name in different folders: whoever reads the name thinks of one thing. The entries are one. */
export function sameNameProblems(modules: readonly Pick<SourceModule, "path">[]): string[] {
  const byName = new Map<string, string[]>();
  for (const { path } of modules) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (name !== "index.ts") byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  return [...byName.values()]
    .filter((paths) => paths.length > 1)
    .map((paths) => `${paths.join(" and ")} have one name: give each the name of what it does.`);
}

/** What the wire may know: it reads and writes S3's protocol by tables, and no operation by name. */
const belowWire: readonly string[] = ["wire", "base"];

/** Imports by which the wire would come to know what is done with what it reads. */
export function wireProblems(modules: readonly SourceModule[]): string[] {
  return modules
    .filter(({ path }) => layerOf(path) === "wire")
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target !== undefined && !belowWire.includes(layerOf(target) ?? ""))
        .map(
          ({ target, line }) =>
            `${path}:${line} imports ${target}. The wire knows no operation: let the pipeline hand over what is needed.`,
        ),
    );
}

/** `wire` for lib/wire/x.ts, `index` for lib/index.ts; undefined outside lib. */
function layerOf(path: string): string | undefined {
  return /^lib\/([^/]+?)(?:\.ts)?(?:\/|$)/.exec(path)?.[1];
}

/** Circles of imports, type-only ones among them, each told once. */
export function cycleProblems(modules: readonly SourceModule[]): string[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const finished = new Set<string>();
  const problems: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start !== -1) {
      const circle = [...trail.slice(start), path].join(" → ");
      problems.push(`${circle} is a circle. Move what both need into a file that imports neither.`);
      return;
    }
    if (finished.has(path)) return;
    for (const { target } of byPath.get(path)?.imports ?? []) {
      if (target !== undefined) visit(target, [...trail, path]);
    }
    finished.add(path);
  };
  for (const { path } of modules) visit(path, []);
  return problems;
}

/** The server verifies signatures with it; nobody who only uses the plugin loads it. */
const sigV4 = "@smithy/signature-v4";

/** What is loaded of the SDK after all, each with the reason. */
const loadedOnDemand: Readonly<Record<string, string>> = {
  "lib/server/signatureV4.ts":
    "a server with credentials checks signatures with what clients sign them with",
  "lib/testing/contractSdk.ts":
    "tests of a contract ask for a client of whatever endpoint they name",
};

/** Anything of AWS or Smithy that is loaded when lib runs. */
export function sdkImportProblems(modules: readonly SourceModule[]): string[] {
  const loading = modules.filter(({ path }) => !(path in loadedOnDemand));
  return loading.flatMap(({ path, imports }) =>
    imports
      .filter(({ specifier, isTypeOnly }) => isSdk(specifier) && !isTypeOnly)
      .filter(({ specifier }) => !(specifier === sigV4 && path.startsWith("lib/server/")))
      .map(
        ({ specifier, line }) =>
          `${path}:${line} loads ${specifier} at run time. Use \`import type\`, or generate what is needed into a table: users have clients of any version.`,
      ),
  );
}

/** AWS and Smithy packages that a user's compiler reads because of `entry`. */
export function sdkTypeProblems(modules: readonly SourceModule[], entry: string): string[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const via = new Map([[entry, entry]]);
  const problems: string[] = [];
  for (const [path, trail] of via) {
    for (const { specifier, target } of byPath.get(path)?.imports ?? []) {
      if (target !== undefined && !via.has(target)) via.set(target, `${trail} → ${target}`);
      if (isSdk(specifier)) {
        problems.push(
          `${trail} names types of ${specifier}. Public types are our own: they would stop compiling where the user's copy has another version.`,
        );
      }
    }
  }
  return problems;
}

function isSdk(specifier: string): boolean {
  return /^@(aws-sdk|smithy|aws-crypto)\//.test(specifier);
}
