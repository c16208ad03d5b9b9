import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Result } from "./result.js";

const path = fileURLToPath(new URL("knownDifferences.txt", import.meta.url));

/** What a reason begins with. */
const kinds = ["own", "not simulated", "S3 differs", "to do"] as const;

/** The reasons of a suite's tests, by name. */
export type Reasons = ReadonlyMap<string, string>;

/** How the results of a suite and the list differ. */
export interface Comparison {
  /** Failed, and not on the list. */
  readonly fresh: readonly Result[];
  /** On the list, and passed or no longer there. */
  readonly gone: readonly string[];
  /** On the list, and failed. */
  readonly known: readonly Result[];
}

/**
 * Reads the list: a line `## suite`, then for each test a line `name: reason`.
 *
 * @throws Error naming a line that is of another form, or whose reason is of no kind
 */
export function parseReasons(text: string, suite: string): Reasons {
  const reasons = new Map<string, string>();
  let section = "";
  for (const line of text.split("\n")) {
    if (line.startsWith("## ")) section = line.slice(3);
    if (section !== suite || line.startsWith("#") || line === "") continue;
    const [, name, reason] = line.match(/^(\S+): (.+)$/) ?? [];
    if (name === undefined || !kinds.some((kind) => reason?.startsWith(`${kind}: `)))
      throw new Error(
        `Not "name: kind: why", with one of ${kinds.join(", ")} as its kind: ${line}`,
      );
    if (reasons.has(name)) throw new Error(`${name} is listed twice.`);
    reasons.set(name, reason ?? "");
  }
  return reasons;
}

/** Compares what tests did with what is listed of them. */
export function compare(results: readonly Result[], reasons: Reasons): Comparison {
  const failed = results.filter(({ failure }) => failure !== undefined);
  const names = new Set(failed.map(({ name }) => name));
  return {
    fresh: failed.filter(({ name }) => !reasons.has(name)),
    gone: [...reasons.keys()].filter((name) => !names.has(name)),
    known: failed.filter(({ name }) => reasons.has(name)),
  };
}

/** The list with the lines of one suite as they have to be; a new one waits for its reason. */
export function updated(text: string, suite: string, { fresh, gone }: Comparison): string {
  const reasons = new Map(parseReasons(text, suite));
  for (const name of gone) reasons.delete(name);
  for (const result of fresh) reasons.set(result.name, `to do: ${shortened(result)}`);
  const lines = [...reasons]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, reason]) => `${name}: ${reason}`);
  const sections = text.split(/^(?=## )/m).filter((one) => !one.startsWith(`## ${suite}\n`));
  const [comment = "", ...others] = sections;
  const section = `## ${suite}\n\n${lines.join("\n")}\n`;
  return [comment.trimEnd(), ...[...others, section].sort().map((one) => one.trimEnd())]
    .join("\n\n")
    .concat("\n");
}

/** Its failure in one line that is not too long to read. */
export function shortened({ failure = "" }: Result): string {
  const line = failure.replaceAll(/(RequestID|HostID): [^,]*, ?/g, "").replaceAll(/\s+/g, " ");
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

export function readList(): string {
  return readFileSync(path, "utf8");
}

export function writeList(text: string): void {
  writeFileSync(path, text);
}
