/** Something to be measured: one operation, or a loop of `operations` of them. */
export interface Candidate {
  readonly name: string;
  readonly run: () => Promise<unknown> | unknown;
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
  { batches = 60, batchMs = 25 }: { batches?: number; batchMs?: number } = {},
): Promise<Map<string, { microseconds: Spread; ratio: Spread }>> {
  const [baseline] = candidates;
  if (baseline === undefined) throw new Error("compare: nothing to compare");
  const times = new Map(candidates.map(({ name }) => [name, [] as number[]]));
  const operations = await calibrated(baseline, batchMs);
  // A second each: what is still being compiled shows how fast the compiler is.
  for (const { run } of candidates) await timed(run, operations * (1_000 / batchMs));
  for (let batch = 0; batch < batches; batch++) {
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
