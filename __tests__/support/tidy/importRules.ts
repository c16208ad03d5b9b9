import type { SourceModule } from "./sourceModule.js";

const foundation = ["errors", "demand", "limits", "clock", "ids", "checksums", "fields"];
const belowPipeline = [
  "requestFaults",
  "access",
  "accessPoints",
  "operations",
  "replication",
  "s3",
  "store",
  ...foundation,
];

/** What looks into the simulated S3 from beside the way of a request. */
const lookingIn = ["events", "explain", "metrics", "inspect", "history", "snapshot"];

/** What each layer may import, top to bottom; every layer may import itself. */
const allowedImports: Readonly<Record<string, readonly string[]>> = {
  index: [
    "replicationMock",
    "accountPlugin",
    "options",
    "plugin",
    "seeds",
    "replicationDocument",
    "server",
    ...lookingIn,
    ...belowPipeline,
  ],
  replicationMock: [
    ...["options", "accountPlugin", "plugin", "seeds", "replicationDocument", "server", "wire"],
    "dialects",
    ...lookingIn,
    ...belowPipeline,
  ],
  cli: ["index", "replicationMock", "options", "server", ...lookingIn, ...belowPipeline],
  server: [
    "refusal",
    "envelope",
    "replicationMock",
    "pipeline",
    "dialects",
    "wire",
    ...lookingIn,
    ...belowPipeline,
  ],
  options: ["seeds", "replicationDocument", "dialects", ...belowPipeline],
  seeds: ["replicationDocument", "dialects", ...belowPipeline],
  accountPlugin: ["plugin", "pipeline", "dialects", "objectStream", "wire", ...belowPipeline],
  plugin: ["abortSignal", "regionFallback", "wire"],
  abortSignal: [],
  regionFallback: ["environmentLoan"],
  environmentLoan: [],
  refusal: ["dialects", "envelope", "wire", "s3", "errors"],
  envelope: ["dialects", "wire", "s3"],
  pipeline: ["refusal", "envelope", "dialects", "wire", ...belowPipeline],
  dialects: ["wire", "operations", "replication", "s3", "store", ...foundation],
  events: ["operations", "replication", "s3", "store", ...foundation],
  explain: ["events", "replication", "s3", "store", ...foundation],
  metrics: ["s3", "store", ...foundation],
  inspect: ["replication", "s3", "store", ...foundation],
  history: ["s3", "store", ...foundation],
  snapshot: ["s3", "store", ...foundation],
  requestFaults: ["wire", "replication", "s3", "store", ...foundation],
  access: ["wire", "operations", "s3", "store", ...foundation],
  wire: foundation,
  operations: ["replication", "s3", "store", ...foundation],
  replication: ["s3", "store", ...foundation],
  s3: ["store", ...foundation],
  store: foundation,
  accessPoints: ["wire", "s3", "store", ...foundation],
  replicationDocument: [],
  objectStream: [],
  errorCatalogue: [],
  ...Object.fromEntries(foundation.map((layer) => [layer, foundation])),
  errors: ["errorCatalogue"],
};

/** Imports against the order of the layers, and files that belong to none. */
export function layerProblems(modules: readonly SourceModule[]): string[] {
  return modules.flatMap(({ path, imports }) => {
    const layer = layerOf(path);
    if (layer === undefined) return [];
    const allowed = allowedImports[layer];
    if (allowed === undefined) {
      return [
        `${path} belongs to no layer. Move it into a folder of its layer, or give it a row in allowedImports.`,
      ];
    }
    return imports.flatMap(({ target, line }) => {
      const below = target === undefined ? undefined : layerOf(target);
      if (target === undefined || below === layer) return [];
      if (below !== undefined && allowed.includes(below)) return [];
      return [`${path}:${line} imports ${target}. ${adviceFor(layer, below)}`];
    });
  });
}

function adviceFor(layer: string, below: string | undefined): string {
  if (below === undefined)
    return "Nothing in lib imports from outside lib: move the code into lib.";
  const pair = [layer, below].sort().join(" ");
  if (pair === "operations wire") {
    return "wire and operations do not know each other: let the pipeline hand over what is needed.";
  }
  return `${layer} may import only ${allowedImports[layer]?.join(", ")}: pass the value down as an argument, or move the code to the layer it serves.`;
}

/** `wire` for lib/wire/x.ts, `clock` for lib/clock.ts; undefined outside lib. */
function layerOf(path: string): string | undefined {
  return /^lib\/([^/]+?)(?:\.generated)?(?:\.ts)?(?:\/|$)/.exec(path)?.[1];
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
