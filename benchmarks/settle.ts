import { type Effort, spreadOf } from "./measure.js";
import type { Row } from "./report.js";
import { putMany, replicating } from "./state.js";

/** `settle()` of 100,000 pieces of work against 10,000, each several times on a state of its own. */
export async function measureSettle({ rounds, scale }: Effort): Promise<Row[]> {
  const small: number[] = [];
  const large: number[] = [];
  for (let round = 0; round < Math.max(1, 3 * rounds); round++) {
    small.push(await settleMs(10_000 * scale));
    large.push(await settleMs(100_000 * scale));
  }
  const ratios = large.map((time, round) => time / (small[round] ?? Number.NaN));
  return [
    {
      what: "settle() of 100,000 pieces of work, against 10,000",
      value: spreadOf(ratios),
      unit: "x",
      bar: 12,
      detail: `${spreadOf(large).median.toFixed(0)} ms against ${spreadOf(small).median.toFixed(0)} ms`,
    },
  ];
}

/** Ten destinations: a tenth of the objects, all of the work. */
async function settleMs(pieces: number): Promise<number> {
  const { mock, client } = await replicating(10);
  await putMany(client, pieces / 10);
  const start = process.hrtime.bigint();
  mock.settle();
  return Number(process.hrtime.bigint() - start) / 1e6;
}
