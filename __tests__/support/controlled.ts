import type { S3Client } from "@aws-sdk/client-s3";
import {
  type Listening,
  manualClock,
  type ReplicationMock,
  replicationMock,
} from "s3-replication-mock";
import { type ControlOptions, controlInterface, controlPath } from "../../lib/server/control.js";
import { clientOf } from "./client.js";
import { type Ended, typed } from "./commandLine.js";

/** A mock that is served with its control interface. */
export interface Scene {
  readonly mock: ReplicationMock;
  readonly server: Listening;
  readonly client: S3Client;
  /** Types a command at the server. */
  command(...args: readonly string[]): Promise<Ended>;
  /** Calls the control interface. */
  call(path: string, init?: RequestInit): Promise<Response>;
}

const rule = {
  ID: "all",
  Status: "Enabled",
  Priority: 1,
  Filter: { Prefix: "" },
  DeleteMarkerReplication: { Status: "Disabled" },
  Destination: { Bucket: "arn:aws:s3:::backup", Metrics: { Status: "Enabled" } },
} as const;
const Role = "arn:aws:iam::123456789012:role/replication";

/**
 * Serves a mock while `use` runs.
 *
 * @param instead - what is controlled in place of the mock's own
 */
export async function controlled(
  use: (scene: Scene) => Promise<void>,
  options: ControlOptions = {},
  instead: Partial<ReplicationMock> = {},
): Promise<void> {
  const mock = replicationMock({
    clock: manualClock(),
    buckets: {
      backup: { versioning: "Enabled" },
      source: {
        versioning: "Enabled",
        objects: { old: "0" },
        replication: { Role, Rules: [rule] },
      },
    },
  });
  const { intercept } = controlInterface({ ...mock, ...instead }, options);
  const server = await mock.listen({ intercept });
  try {
    await use({
      mock,
      server,
      client: clientOf(mock),
      command: (...args) => typed(...args, "--port", String(server.port)),
      call: (path, init) => fetch(`${server.url}${controlPath}${path}`, init),
    });
  } finally {
    await server.close();
  }
}

/** A call with JSON, or what is said to be JSON. */
export function json(body: string, headers: Record<string, string> = {}): RequestInit {
  return { method: "POST", body, headers: { "content-type": "application/json", ...headers } };
}
