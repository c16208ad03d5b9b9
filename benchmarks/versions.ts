import {
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { compare, type Effort, spreadOf, timed } from "./measure.js";
import type { Row } from "./report.js";
import { type Replicating, replicating } from "./state.js";

const named = { Bucket: "source", Key: "reports/daily.csv" };

const put = (client: S3Client) => client.send(new PutObjectCommand({ ...named, Body: "s3" }));

/** A key of 100,000 versions against a key of 10: no request may cost more because there are many. */
export async function measureVersions({ rounds, scale }: Effort): Promise<Row[]> {
  const many = Math.round(100_000 * scale);
  const [few, large] = [await keyOf(10), await keyOf(many)];
  const requests: Record<string, (client: S3Client) => Promise<unknown>> = {
    HeadObject: (client) => client.send(new HeadObjectCommand(named)),
    "a page of ListObjectVersions": (client) =>
      client.send(new ListObjectVersionsCommand({ Bucket: named.Bucket, MaxKeys: 10 })),
  };
  const rows: Row[] = [];
  for (const [name, send] of Object.entries(requests)) {
    const results = await compare(
      [
        { name: "few", run: () => send(few.client) },
        { name: "many", run: () => send(large.client) },
      ],
      { batches: 20 * rounds, warmUpMs: 1_000 * rounds },
    );
    const ratio = results.get("many")?.ratio;
    if (ratio !== undefined) rows.push(row(name, many, ratio));
  }
  const ratios = await growing(large, rounds);
  rows.push(row("PutObject", many, ratios.put), row("a piece of settle()", many, ratios.settle));
  return rows;
}

/** Every put makes a version, so the key of few is made anew for each round. */
async function growing(large: Replicating, rounds: number) {
  const count = 50;
  const ratios = { put: [] as number[], settle: [] as number[] };
  for (let round = 0; round < Math.max(2, 10 * rounds); round++) {
    const few = await keyOf(10);
    const base = await putAndSettle(few, count);
    const own = await putAndSettle(large, count);
    // The first round is there to be compiled.
    if (round === 0) continue;
    ratios.put.push(own.put / base.put);
    ratios.settle.push(own.settle / base.settle);
  }
  return { put: spreadOf(ratios.put), settle: spreadOf(ratios.settle) };
}

async function putAndSettle({ mock, client }: Replicating, count: number) {
  const puts = await timed(() => put(client), count);
  const settled = await timed(() => mock.settle(), 1);
  return { put: puts, settle: settled / count };
}

async function keyOf(versions: number): Promise<Replicating> {
  const made = await replicating(1);
  for (let version = 0; version < versions; version++) await put(made.client);
  made.mock.settle();
  return made;
}

function row(name: string, many: number, value: Row["value"]): Row {
  return {
    what: `${name} on a key of ${many} versions, against one of 10`,
    value,
    unit: "x",
    bar: 1.5,
    detail: "each with its replicas",
  };
}
