/** What a release is made of, as text. */
export interface Release {
  /** Of package.json. */
  readonly version: string;
  /** Of package-lock.json. */
  readonly lockedVersion: string;
  readonly changelog: string;
  readonly manifest: string;
  /** The tags that there are. */
  readonly tags: readonly string[];
  /** Of `git status --porcelain`: a line for each file that is not as it was committed. */
  readonly status: string;
  /** As in the changelog: 2027-01-31. */
  readonly today: string;
}

/** What keeps a version from being released, but for what tests find. */
export function releaseProblems(release: Release): string[] {
  const { version, lockedVersion, manifest, tags, status } = release;
  return [
    ...(status.trim() === "" ? [] : [`Not everything is committed:\n${status.trimEnd()}`]),
    ...(version === lockedVersion
      ? []
      : [`package.json is at ${version}, package-lock.json at ${lockedVersion}.`]),
    ...(tags.includes(`v${version}`) ? [`There is a tag v${version} already.`] : []),
    ...changelogProblems(release),
    ...(/https?:\/\/example\.com\b/.test(manifest)
      ? ["package.json names a placeholder, example.com, for the address of the repository."]
      : []),
  ];
}

function changelogProblems({ changelog, version, today }: Release): string[] {
  const [unreleased, latest] = sectionsOf(changelog);
  if (unreleased?.title !== "Unreleased") {
    return ["CHANGELOG.md does not begin with a section Unreleased."];
  }
  if (unreleased.text !== "") return ["CHANGELOG.md: what is under Unreleased has no version yet."];
  const [, told, day] = /^(\S+) - (\d{4}-\d{2}-\d{2})$/.exec(latest?.title ?? "") ?? [];
  if (told === undefined || day === undefined) {
    return [`CHANGELOG.md: ${latest?.title ?? "nothing"} is no version with its day.`];
  }
  return [
    ...(told === version ? [] : [`CHANGELOG.md is at ${told}, package.json at ${version}.`]),
    ...(day > today ? [`CHANGELOG.md: ${day} is still to come.`] : []),
    ...(latest?.text === "" ? [`CHANGELOG.md says nothing about ${told}.`] : []),
  ];
}

function sectionsOf(markdown: string): { readonly title: string; readonly text: string }[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = "", ...lines] = section.split("\n");
      return { title: title.trim(), text: lines.join("\n").trim() };
    });
}
