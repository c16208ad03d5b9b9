import { fieldsOf } from "./sourceModule.js";

/** What people work on, and what the tests run on. */
const platforms = ["linux", "darwin", "win32"].flatMap((os) => [`${os} x64`, `${os} arm64`]);

const refill = "Remove the entry and run `npm install --package-lock-only`.";

type Packages = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** What `npm ci` would refuse or not verify on another machine, or what ties the lock file to one registry. */
export function lockProblems(lockText: string): string[] {
  const entries = Object.entries(fieldsOf(fieldsOf(JSON.parse(lockText)).packages));
  const packages: Packages = new Map(entries.map(([path, entry]) => [path, fieldsOf(entry)]));
  return [...packages].flatMap(([path, entry]) => [
    ...sourceProblems(path, entry),
    ...dependencyProblems(packages, path, entry),
    ...platformProblems(packages, path, entry),
  ]);
}

function sourceProblems(path: string, entry: Readonly<Record<string, unknown>>): string[] {
  const { resolved, integrity, link } = entry;
  const isInstalled = path.startsWith("node_modules/") && link !== true;
  return [
    ...(/^https?:/.test(String(resolved))
      ? [`${path} names a registry. Remove \`resolved\`: .npmrc keeps it out.`]
      : []),
    ...(isInstalled && !String(integrity).startsWith("sha512-")
      ? [`${path} has no sha512 to verify it by. ${refill}`]
      : []),
  ];
}

function dependencyProblems(
  packages: Packages,
  path: string,
  entry: Readonly<Record<string, unknown>>,
): string[] {
  const needed = { ...fieldsOf(entry.dependencies), ...fieldsOf(entry.optionalDependencies) };
  return Object.entries(needed).flatMap(([name, wanted]) => {
    const version = resolvedFrom(packages, path, name)?.version;
    if (version === undefined) {
      return [
        `${name}, which ${path} may need on another platform, is missing: npm ci would refuse the lock file. Lock against a registry that has it.`,
      ];
    }
    // Builds for platforms are named by their exact version.
    return /^\d+\.\d+\.\d+$/.test(String(wanted)) && version !== wanted
      ? [`${path} needs ${name} ${wanted}, and ${version} is there. ${refill}`]
      : [];
  });
}

/** A package with builds for several platforms has one for each of ours. */
function platformProblems(
  packages: Packages,
  path: string,
  entry: Readonly<Record<string, unknown>>,
): string[] {
  const builds = Object.keys(fieldsOf(entry.optionalDependencies)).flatMap((name) => {
    const { os, cpu } = resolvedFrom(packages, path, name) ?? {};
    return product(textsIn(os), textsIn(cpu));
  });
  if (builds.length < 2) return [];
  return platforms
    .filter((platform) => !builds.includes(platform))
    .map((platform) => `${path} has no build for ${platform}. ${refill}`);
}

function product(systems: readonly string[], processors: readonly string[]): string[] {
  return systems.flatMap((os) => processors.map((cpu) => `${os} ${cpu}`));
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** The entry that a package finds under a name: its own, or that of the nearest folder around it. */
function resolvedFrom(
  packages: Packages,
  path: string,
  name: string,
): Readonly<Record<string, unknown>> | undefined {
  for (let folder = path; ; folder = folder.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, "")) {
    const found = packages.get(`${folder === "" ? "" : `${folder}/`}node_modules/${name}`);
    if (found !== undefined || folder === "") return found;
  }
}
