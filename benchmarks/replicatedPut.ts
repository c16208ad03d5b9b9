import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { type Canned, cannedClient, recorded } from "./clients.js";
import { type Effort, spreadOf, timed } from "./measure.js";
import type { Row } from "./report.js";
import { type Replicating, replicating } from "./state.js";

const Body = Buffer.alloc(1024, "s3");
const puts = 500;

/**
 * PutObject of 1 KB that replicates to one destination, the writing of its replica within the same
 * time, against a PutObject with a canned answer: on keys of their own, and on keys of 40 versions.
 */
export async function measureReplicatedPut({ rounds }: Effort): Promise<Row[]> {
  return [
    await measured("on keys of their own", 1, 10 * rounds),
    await measured("on keys of 40 versions", 40, 10 * rounds),
  ];
}

async function measured(what: string, versionsOfKey: number, rounds: number): Promise<Row> {
  const warm = await replicating(1);
  const canned = await recorded(warm.client, () => put(warm.client, "canned"));
  // Both are compiled before anything counts.
  await ratioOf(canned, versionsOfKey);
  const pairs: { own: number; base: number }[] = [];
  for (let round = 0; round < rounds; round++) pairs.push(await ratioOf(canned, versionsOfKey));
  const median = (of: "own" | "base") => spreadOf(pairs.map((pair) => pair[of])).median.toFixed(0);
  return {
    what: `PutObject 1 KB and its replica ${what}, against a canned answer`,
    value: spreadOf(pairs.map(({ own, base }) => own / base)),
    unit: "x",
    bar: 1.35,
    detail: `${median("own")} us against ${median("base")} us`,
  };
}

/** Microseconds of one put, through the mock and against the canned answer, one after the other. */
async function ratioOf(canned: Canned, versionsOfKey: number) {
  const { mock, client } = await replicating(1);
  const keys = Math.ceil(puts / versionsOfKey);
  const plain = cannedClient(canned);
  const base = await putsOf(plain, keys);
  const own = await putsOf(client, keys, mock);
  return { own, base };
}

async function putsOf(client: S3Client, keys: number, mock?: Replicating["mock"]): Promise<number> {
  let index = 0;
  const all = async () => {
    for (let count = 0; count < puts; count++) await put(client, `reports/${index++ % keys}`);
    mock?.settle();
  };
  return (await timed(all, 1)) / puts;
}

function put(client: S3Client, Key: string): Promise<unknown> {
  return client.send(new PutObjectCommand({ Bucket: "source", Key, Body }));
}
