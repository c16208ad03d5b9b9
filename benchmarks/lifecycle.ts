import { PutBucketLifecycleConfigurationCommand, S3Client } from "@aws-sdk/client-s3";
import { manualClock, type ReplicationMock, replicationMock } from "s3-replication-mock";
import { spreadOf } from "./measure.js";
import type { Row } from "./report.js";

const dayMs = 86_400_000;
const [few, many] = [10_000, 100_000];
const quietDays = 20;

/** Days of lifecycle over 100,000 objects against 10,000: all of them expire, or nothing is due. */
export async function measureLifecycle(): Promise<Row[]> {
  const [small, large] = [await ageing(few), await ageing(many)];
  return [
    {
      what: "a day of lifecycle that expires 100,000 objects, against 10,000",
      ...ratio(large, small, { days: 1, from: 30, bar: 12 }),
    },
    {
      what: "a day without a due rule over 100,000 objects, against 10,000",
      ...ratio(large, small, { days: quietDays, from: 2, bar: 2 }),
    },
  ];
}

/** A versioned bucket with so many new objects, which expire when they are 30 days old. */
async function ageing(objects: number): Promise<ReplicationMock> {
  const mock = replicationMock({
    clock: manualClock(),
    history: 0,
    buckets: { source: { versioning: "Enabled", objects: Object.fromEntries(seeds(objects)) } },
  });
  const client = new S3Client({ region: "us-east-1" });
  client.middlewareStack.use(mock);
  const Rules = [{ Status: "Enabled" as const, Filter: {}, Expiration: { Days: 30 } }];
  const LifecycleConfiguration = { Rules };
  await client.send(
    new PutBucketLifecycleConfigurationCommand({ Bucket: "source", LifecycleConfiguration }),
  );
  return mock;
}

function* seeds(count: number): Generator<[string, string]> {
  for (let index = 0; index < count; index++) {
    yield [`reports/${String(index).padStart(9, "0")}`, "s3"];
  }
}

/** Some days from one day on, each several times from the same state. */
function ratio(
  large: ReplicationMock,
  small: ReplicationMock,
  measured: { readonly days: number; readonly from: number; readonly bar: number },
): Pick<Row, "value" | "unit" | "bar" | "detail"> {
  const [largeMs, smallMs]: [number[], number[]] = [[], []];
  for (let round = 0; round < 5; round++) {
    smallMs.push(dayOf(small, measured));
    largeMs.push(dayOf(large, measured));
  }
  const value = spreadOf(largeMs.map((time, round) => time / (smallMs[round] ?? Number.NaN)));
  const ms = (times: readonly number[]) => spreadOf(times).median.toPrecision(3);
  const { bar } = measured;
  return { value, unit: "x", bar, detail: `${ms(largeMs)} ms against ${ms(smallMs)} ms` };
}

/** Milliseconds for a day; the state is what it was afterwards. */
function dayOf(mock: ReplicationMock, { days, from }: { days: number; from: number }): number {
  const before = mock.snapshot();
  mock.advance(from * dayMs);
  const start = process.hrtime.bigint();
  for (let day = 0; day < days; day++) mock.advance(dayMs);
  const elapsedMs = Number(process.hrtime.bigint() - start) / 1e6;
  mock.restore(before);
  return elapsedMs / days;
}
