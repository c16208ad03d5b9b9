import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { batchesFor, compare, type Effort } from "./measure.js";
import type { Row } from "./report.js";

const alice = "arn:aws:iam::123456789012:user/alice";

/** HeadObject in a bucket whose policy has 100 statements about it, against one without a policy. */
export async function measurePolicies(effort: Effort): Promise<Row[]> {
  const [none, many] = [clientWithStatements(0), clientWithStatements(100)];
  const head = (client: S3Client) =>
    client.send(new HeadObjectCommand({ Bucket: "source", Key: "reports/0500" }));
  const results = await compare(
    [
      { name: "no policy", run: () => head(none) },
      { name: "100 statements", run: () => head(many) },
    ],
    batchesFor(effort),
  );
  const own = results.get("100 statements");
  const base = results.get("no policy");
  if (own === undefined || base === undefined) throw new Error("policies were not measured");
  return [
    {
      what: "HeadObject under a policy of 100 statements, against none",
      value: own.ratio,
      unit: "x",
      bar: 1.2,
      detail: `${own.microseconds.median.toFixed(0)} us against ${base.microseconds.median.toFixed(0)} us`,
    },
  ];
}

/** All statements are about the action; each has a condition, and none is met. */
function clientWithStatements(count: number): S3Client {
  const statements = Array.from({ length: count }, (_, index) => ({
    Effect: "Deny",
    Principal: { AWS: index % 2 === 0 ? alice : "*" },
    Action: "s3:GetObject",
    Resource: `arn:aws:s3:::source/private/${index}/*`,
    Condition: { StringNotEquals: { "aws:PrincipalAccount": "123456789012" } },
  }));
  const client = new S3Client({ region: "us-east-1" });
  const policy = { Version: "2012-10-17", Statement: statements };
  client.middlewareStack.use(
    replicationMock({
      buckets: {
        source: { objects: { "reports/0500": "report" }, ...(count > 0 && { policy }) },
      },
    }),
  );
  return client;
}
