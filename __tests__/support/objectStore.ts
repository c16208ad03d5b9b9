import { S3 } from "@aws-sdk/client-s3";
import {
  type ManualClock,
  manualClock,
  type ReplicationMock,
  replicationMock,
} from "s3-replication-mock";

/** A simulated S3 with a bucket of each state of versioning, and the SDK's aggregated client of it. */
export interface ObjectStore {
  readonly s3: S3;
  readonly mock: ReplicationMock;
  readonly clock: ManualClock;
  /** The headers of the last answer, of an error as well. */
  readonly headers: () => Record<string, string>;
}

/** The states of a bucket's versioning that objects are tested in; each is the name of a bucket. */
export const bucketStates = ["plain", "versioned", "suspended"] as const;

/** Buckets `plain`, `versioned`, `suspended`, `locked`, and `eu` in another Region. */
export function objectStore(): ObjectStore {
  const clock = manualClock(Date.UTC(2026, 0, 1, 12, 0, 0, 500));
  const mock = replicationMock({
    clock,
    buckets: {
      plain: {},
      versioned: { versioning: "Enabled" },
      suspended: { versioning: "Suspended" },
      locked: { objectLock: true },
      faraway: { region: "eu-west-1" },
    },
  });
  const s3 = new S3({ region: "us-east-1" });
  s3.middlewareStack.use(mock);
  let headers: Record<string, string> = {};
  s3.middlewareStack.add(
    (next) => async (args) => {
      try {
        const result = await next(args);
        headers = headersOf(result.response);
        return result;
      } catch (error) {
        headers = headersOf((error as { $response?: unknown }).$response);
        throw error;
      }
    },
    { step: "deserialize", priority: "high", name: "captureHeaders" },
  );
  return { s3, mock, clock, headers: () => headers };
}

function headersOf(response: unknown): Record<string, string> {
  const { headers = {} } = (response ?? {}) as { headers?: Record<string, string> };
  // The SDK itself adds this one when it reads the answer.
  const { expiresstring: _, ...sent } = headers;
  return sent;
}

/** What a call answers, without what the SDK adds. */
export function bare<Output extends { $metadata: object }>(
  output: Output,
): Omit<Output, "$metadata"> {
  const { $metadata: _, ...members } = output;
  return members;
}
