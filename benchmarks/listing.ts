import { manualClock } from "s3-replication-mock";
import { aws } from "../lib/dialects/aws.js";
import { plantSeeds } from "../lib/mock/bucketSeeds.js";
import { createMultipartUpload } from "../lib/operations/multipart/multipartUpload.js";
import { putObject } from "../lib/operations/objects/putObject.js";
import { handleRequest } from "../lib/pipeline/handleRequest.js";
import { createS3, type S3 } from "../lib/state/s3.js";
import { compare, type Effort } from "./measure.js";
import type { Row } from "./report.js";

const Bucket = "source";
const owner = { accountId: "123456789012", region: "us-east-1" };
const nameOf = (index: number) => `reports/${String(index).padStart(9, "0")}`;

const pages = [
  {
    what: "A page of 1,000 keys",
    query: (after: string) => ({ "list-type": "2", "start-after": after }),
  },
  {
    what: "A page of 1,000 versions",
    query: (after: string) => ({ versions: "", "key-marker": after }),
  },
  {
    what: "A page of 1,000 uploads",
    query: (after: string) => ({ uploads: "", "key-marker": after }),
  },
];

/**
 * Pages out of 1,000,000 against out of 10,000: a page costs the page and not the bucket. Asked of
 * the pipeline itself, since reading a page back in the SDK costs more than making it.
 */
export async function measureListing({ rounds, scale }: Effort): Promise<Row[]> {
  const [small, large] = [10_000 * scale, 1_000_000 * scale];
  const [few, many] = [filled(small), filled(large)];
  const rows: Row[] = [];
  for (const { what, query } of pages) {
    const results = await compare(
      [
        { name: "few", run: () => list(few, query(nameOf(small / 2))) },
        { name: "many", run: () => list(many, query(nameOf(large / 2))) },
      ],
      { batches: 30 * rounds, batchMs: 100 * rounds, warmUpMs: 1_000 * rounds },
    );
    const own = results.get("many");
    const base = results.get("few");
    if (own === undefined || base === undefined) throw new Error(`${what} was not measured`);
    rows.push({
      what: `${what} out of 1,000,000, against out of 10,000`,
      value: own.ratio,
      unit: "x",
      bar: 1.5,
      detail: `${(own.microseconds.median / 1e3).toFixed(2)} ms against ${(base.microseconds.median / 1e3).toFixed(2)} ms`,
    });
  }
  return rows;
}

async function list(s3: S3, query: Record<string, string>): Promise<void> {
  const answer = await handleRequest(s3, {
    request: {
      method: "GET",
      hostname: `${Bucket}.s3.us-east-1.amazonaws.com`,
      path: "/",
      query,
      headers: {},
    },
    body: undefined,
    bucket: Bucket,
    accountId: owner.accountId,
    handsBack: false,
    dialect: aws,
    checkAborted: async () => {},
  });
  if (answer?.statusCode !== 200) throw new Error(`listing answered ${answer?.statusCode}`);
}

function filled(count: number): S3 {
  const s3 = createS3({ ...owner, clock: manualClock(), seed: 1, delay: 0 });
  plantSeeds(s3, { [Bucket]: {} }, aws);
  const body = Buffer.from("s3");
  for (let index = 0; index < count; index++) {
    const Key = nameOf(index);
    putObject(s3, { Bucket, Key, Body: body, ChecksumAlgorithm: "CRC32" }, owner);
    createMultipartUpload(s3, { Bucket, Key }, owner);
  }
  return s3;
}
