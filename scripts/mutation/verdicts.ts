import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cache } from "../installing.js";
import { repositoryRoot } from "../repositoryRoot.js";
import { read } from "./instrumenter.js";
import { hashOf, type Mutant } from "./mutant.js";

/** What is known of a mutant, to be resumed from. */
export interface Verdict {
  killed?: {
    /** What killed it. */
    readonly file: string;
    readonly test: string;
    /** Of the file of tests. */
    readonly hash: string;
  };
  /** Files of tests that it has been awake in, test by test, with their hashes. */
  readonly tried: Record<string, string>;
  /** Files of tests that it has been awake in throughout, with their hashes. */
  readonly triedThroughout: Record<string, string>;
  /** Files of tests in which it is passed so that only being awake throughout tells. */
  readonly throughoutOf: Record<string, true>;
  /** Whether a test has passed it. */
  passed: boolean;
}

const path = join(cache, "mutation/verdicts.json");

/**
 * What is known of the mutants of a sample, and is still true: of other code nothing is known, and a kill
 * is forgotten when its file of tests changes.
 */
export class Verdicts {
  private readonly code = hashOfCode();
  private readonly known: Record<string, Verdict>;
  private readonly timings: Record<string, number>;

  constructor({ fresh }: { fresh: boolean }) {
    const kept = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
    this.known = !fresh && kept.code === this.code ? kept.known : {};
    this.timings = kept.timings ?? {};
  }

  /** Keeps how long a file of tests took. */
  time(file: string, milliseconds: number): void {
    this.timings[file] = Math.max(milliseconds, this.timings[file] ?? 0);
  }

  /** How long a file of tests may take with a mutant that keeps it from nothing. */
  patienceMs(file: string): number {
    return 180_000 + 3 * (this.timings[file] ?? 0);
  }

  /** What is known of a mutant. */
  of({ id }: Mutant): Verdict {
    const known = this.known[id];
    if (known !== undefined) {
      if (known.killed && hashOfTests(known.killed.file) !== known.killed.hash) delete known.killed;
      return known;
    }
    const verdict: Verdict = { tried: {}, triedThroughout: {}, throughoutOf: {}, passed: false };
    this.known[id] = verdict;
    return verdict;
  }

  save(): void {
    const { code, known, timings } = this;
    writeFileSync(path, JSON.stringify({ code, known, timings }));
  }
}

/** Of all code that a test may run, but for the tests. */
function hashOfCode(): string {
  const files = ["lib", "__tests__", "examples", "scripts"].flatMap((folder) =>
    readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /(?<!\.test)\.ts$/.test(name) && !name.includes("node_modules"))
      .map((name) => `${folder}/${name}`),
  );
  return hashOf(["package-lock.json", ...files.sort()].map((file) => hashOf(read(file))).join(" "));
}

const hashes = new Map<string, string>();

/** The hash of a file of tests. */
export function hashOfTests(file: string): string {
  let hash = hashes.get(file);
  if (hash === undefined) {
    try {
      hash = hashOf(read(file));
    } catch {
      hash = "there is none";
    }
    hashes.set(file, hash);
  }
  return hash;
}
