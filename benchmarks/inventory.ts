import { PutBucketInventoryConfigurationCommand, PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { spreadOf } from "./measure.js";
import type { Row } from "./report.js";
import { putMany, type Replicating, replicating } from "./state.js";

const dayMs = 24 * 60 * 60 * 1000;

/** Inventory reports of 100,000 rows against those of 10,000, each of a bucket of its own, on five days. */
export async function measureInventory(): Promise<Row[]> {
  const small = await replicating(1);
  await putMany(small.client, 10_000);
  const large = await replicating(1);
  await putMany(large.client, 100_000);
  for (const { mock } of [small, large]) mock.settle();
  return [await compared("CSV", small, large), await compared("Parquet", small, large)];
}

async function compared(
  format: "CSV" | "Parquet",
  small: Replicating,
  large: Replicating,
): Promise<Row> {
  for (const each of [small, large]) await configure(each, format);
  const times = (of: Replicating) => Array.from({ length: 5 }, () => dayOf(of));
  const [few, many] = [times(small), times(large)];
  return {
    what: `an inventory report of 100,000 rows in ${format}, against 10,000`,
    value: spreadOf(many.map((time, day) => time / (few[day] ?? Number.NaN))),
    unit: "x",
    bar: 12,
    detail: `${spreadOf(many).median.toFixed(0)} ms against ${spreadOf(few).median.toFixed(0)} ms`,
  };
}

async function configure({ client }: Replicating, Format: "CSV" | "Parquet"): Promise<void> {
  const statement = {
    Effect: "Allow",
    Principal: { Service: "s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: "arn:aws:s3:::source/*",
  };
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  await client.send(new PutBucketPolicyCommand({ Bucket: "source", Policy }));
  await client.send(
    new PutBucketInventoryConfigurationCommand({
      Bucket: "source",
      Id: "list",
      InventoryConfiguration: {
        Id: "list",
        IsEnabled: true,
        IncludedObjectVersions: "All",
        OptionalFields: ["Size", "LastModifiedDate", "ETag", "ReplicationStatus"],
        Schedule: { Frequency: "Daily" },
        Destination: { S3BucketDestination: { Bucket: "arn:aws:s3:::source", Format } },
      },
    }),
  );
}

/** A day, in which one report is made. */
function dayOf({ mock }: Replicating): number {
  const start = process.hrtime.bigint();
  mock.advance(dayMs);
  return Number(process.hrtime.bigint() - start) / 1e6;
}
