import { type Release, releaseProblems } from "../../scripts/package/releaseRules.js";

const ready: Release = {
  version: "0.2.0",
  lockedVersion: "0.2.0",
  changelog:
    "# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2027-01-31\n\n- New.\n\n## 0.1.0 - 2026-11-25\n\n- Old.\n",
  manifest: '{"homepage":"https://code.test/s3-replication-mock#readme"}',
  tags: ["v0.1.0", ""],
  status: "",
  today: "2027-01-31",
};

test("a version that is committed, told and not yet tagged can be released", () => {
  expect(releaseProblems(ready)).toEqual([]);
});

test.each<[string, Partial<Release>, string]>([
  [
    "with changes that are not committed",
    { status: " M package.json\n" },
    "Not everything is committed:\n M package.json",
  ],
  [
    "that the lock file does not know",
    { lockedVersion: "0.1.0" },
    "package.json is at 0.2.0, package-lock.json at 0.1.0.",
  ],
  ["that has been released", { tags: ["v0.2.0"] }, "There is a tag v0.2.0 already."],
  [
    "with changes that no version has",
    { changelog: ready.changelog.replace("Unreleased\n", "Unreleased\n\n- Newer.\n") },
    "CHANGELOG.md: what is under Unreleased has no version yet.",
  ],
  [
    "without a section for what comes next",
    { changelog: ready.changelog.replace("## Unreleased\n", "") },
    "CHANGELOG.md does not begin with a section Unreleased.",
  ],
  [
    "that the changelog does not know",
    { changelog: ready.changelog.replace("0.2.0", "0.1.1") },
    "CHANGELOG.md is at 0.1.1, package.json at 0.2.0.",
  ],
  [
    "without its day",
    { changelog: ready.changelog.replace(" - 2027-01-31", "") },
    "CHANGELOG.md: 0.2.0 is no version with its day.",
  ],
  ["of a day to come", { today: "2027-01-30" }, "CHANGELOG.md: 2027-01-31 is still to come."],
  [
    "that nothing is said about",
    { changelog: ready.changelog.replace("- New.", "") },
    "CHANGELOG.md says nothing about 0.2.0.",
  ],
  [
    "of a repository without an address",
    { manifest: '{"homepage":"https://example.com/s3-replication-mock#readme"}' },
    "package.json names a placeholder, example.com, for the address of the repository.",
  ],
])("a version %s is not ready", (_name, change, problem) => {
  expect(releaseProblems({ ...ready, ...change })).toEqual([problem]);
});
