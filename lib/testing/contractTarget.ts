import type { S3Client, S3ClientConfig } from "@aws-sdk/client-s3";
import { MockError } from "../base/mockError.js";
import type { MiddlewareStackLike } from "../client/middlewareStack.js";
import { controlPath } from "../server/control.js";
import { loadSdk } from "./contractSdk.js";

/** What a contract is tested against: a mock, or the URL of whatever speaks S3. */
export type ContractTarget = MockTarget | string;

/** As much of a mock as a contract needs. */
export interface MockTarget {
  applyToStack(stack: MiddlewareStackLike): void;
  settle(): void;
}

/** What an endpoint may have or lack. */
export type Feature =
  /** Objects are copied, and have a replication status. */
  | "replication"
  /** Time is ours: replication is finished by asking, not by waiting. */
  | "time"
  /** It says why an object was not replicated. */
  | "explain"
  /** It can be told to fail. */
  | "faults"
  /** Any other name, which `lacks` may have. */
  | (string & Record<never, never>);

/** A target that is connected to. */
export interface ConnectedTarget {
  readonly client: S3Client;
  /** Finishes replication at once; undefined where only waiting helps. */
  readonly finish: (() => Promise<void>) | undefined;
  readonly features: readonly Feature[];
  /** Whether roles are looked up by somebody. */
  readonly needsRole: boolean;
}

/** The client's configuration, of which everything has a default. */
export interface TargetOptions {
  readonly region: string;
  readonly config: object;
}

/** @throws MockError when the target is neither a mock nor a URL */
export async function connectTo(
  target: ContractTarget,
  { region, config }: TargetOptions,
): Promise<ConnectedTarget> {
  const sdk = await loadSdk();
  if (typeof target !== "string") {
    checkMock(target);
    const client = new sdk.S3Client({ region, ...config });
    client.middlewareStack.use(target);
    return {
      client,
      finish: async () => target.settle(),
      features: ["replication", "time", "explain", "faults"],
      needsRole: false,
    };
  }
  const url = urlOf(target);
  const client = new sdk.S3Client({ region, ...endpointConfig(url), ...config });
  const isOurs = await answersControl(url);
  return {
    client,
    finish: isOurs ? () => callControl(url, "POST", "settle") : undefined,
    features: isOurs ? ["replication", "time", "explain", "faults"] : ["replication"],
    needsRole: !isOurs,
  };
}

function checkMock(target: MockTarget): void {
  if (typeof target?.applyToStack === "function" && typeof target.settle === "function") return;
  throw new MockError(
    "connect: the target has to be a mock, what replicationMock() returned, or the URL of an endpoint",
  );
}

function urlOf(target: string): URL {
  if (URL.canParse(target) && /^https?:$/.test(new URL(target).protocol)) return new URL(target);
  throw new MockError(
    `connect: ${JSON.stringify(target)} is no URL; allowed is one such as "http://127.0.0.1:9090"`,
  );
}

function endpointConfig(url: URL): S3ClientConfig {
  const isAmazon = url.hostname.endsWith(".amazonaws.com");
  // Amazon's endpoints follow from the Region, and keys come from where they always come from.
  if (isAmazon) return {};
  const hasKeys = process.env.AWS_ACCESS_KEY_ID !== undefined;
  return {
    endpoint: url.href,
    forcePathStyle: true,
    ...(!hasKeys && { credentials: { accessKeyId: "test", secretAccessKey: "test" } }),
  };
}

async function answersControl(url: URL): Promise<boolean> {
  try {
    await callControl(url, "GET", "now");
    return true;
  } catch {
    return false;
  }
}

/** Calls a served mock, which may ask for the keys that its clients have. */
async function callControl(url: URL, method: string, path: string): Promise<void> {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret } = process.env;
  const basic = Buffer.from(`${id}:${secret}`).toString("base64");
  const response = await fetch(new URL(controlPath + path, url), {
    method,
    headers: id === undefined || secret === undefined ? {} : { authorization: `Basic ${basic}` },
  });
  const answer = await response.text();
  // Other servers may answer 200 to whatever they do not know.
  const isOurs = response.headers.get("content-type")?.includes("json") === true;
  if (!response.ok || !isOurs)
    throw new MockError(`${method} ${path}: ${response.status} ${answer}`, "ERR_MOCK_ENDPOINT");
}
