import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Something to be measured: one operation, or a loop of `operations` of them. */
export interface Candidate {
  readonly name: string;
  readonly run: () => Promise<unknown> | unknown;
}

/** How much is done: all of it, or as little as shows that it still runs. */
export interface Effort {
  /** How often what is repeated is repeated: 1, or less for a quick run. */
  readonly rounds: number;
  /** The size of states: 1, or less for a quick run. */
  readonly scale: number;
}

/** Median and quartiles of what was measured, in microseconds or as a ratio. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Compares candidates: short batches in turn, so that what slows the machine slows all of them
 * alike, and the ratio to the first candidate taken batch by batch.
 */
export async function compare(
  candidates: readonly Candidate[],
  {
    batches = 60,
    batchMs = 25,
    warmUpMs = 1_000,
  }: { batches?: number; batchMs?: number; warmUpMs?: number } = {},
): Promise<Map<string, { microseconds: Spread; ratio: Spread }>> {
  const [baseline] = candidates;
  if (baseline === undefined) throw new Error("compare: nothing to compare");
  const times = new Map(candidates.map(({ name }) => [name, [] as number[]]));
  const operations = await calibrated(baseline, batchMs);
  // A second each: what is still being compiled shows how fast the compiler is.
  for (const { run } of candidates) await timed(run, operations * (warmUpMs / batchMs));
  for (let batch = 0; batch < Math.max(1, batches); batch++) {
    const order = batch % 2 === 0 ? candidates : [...candidates].reverse();
    for (const { name, run } of order) times.get(name)?.push(await timed(run, operations));
  }
  const base = times.get(baseline.name) ?? [];
  return new Map(
    candidates.map(({ name }) => {
      const own = times.get(name) ?? [];
      const ratios = own.map((time, batch) => time / (base[batch] ?? time));
      return [name, { microseconds: spreadOf(own), ratio: spreadOf(ratios) }];
    }),
  );
}

/** What `compare` is asked for with so much effort. */
export function batchesFor({ rounds }: Effort): { batches: number; warmUpMs: number } {
  return { batches: 60 * rounds, warmUpMs: 1_000 * rounds };
}

/** Microseconds that one operation takes, over `operations` of them. */
export async function timed(run: Candidate["run"], operations: number): Promise<number> {
  const start = process.hrtime.bigint();
  for (let i = 0; i < operations; i++) await run();
  return Number(process.hrtime.bigint() - start) / 1_000 / operations;
}

/** Median and quartiles. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

async function calibrated({ run }: Candidate, batchMs: number): Promise<number> {
  await timed(run, 500);
  return Math.max(1, Math.round((batchMs * 1_000) / (await timed(run, 500))));
}

// What is measured is what is still held, so everything else has to be collected before.
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** The memory that is held by now. */
export function usedBytes(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
