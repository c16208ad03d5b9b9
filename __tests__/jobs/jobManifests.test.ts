import { gzipSync } from "node:zlib";
import { DeleteObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { type JobScene, jobScene } from "../support/jobScene.js";
import { v2 } from "../support/replicationConfigurations.js";

const fields = ["Bucket", "Key", "VersionId"] as const;

/** What a job of a manifest comes to. */
async function outcome(
  set: JobScene,
  rows: string,
  Fields: Parameters<JobScene["manifest"]>[1] = fields,
) {
  const JobId = await set.create({ Manifest: await set.manifest(rows, Fields) });
  set.mock.settle();
  return set.describe(JobId);
}

async function rowsOf(set: JobScene): Promise<string> {
  const texts = Object.entries(await set.files("reports", "batch/"));
  return texts
    .filter(([key]) => key.endsWith(".csv"))
    .map(([, text]) => text)
    .join("");
}

// lifecycle-inventory-batch.md C5
test("a CSV manifest has encoded keys, and only the versions that it names are replicated", async () => {
  const set = await jobScene({ rules: [] });
  const key = "a b/ü+1,2.txt";
  const older = await set.put(key);
  const newer = await set.put(key);
  await set.configure([v2()]);
  const encoded = "a+b/%C3%BC%2B1%2C2.txt";
  const job = await outcome(set, `source,${encoded},${older}\r\n`);
  expect(job).toMatchObject({
    Status: "Complete",
    ProgressSummary: { TotalNumberOfTasks: 1, NumberOfTasksSucceeded: 1 },
    Manifest: { Spec: { Format: "S3BatchOperations_CSV_20180820", Fields: [...fields] } },
  });
  expect(await set.status("source", key, older)).toBe("COMPLETED");
  expect(await set.status("source", key, newer)).toBe("none");
  expect(await rowsOf(set)).toBe(`source,${encoded},${older},succeeded,200,,success\r\n`);
});

test("without a column for it the latest version is meant; Ignore is ignored, quotes are taken off", async () => {
  const set = await jobScene({ rules: [] });
  const older = await set.put("a");
  const newer = await set.put("a");
  await set.configure([v2()]);
  const rows = '"x, ""y""","source","a"\nz,source,missing';
  expect(await outcome(set, rows, ["Ignore", "Bucket", "Key"])).toMatchObject({
    Status: "Complete",
    ProgressSummary: { NumberOfTasksSucceeded: 1, NumberOfTasksFailed: 1 },
  });
  expect(await set.status("source", "a", newer)).toBe("COMPLETED");
  expect(await set.status("source", "a", older)).toBe("none");
  expect(await rowsOf(set)).toContain("source,missing,\\N,failed,500,SrcObjectNotFound,");
});

test("a manifest's key may have line breaks, and a quote that nothing ends lasts to the end", async () => {
  const set = await jobScene({ rules: [] });
  const Key = 'a"b';
  await set.put(Key);
  await set.configure([v2()]);
  const manifest = { Bucket: "reports", Key: "mani\nfest.csv" };
  const { ETag } = await set.client.send(
    new PutObjectCommand({ ...manifest, Body: 'source,"a""b' }),
  );
  const ObjectArn = `arn:aws:s3:::${manifest.Bucket}/${manifest.Key}`;
  const Spec = { Format: "S3BatchOperations_CSV_20180820", Fields: ["Bucket", "Key"] } as const;
  const JobId = await set.create({
    Manifest: { Spec: { ...Spec, Fields: [...Spec.Fields] }, Location: { ObjectArn, ETag } },
  });
  set.mock.settle();
  expect(await set.describe(JobId)).toMatchObject({ Status: "Complete" });
  expect(await set.status("source", Key)).toBe("COMPLETED");
});

test("a row with another number of fields fails the whole job", async () => {
  const set = await jobScene();
  const version = await set.replicate("a");
  const job = await outcome(set, `source,a,${version}\nsource,a\n`);
  expect(job).toMatchObject({
    Status: "Failed",
    FailureReasons: [
      {
        FailureCode: "InvalidManifestContent",
        FailureReason: "Unexpected number of task fields",
      },
    ],
    ProgressSummary: { TotalNumberOfTasks: 0 },
  });
  expect(job.TerminationDate).toBeDefined();
  expect(await set.files("reports", "batch/")).toEqual({});
});

test.each([
  [
    "deleted",
    (set: JobScene) =>
      set.client.send(new DeleteObjectCommand({ Bucket: "reports", Key: "manifest.csv" })),
    "The manifest does not exist",
  ],
  [
    "overwritten",
    (set: JobScene) =>
      set.client.send(
        new PutObjectCommand({ Bucket: "reports", Key: "manifest.csv", Body: "other" }),
      ),
    "The manifest's ETag is not the one that was given",
  ],
])(
  "a manifest that is %s before it is read fails the job",
  async (_what, change, FailureReason) => {
    const set = await jobScene();
    const JobId = await set.create({
      Manifest: await set.manifest("source,a\n", ["Bucket", "Key"]),
    });
    await change(set);
    set.mock.settle();
    expect(await set.describe(JobId)).toMatchObject({
      Status: "Failed",
      FailureReasons: [{ FailureReason }],
    });
  },
);

// lifecycle-inventory-batch.md B6
test("an inventory report in CSV is a manifest; a row without a version id fails", async () => {
  const set = await jobScene({ rules: [] });
  const version = await set.put("a");
  await set.put("b");
  await set.configure([v2()]);
  const put = (Key: string, Body: string | Uint8Array) =>
    set.client.send(new PutObjectCommand({ Bucket: "reports", Key, Body }));
  await put(
    "data/1.csv.gz",
    gzipSync(`"source","a","${version}","true"\n"source","b","","true"\n`),
  );
  const body = {
    sourceBucket: "source",
    destinationBucket: "arn:aws:s3:::reports",
    version: "2016-11-30",
    creationTimestamp: "1",
    fileFormat: "CSV",
    fileSchema: "Bucket, Key, VersionId, IsLatest",
    files: [{ key: "data/1.csv.gz", size: 1, MD5checksum: "" }],
  };
  const { ETag } = await put("manifest.json", JSON.stringify(body));
  const JobId = await set.create({
    Manifest: {
      Spec: { Format: "S3InventoryReport_CSV_20161130" },
      Location: { ObjectArn: "arn:aws:s3:::reports/manifest.json", ETag },
    },
  });
  set.mock.settle();
  expect((await set.describe(JobId)).ProgressSummary).toMatchObject({
    NumberOfTasksSucceeded: 1,
    NumberOfTasksFailed: 1,
  });
  // Recorded 2026, byte for byte.
  expect(await rowsOf(set)).toContain(
    "source,b,\\N,failed,500,SrcObjectNotFound,Object versionID is invalid\r\n",
  );
  const { ETag: other } = await put("manifest.json", "not an inventory");
  const bad = await set.create({
    Manifest: {
      Spec: { Format: "S3InventoryReport_CSV_20161130" },
      Location: { ObjectArn: "arn:aws:s3:::reports/manifest.json", ETag: other },
    },
  });
  set.mock.settle();
  expect((await set.describe(bad)).Status).toBe("Failed");
});
