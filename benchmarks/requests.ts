import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { cannedClient, mockedClient, recorded, signingClient } from "./clients.js";
import { batchesFor, compare, type Effort } from "./measure.js";
import type { Row } from "./report.js";

const body = Buffer.alloc(1024, "s3");
const named = { Bucket: "source", Key: "TaxDocs/2026/invoice-001.csv" };

const requests = [
  {
    name: "HeadObject",
    bar: 1.1,
    send: (client: S3Client) => client.send(new HeadObjectCommand(named)),
  },
  {
    name: "GetObject 1 KB",
    bar: 1.2,
    send: async (client: S3Client) => {
      const { Body } = await client.send(new GetObjectCommand(named));
      return Body?.transformToByteArray();
    },
  },
  {
    name: "PutObject 1 KB",
    bar: 1.25,
    // A bucket without versions: the memory of a million versions is not what is measured here.
    send: (client: S3Client) =>
      client.send(new PutObjectCommand({ ...named, Bucket: "plain", Body: body })),
  },
];

/** What a request costs through the mock, against a canned answer and against a signing client. */
export async function measureRequests(effort: Effort): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, bar, send } of requests) {
    const mocked = mockedClient();
    await mocked.send(new PutObjectCommand({ ...named, Body: body }));
    const canned = await recorded(mocked, () => send(mocked));
    const [plain, signing] = [cannedClient(canned), signingClient(canned)];
    const toCanned = await compare(
      [
        { name: "canned", run: () => send(plain) },
        { name: "mock", run: () => send(mocked) },
      ],
      batchesFor(effort),
    );
    const toSigning = await compare(
      [
        { name: "signing", run: () => send(signing) },
        { name: "mock", run: () => send(mocked) },
      ],
      batchesFor(effort),
    );
    for (const [against, results, limit] of [
      ["canned", toCanned, bar],
      ["signing", toSigning, 0.75],
    ] as const) {
      const base = results.get(against);
      const own = results.get("mock");
      if (base === undefined || own === undefined) throw new Error(`${name} was not measured`);
      rows.push({
        what: `${name}, against ${against === "canned" ? "a canned answer" : "a signing client"}`,
        value: own.ratio,
        unit: "x",
        bar: limit,
        detail: `${own.microseconds.median.toFixed(0)} us against ${base.microseconds.median.toFixed(0)} us`,
      });
    }
  }
  return rows;
}
