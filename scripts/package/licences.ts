/** A package that the repository or its users install. */
export interface Component {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression, as its package.json has it; undefined when it has none. */
  readonly licence: string | undefined;
  /** For work on the repository only. */
  readonly isDevelopment: boolean;
}

/** Whoever installs the package installs these, and may do with them what the MIT licence lets them. */
const allowed: ReadonlySet<string> = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "MIT",
]);

/** For tools, which are not passed on. CC-BY-4.0 is that of tables of browsers, MPL-2.0 that of a parser of CSS. */
const allowedInDevelopment: ReadonlySet<string> = new Set([
  ...allowed,
  "BlueOak-1.0.0",
  "CC-BY-4.0",
  "CC0-1.0",
  "MPL-2.0",
  "Unlicense",
]);

/** Packages for development whose licence stands in another place than package.json's `license`. */
const stated: Readonly<Record<string, string>> = {
  // In `licenses`, as was usual before SPDX, and in a file LICENSE.
  busboy: "MIT",
  dicer: "MIT",
  streamsearch: "MIT",
  // In the readme.
  "humanize-number": "MIT",
  only: "MIT",
};

/** Packages under a licence that is not on the list, or under none. */
export function licenceProblems(components: readonly Component[]): string[] {
  const unknown = components.flatMap(({ name, version, licence, isDevelopment }) => {
    const said = licence ?? (isDevelopment ? stated[name] : undefined);
    if (said === undefined) return [`${name}@${version} names no licence.`];
    const list = isDevelopment ? allowedInDevelopment : allowed;
    return isAllowed(said, list)
      ? []
      : [
          `${name}@${version} is under ${said}, which is not on the list in scripts/package/licences.ts.`,
        ];
  });
  const needless = Object.keys(stated).filter(
    (name) => !components.some((one) => one.name === name && one.licence === undefined),
  );
  return [
    ...unknown,
    ...needless.map((name) => `${name} is in scripts/package/licences.ts without need.`),
  ];
}

/** Whether an SPDX expression without nesting can be met: all parts of one alternative. */
function isAllowed(expression: string, list: ReadonlySet<string>): boolean {
  return expression
    .replace(/^\((.*)\)$/, "$1")
    .split(" OR ")
    .some((alternative) => alternative.split(" AND ").every((id) => list.has(id)));
}
