import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { mockedWith } from "./clients.js";
import { type Effort, spreadOf, usedBytes } from "./measure.js";
import type { Row } from "./report.js";
import { putMany } from "./state.js";

/** The memory that the default history holds after 1,000 requests for pages of 1,000 keys. */
export async function measureHistory({ scale }: Effort): Promise<Row[]> {
  const mock = replicationMock({ buckets: { source: {} } });
  const client = mockedWith(mock);
  await putMany(client, 1_000);
  mock.requests.clear();
  const before = usedBytes();
  for (let page = 0; page < 1_000 * scale; page++) {
    await client.send(new ListObjectsV2Command({ Bucket: "source" }));
  }
  const held = usedBytes() - before;
  if (mock.requests.all().length === 0) throw new Error("the history is empty");
  return [
    {
      what: "Memory of the default history after 1000 pages of 1000 keys",
      value: spreadOf([held]),
      unit: "B",
      bar: 16 * 1024 * 1024,
      detail: `${mock.requests.all().length} requests are remembered`,
    },
  ];
}
