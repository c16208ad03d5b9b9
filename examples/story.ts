import { createHash } from "node:crypto";
import {
  GetBucketReplicationCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { manualClock, type ReplicationMock, replicationMock } from "s3-replication-mock";
import {
  configureReplication,
  download,
  statusOf,
  type Upload,
  uploadDirectory,
} from "./archiveTaxDocuments.js";

const source = "tax-archive";
const vault = "tax-vault";
const audit = "tax-audit";
const files = new URL("./files/", import.meta.url);

type Print = (line: string) => void;

/** The tax document archive at work, on a simulated S3, with something going wrong on the way. */
export async function tellStory(print: Print): Promise<void> {
  const mock = replicationMock({
    clock: manualClock(),
    // The vault is on another continent: a minute away. The audit bucket takes ten seconds.
    delay: (work) => (work.destinationBucket === vault ? 60_000 : 10_000),
    buckets: {
      [source]: { region: "us-east-1", versioning: "Enabled" },
      [vault]: { region: "eu-west-1", versioning: "Enabled" },
      [audit]: { region: "us-east-1", versioning: "Enabled" },
    },
  });
  const usEast = new S3Client({ region: "us-east-1" });
  const euWest = new S3Client({ region: "eu-west-1" });
  usEast.middlewareStack.use(mock);
  euWest.middlewareStack.use(mock);

  await askForMissingConfiguration(usEast, print);
  await configureReplication(usEast, { source, vault, audit });
  const uploads = await uploadDirectory(usEast, source, files);
  print(`\n${uploads.length} files uploaded to ${source}; then somebody suspends versioning of`);
  print(`${audit}, where the invoices have to go as well. ReplicationStatus as time goes by:\n`);
  await setVersioning(usEast, "Suspended");
  await watch(usEast, mock, uploads, print);

  print("\nFAILED is final: versioning enabled again, and the files uploaded once more.\n");
  await setVersioning(usEast, "Enabled");
  await watch(usEast, mock, await uploadDirectory(usEast, source, files), print);

  await readReplica(euWest, uploads, print);
}

async function askForMissingConfiguration(client: S3Client, print: Print): Promise<void> {
  try {
    await client.send(new GetBucketReplicationCommand({ Bucket: source }));
  } catch (error) {
    const { name, message } = error as Error;
    print(`Before anything is configured, ${source} answers ${name}:\n  ${message}`);
  }
}

async function setVersioning(client: S3Client, Status: "Enabled" | "Suspended"): Promise<void> {
  await client.send(
    new PutBucketVersioningCommand({ Bucket: audit, VersioningConfiguration: { Status } }),
  );
}

/** The status of each upload at once, after 10 seconds and after a minute: none of it is waited for. */
async function watch(
  client: S3Client,
  mock: ReplicationMock,
  uploads: readonly Upload[],
  print: Print,
): Promise<void> {
  const rows = uploads.map(({ key }) => [key]);
  for (const passedMs of [0, 10_000, 50_000]) {
    mock.advance(passedMs);
    for (const row of rows) row.push((await statusOf(client, source, row[0] ?? "")) ?? "-");
  }
  const table = [["key", "at once", "after 10 s", "after 60 s"], ...rows];
  for (const [key = "", ...statuses] of table) {
    print(`  ${key.padEnd(36)}${statuses.map((status) => status.padEnd(14)).join("")}`.trimEnd());
  }
}

async function readReplica(
  client: S3Client,
  uploads: readonly Upload[],
  print: Print,
): Promise<void> {
  const upload = uploads.find(({ key }) => key.startsWith("TaxDocs/"));
  if (upload === undefined) throw new Error("none of the files is a tax document");
  const { key, md5, sizeBytes } = upload;
  const bytes = await download(client, vault, key);
  const isEqual = createHash("md5").update(bytes).digest("hex") === md5;
  const head = await client.send(new HeadObjectCommand({ Bucket: vault, Key: key }));
  print(`\nRead back from ${vault} in eu-west-1: ${key}`);
  print(`  ${head.ReplicationStatus}, ${head.StorageClass}, version ${head.VersionId}`);
  print(`  ${bytes.length} of ${sizeBytes} bytes, ${isEqual ? "each of them equal" : "NOT EQUAL"}`);
}
