import { MockError } from "../base/mockError.js";
import type { AccessKey } from "./listenOptions.js";

/** What clients are told through the environment. */
export interface ServedEnvironment {
  /** Where they send their requests. */
  readonly url: string;
  readonly region: string;
  /** What they sign with. */
  readonly key: Pick<AccessKey, "accessKeyId" | "secretAccessKey" | "sessionToken">;
}

// The environment belongs to the process, and so does the answer to who has set it.
const environmentsSet = new WeakSet<object>();

/**
 * Lets clients that are made without an endpoint, and child processes, find a server: endpoint, Region
 * and keys are set in `process.env`, and what would come before them is taken out.
 *
 * @returns what puts the environment back; a variable that has been changed since stays changed
 * @throws MockError when another server is named there
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function setEnvironment({ url, region, key }: ServedEnvironment): () => void {
  const { env } = process;
  if (environmentsSet.has(env)) {
    throw new MockError(
      "listen: option env is of no use while the environment names another served mock: close that one first, or give clients the endpoint by hand",
      "ERR_MOCK_TAKEN",
    );
  }
  environmentsSet.add(env);
  const restores = Object.entries<string | undefined>({
    AWS_ENDPOINT_URL_S3: url,
    AWS_REGION: region,
    // What Python's clients look at.
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: key.accessKeyId,
    AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
    AWS_SESSION_TOKEN: key.sessionToken,
    AWS_PROFILE: undefined,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: undefined,
  }).map(([name, value]) => setVariable(name, value));
  return () => {
    if (!environmentsSet.delete(env)) return;
    for (const restore of restores) restore();
  };
}

function setVariable(name: string, value: string | undefined): () => void {
  const before = process.env[name];
  write(name, value);
  return () => {
    if (process.env[name] === value) write(name, before);
  };
}

function write(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
