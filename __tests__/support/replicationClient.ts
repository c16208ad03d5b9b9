import { type ReplicationConfiguration, S3Client } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { configuration, put, read, rejection, v2 } from "./replicationConfigurations.js";

/** The account that owns the bucket `foreign`. */
export const foreignAccount = "999999999999";

const versioning = "Enabled" as const;

/** A client of an S3 with buckets to configure replication between, in each state of versioning. */
export function replicationClient(): S3Client {
  const client = new S3Client({});
  client.middlewareStack.use(
    replicationMock({
      buckets: {
        source: { versioning },
        destination: { versioning },
        elsewhere: { versioning },
        locked: { versioning, objectLock: true },
        foreign: { versioning, owner: foreignAccount },
        suspended: { versioning: "Suspended" },
        unversioned: {},
      },
    }),
  );
  return client;
}

/** Expects that a configuration is refused with `answer`, and that the one before it stays. */
export async function expectRejected(
  document: ReplicationConfiguration,
  answer: Readonly<Record<string, unknown>>,
): Promise<void> {
  await expectRefused((client) => put(client, document), answer);
}

/** The same for a request that is not a plain PutBucketReplication. */
export async function expectRefused(
  send: (client: S3Client) => Promise<unknown>,
  answer: Readonly<Record<string, unknown>>,
): Promise<void> {
  const client = replicationClient();
  const stored = configuration(v2({ ID: "stored" }));
  await put(client, stored);
  expect(await rejection(send(client))).toEqual(answer);
  expect(await read(client)).toEqual(stored);
}
