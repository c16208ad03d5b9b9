import { fieldsOf } from "./sourceModule.js";

/** What `npm ci` would refuse on another machine, or what ties the lock file to one registry. */
export function lockProblems(lockText: string): string[] {
  const packages = Object.entries(fieldsOf(fieldsOf(JSON.parse(lockText)).packages));
  const names = new Set(packages.map(([path]) => path.replace(/^.*node_modules\//, "")));
  return packages.flatMap(([path, entry]) => {
    const { resolved, optionalDependencies } = fieldsOf(entry);
    const hosted = /^https?:/.test(String(resolved))
      ? [`${path} names a registry. Remove \`resolved\`: .npmrc keeps it out.`]
      : [];
    const missing = Object.keys(fieldsOf(optionalDependencies)).filter((name) => !names.has(name));
    return [
      ...hosted,
      ...missing.map(
        (name) =>
          `${name}, which ${path} may need on another platform, is missing: npm ci would refuse the lock file. Lock against a registry that has it.`,
      ),
    ];
  });
}
