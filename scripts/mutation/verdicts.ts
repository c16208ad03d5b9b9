import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cache } from "../installing.js";
import { read } from "./instrumenter.js";
import { hashOf, type Mutant } from "./mutant.js";

/** What is known of a mutant, to be resumed from. */
export interface Verdict {
  /** Of the file that it is in: knowledge of another text is none. */
  readonly source: string;
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

/** What is known of the mutants of a sample, and is still true. */
export class Verdicts {
  private readonly known: Record<string, Verdict>;
  private readonly timings: Record<string, number>;

  constructor({ fresh }: { fresh: boolean }) {
    const kept = !fresh && existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
    this.known = kept.known ?? {};
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
  of({ id, file }: Mutant): Verdict {
    const source = hashOf(read(file));
    const known = this.known[id];
    if (known?.source === source) {
      if (known.killed && hashOfTests(known.killed.file) !== known.killed.hash) delete known.killed;
      return known;
    }
    const verdict: Verdict = {
      source,
      tried: {},
      triedThroughout: {},
      throughoutOf: {},
      passed: false,
    };
    this.known[id] = verdict;
    return verdict;
  }

  save(): void {
    const { known, timings } = this;
    writeFileSync(path, JSON.stringify({ known, timings }));
  }
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
