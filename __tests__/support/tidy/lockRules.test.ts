import { lockProblems } from "./lockRules.js";

const integrity = "sha512-AAAA";

function build(os: string, cpu: string, version = "1.0.0"): object {
  return { version, integrity, os: [os], cpu: [cpu] };
}

const builds = {
  "node_modules/b-1": build("linux", "x64"),
  "node_modules/b-2": build("linux", "arm64"),
  "node_modules/b-3": build("darwin", "x64"),
  "node_modules/b-4": build("darwin", "arm64"),
  "node_modules/b-5": build("win32", "arm64"),
};

const everyBuild = {
  "b-1": "1.0.0",
  "b-2": "1.0.0",
  "b-3": "1.0.0",
  "b-4": "1.0.0",
  "b-5": "1.0.0",
  "b-6": "^1",
};

/** Packages of a lock file, and what the message says. */
const brokenLocks: Record<string, [Readonly<Record<string, object>>, string]> = {
  "one registry": [
    { "node_modules/a": { integrity, resolved: "https://registry.example/a.tgz" } },
    "node_modules/a names a registry",
  ],
  "a package that cannot be verified": [
    { "node_modules/a": { version: "1.0.0", optional: true } },
    "node_modules/a has no sha512",
  ],
  "a weak digest": [{ "node_modules/a": { integrity: "sha1-AAAA" } }, "no sha512"],
  "the builds of one platform": [
    {
      "node_modules/b": { integrity, optionalDependencies: everyBuild },
      ...builds,
      "node_modules/b-6": build("android", "arm64"),
    },
    "node_modules/b has no build for win32 x64",
  ],
  "a build left out": [
    { "node_modules/a": { integrity, optionalDependencies: { "a-win": "1.0.0" } } },
    "a-win, which node_modules/a may need",
  ],
  "a dependency that only another package can reach": [
    {
      "node_modules/a": { integrity, dependencies: { b: "^1.0.0" } },
      "node_modules/@s/c": { integrity, dependencies: { b: "^1.0.0" } },
      "node_modules/@s/c/node_modules/b": { integrity, version: "1.0.0" },
    },
    "b, which node_modules/a may need",
  ],
  "a build of another version": [
    {
      "node_modules/b": { integrity, optionalDependencies: { "b-1": "1.0.1" } },
      ...builds,
    },
    "node_modules/b needs b-1 1.0.1, and 1.0.0 is there",
  ],
};

test.each(Object.entries(brokenLocks))(
  "a lock file with %s is refused",
  (_name, [packages, message]) => {
    const problems = lockProblems(JSON.stringify({ packages }));
    expect(problems).toEqual([expect.stringContaining(message)]);
  },
);

test("a lock file with the builds of every platform passes", () => {
  const packages = {
    "": { dependencies: { b: "^1.0.0" } },
    "node_modules/b": { version: "1.0.0", integrity, optionalDependencies: everyBuild },
    ...builds,
    "node_modules/b/node_modules/b-6": build("win32", "x64"),
  };
  expect(lockProblems(JSON.stringify({ packages }))).toEqual([]);
});
