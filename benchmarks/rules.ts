import { PutBucketReplicationCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { batchesFor, compare, type Effort } from "./measure.js";
import type { Row } from "./report.js";

const body = Buffer.alloc(1024, "s3");

/** PutObject into a bucket with 1,000 rules, one of which matches, against a bucket with that one. */
export async function measureRules(effort: Effort): Promise<Row[]> {
  const [few, many] = await Promise.all([clientWithRules(1), clientWithRules(1_000)]);
  const put = (client: S3Client) =>
    client.send(new PutObjectCommand({ Bucket: "source", Key: "0500/report", Body: body }));
  const results = await compare(
    [
      { name: "1 rule", run: () => put(few) },
      { name: "1,000 rules", run: () => put(many) },
    ],
    batchesFor(effort),
  );
  const own = results.get("1,000 rules");
  const base = results.get("1 rule");
  if (own === undefined || base === undefined) throw new Error("rules were not measured");
  return [
    {
      what: "PutObject with 1,000 rules, against 1 rule",
      value: own.ratio,
      unit: "x",
      bar: 1.2,
      detail: `${own.microseconds.median.toFixed(0)} us against ${base.microseconds.median.toFixed(0)} us`,
    },
  ];
}

async function clientWithRules(count: number): Promise<S3Client> {
  const client = new S3Client({ region: "us-east-1" });
  client.middlewareStack.use(
    replicationMock({
      buckets: { source: { versioning: "Enabled" }, backup: { versioning: "Enabled" } },
      delay: 0,
    }),
  );
  const first = 500;
  await client.send(
    new PutBucketReplicationCommand({
      Bucket: "source",
      ReplicationConfiguration: {
        Role: "arn:aws:iam::123456789012:role/replication",
        Rules: Array.from({ length: count }, (_, index) => ({
          Status: "Enabled",
          Priority: index,
          Filter: { Prefix: `${String((first + index) % 1_000).padStart(4, "0")}/` },
          DeleteMarkerReplication: { Status: "Disabled" },
          Destination: { Bucket: "arn:aws:s3:::backup" },
        })),
      },
    }),
  );
  return client;
}
