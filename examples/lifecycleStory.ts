import { S3Client } from "@aws-sdk/client-s3";
import { manualClock, type ReplicationMock, replicationMock } from "s3-replication-mock";
import { keepAWeek, logsIn, replicateLogs, takeStock, writeLog } from "./keepLogsAWeek.js";

const logs = "app-logs";
const vault = "log-vault";
const reports = "log-reports";
const notSafe =
  "select key, replication_status from inventory where replication_status <> 'COMPLETED' order by key";
const dayMs = 24 * 60 * 60 * 1000;

type Print = (line: string) => void;

/** Logs that are kept for a week, and longer where they are not safe in the vault yet. */
export async function tellLifecycleStory(print: Print): Promise<void> {
  const versioning = "Enabled";
  const mock = replicationMock({
    clock: manualClock(new Date("2026-01-01T12:00:00Z")),
    buckets: {
      [logs]: { region: "us-east-1", versioning },
      [vault]: { region: "us-east-1", versioning },
      [reports]: { region: "us-east-1" },
    },
  });
  const client = new S3Client({ region: "us-east-1" });
  client.middlewareStack.use(mock);
  await replicateLogs(client, logs, vault);
  await keepAWeek(client, logs);
  await takeStock(client, logs, reports);

  print(
    `Three logs are written to ${logs}, which keeps them for a week and copies them to ${vault}.`,
  );
  print("The first is copied at once, the second is refused, and an outage holds the third.\n");
  await writeLog(client, logs, "first.log");
  mock.settle();
  const denial = mock.faults.deny({ action: "s3:ReplicateObject", prefix: "second" });
  await writeLog(client, logs, "second.log");
  mock.settle();
  denial.end();
  const outage = mock.faults.unavailable({ bucket: vault });
  await writeLog(client, logs, "third.log");

  await show(client, mock, print);
  await goOn(8, client, mock, print);
  print("  Lifecycle has taken the first. Of the second it is said:");
  for (const detail of explained(mock, "second.log")) print(`    ${detail}`);
  print("  In the inventory report of this night, SQL finds what is not safe:");
  for (const row of await mock.query(notSafe)) print(`    ${row.key}: ${row.replication_status}`);
  outage.end();
  print("  The outage ends.");
  await goOn(1, client, mock, print);
  mock.batchReplicate({ bucket: logs, filter: { statuses: ["FAILED"] } });
  print("  Batch Replication sends the second again.");
  await goOn(1, client, mock, print);
}

async function goOn(
  days: number,
  client: S3Client,
  mock: ReplicationMock,
  print: Print,
): Promise<void> {
  mock.advance(days * dayMs);
  await show(client, mock, print);
}

async function show(client: S3Client, mock: ReplicationMock, print: Print): Promise<void> {
  const day = new Date(mock.now()).toISOString().slice(0, 10);
  for (const bucket of [logs, vault]) {
    print(`${day}  ${bucket.padEnd(10)} ${(await logsIn(client, bucket)).join(", ") || "nothing"}`);
  }
}

function explained(mock: ReplicationMock, Key: string): readonly string[] {
  return mock.explain({ Bucket: logs, Key }).lifecycle?.details ?? [];
}
