import { type Effort, spreadOf, usedBytes } from "./measure.js";
import type { Row } from "./report.js";
import { putMany, replicating } from "./state.js";

/** What a version costs beside its body, and what one more replica of it costs. */
export async function measureMemory({ rounds, scale }: Effort): Promise<Row[]> {
  const count = Math.round(20_000 * scale);
  const alone: number[] = [];
  const replica: number[] = [];
  for (let round = 0; round < Math.max(1, 5 * rounds); round++) {
    const versions = await bytesPerObject(0, count);
    const oneReplica = await bytesPerObject(1, count);
    const twoReplicas = await bytesPerObject(2, count);
    alone.push(versions);
    replica.push(twoReplicas - oneReplica);
  }
  return [
    {
      what: "Memory of a version, beside its body",
      value: spreadOf(alone),
      unit: "B",
      bar: 1024,
      detail: `of ${count} versions of two bytes each`,
    },
    {
      what: "Memory of one more replica",
      value: spreadOf(replica),
      unit: "B",
      bar: 512,
      detail: "two destinations less one, replicated",
    },
  ];
}

async function bytesPerObject(destinations: number, count: number): Promise<number> {
  const { mock, client } = await replicating(destinations);
  await putMany(client, 100);
  const before = usedBytes();
  await putMany(client, count);
  mock.settle();
  const after = usedBytes();
  // The mock has to be alive until here.
  if (mock.now() === 0) throw new Error("the clock stands at the epoch");
  return (after - before) / (count - 100);
}
