import COS from "cos-nodejs-sdk-v5";
import {
  type BucketSeed,
  type Listening,
  type ListenOptions,
  manualClock,
  type ReplicationMock,
  type ReplicationMockOptions,
  replicationMock,
} from "s3-replication-mock";

/** A mock that speaks as COS does, served for one test. */
export interface CosScene {
  readonly mock: ReplicationMock;
  readonly server: Listening;
  /** Tencent's own client of it, which takes the server for its proxy. */
  readonly cos: COS;
  /** Sends a request to a bucket's own host as it stands. */
  send(method: string, bucket: string, request?: CosRequest): Promise<CosAnswer>;
}

export interface CosRequest {
  readonly target?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export interface CosAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string;
}

export const source = { Bucket: "source-1250000000", Region: "ap-guangzhou" } as const;
export const backup = { Bucket: "backup-1250000000", Region: "ap-beijing" } as const;

/** The buckets of `cosServed`: two that are versioned, each in a Region of its own. */
export const cosBuckets: Record<string, BucketSeed> = {
  [source.Bucket]: { versioning: "Enabled" },
  [backup.Bucket]: { versioning: "Enabled", region: backup.Region },
};

export const role = "qcs::cam::uin/123456789012:uin/123456789012";
export const destination = `qcs::cos:${backup.Region}::${backup.Bucket}`;

/** Serves a mock while `use` runs, and closes it afterwards. Its time stands still. */
export async function cosServed(
  use: (scene: CosScene) => Promise<void>,
  { listen = {}, ...options }: ReplicationMockOptions & { readonly listen?: ListenOptions } = {},
): Promise<void> {
  const clock = manualClock(Date.parse("2026-11-20T12:00:00Z"));
  const mock = replicationMock({ dialect: "cos", clock, buckets: cosBuckets, ...options });
  const server = await mock.listen(listen);
  const cos = new COS({
    SecretId: "AKIDEXAMPLE",
    SecretKey: "SECRETEXAMPLE",
    Protocol: "http:",
    Proxy: server.url,
    KeepAlive: false,
  });
  const send: CosScene["send"] = async (method, bucket, { target = "/", headers, body } = {}) => {
    const answer = await fetch(`${server.url}/${bucket}${target}`, {
      method,
      ...(headers && { headers }),
      ...(body !== undefined && { body }),
    });
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      text: await answer.text(),
    };
  };
  try {
    await use({ mock, server, cos, send });
  } finally {
    await server.close();
  }
}
