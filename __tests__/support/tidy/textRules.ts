import { posix } from "node:path";

/** A file as text, TypeScript or not. */
export interface TextFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Names that say nothing about the idea in the file. */
export function fileNameProblems(files: readonly { readonly path: string }[]): string[] {
  return files
    .filter(({ path }) =>
      /^(utils?|helpers?|common|types?|misc|shared)\.[cm]?[jt]s$/.test(posix.basename(path)),
    )
    .map(({ path }) => `${path} is named after nothing. Name the file by its noun or operation.`);
}

/** Places of one machine, and work that was put off without an issue. */
export function textProblems(files: readonly TextFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) => {
      const advice = machinePath.test(line)
        ? "names a place of one machine: use a path from the root of the repository."
        : postponed.test(line)
          ? "puts work off: write it as an issue and cite its number, `(#12)`, or do it."
          : undefined;
      return advice ? [`${path}:${index + 1} ${advice}`] : [];
    }),
  );
}

const machinePath = /(?:^|[\s"'`(=])(?:\/(?:home|root|Users|work|private)\/|[A-Z]:\\Users\\)/;
// Written so that it does not find itself.
const postponed = /\b(?:T[O]DO|F[I]XME|X[X]X)\b(?!\s*\(#\d+\))/;

/** Registered operations that no conformance file mentions. */
export function unprovenOperations(
  operations: readonly string[],
  conformance: readonly TextFile[],
): string[] {
  return operations
    .filter((name) => {
      const mention = new RegExp(`\\b${name}(?:Command)?\\b`);
      return !conformance.some(({ text }) => mention.test(text));
    })
    .map(
      (name) =>
        `${name} is registered, but no file under __tests__/conformance mentions it. State the facts of it there.`,
    );
}
