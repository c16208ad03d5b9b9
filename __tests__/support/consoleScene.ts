import {
  manualClock,
  type ReplicationMock,
  type ReplicationMockOptions,
  replicationMock,
} from "s3-replication-mock";
import { consolePath } from "../../lib/console/pageFile.js";

type Buckets = NonNullable<ReplicationMockOptions["buckets"]>;
export type Listen = Parameters<ReplicationMock["listen"]>[0];

export const Rules = [
  {
    ID: "all",
    Status: "Enabled",
    Priority: 1,
    Filter: { Prefix: "" },
    DeleteMarkerReplication: { Status: "Disabled" },
    Destination: { Bucket: "arn:aws:s3:::destination" },
  } as const,
];
export const Role = "arn:aws:iam::123456789012:role/replication";

const twoBuckets: Buckets = {
  destination: { versioning: "Enabled" },
  source: { versioning: "Enabled", objects: { old: "0" }, replication: { Role, Rules } },
};

/** A mock with its console, while `use` runs. */
export async function shown(
  use: (scene: {
    readonly mock: ReplicationMock;
    readonly url: string;
    readonly port: number;
    readonly call: (path: string, init?: RequestInit) => Promise<Response>;
  }) => Promise<void>,
  listen: Listen = {},
  buckets: Buckets = twoBuckets,
): Promise<void> {
  const mock = replicationMock({ clock: manualClock(), delay: { reads: 2 }, buckets });
  const server = await mock.listen({ console: true, timeoutMs: 5_000, ...listen });
  const { url, port } = server;
  const call = (path: string, init?: RequestInit) => fetch(`${url}${consolePath}${path}`, init);
  try {
    await use({ mock, url, port, call });
  } finally {
    await server.close();
  }
}
