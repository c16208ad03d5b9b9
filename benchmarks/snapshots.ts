import { PutObjectCommand } from "@aws-sdk/client-s3";
import { type Effort, spreadOf, timed } from "./measure.js";
import type { Row } from "./report.js";
import { putMany, type Replicating, replicating } from "./state.js";

/** `snapshot()` and `restore()`, with a change in between, of 100,000 versions against 1,000. */
export async function measureSnapshots({ rounds, scale }: Effort): Promise<Row[]> {
  const many = Math.round(100_000 * scale);
  const small = await versionsOf(1_000);
  const large = await versionsOf(many);
  const times = { small: [] as number[], large: [] as number[] };
  for (let round = 0; round < Math.max(7, 30 * rounds); round++) {
    times.small.push(await roundTrip(small));
    times.large.push(await roundTrip(large));
  }
  // The first ones are there to be compiled.
  const [base, own] = [times.small.slice(5), times.large.slice(5)];
  return [
    {
      what: `snapshot() and restore() of ${many} versions, against 1000`,
      value: spreadOf(own.map((time, round) => time / (base[round] ?? Number.NaN))),
      unit: "x",
      bar: 2,
      detail: `${spreadOf(own).median.toFixed(1)} us against ${spreadOf(base).median.toFixed(1)} us`,
    },
  ];
}

async function versionsOf(count: number): Promise<Replicating> {
  const made = await replicating(0);
  await putMany(made.client, count);
  return made;
}

/** What a test pays that goes back to where it began: a change copies what it touches. */
async function roundTrip({ mock, client }: Replicating): Promise<number> {
  let snapshot = mock.snapshot();
  const taken = await timed(() => {
    snapshot = mock.snapshot();
  }, 20);
  await client.send(new PutObjectCommand({ Bucket: "source", Key: "reports/new", Body: "s3" }));
  return taken + (await timed(() => mock.restore(snapshot), 20));
}
