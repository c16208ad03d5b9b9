import {
  checkOptions,
  msOption,
  type OptionRule,
  regionOption,
  textOption,
} from "../base/checkOptions.js";
import { systemClock } from "../base/clock.js";
import { beginLaterAtCaller } from "../base/mockError.js";
import type { ObjectName } from "../base/objectName.js";
import { type BucketSpec, type ContractBucket, contractBuckets } from "./contractBuckets.js";
import type { ContractClient } from "./contractClient.js";
import { type ContractTarget, connectTo, type Feature } from "./contractTarget.js";
import { type EndStatus, replicationWait } from "./replicationWait.js";

export type { BucketSpec, ContractBucket } from "./contractBuckets.js";
export type { ContractClient, ContractCommand } from "./contractClient.js";
export type { ContractTarget, Feature, MockTarget } from "./contractTarget.js";
export type { EndStatus } from "./replicationWait.js";

/** What `connect` takes. Everything has a default. */
export interface ConnectOptions {
  /** Default: `AWS_REGION`, or `"us-east-1"`. */
  readonly region?: string;
  /**
   * The ARN of the role that replicates. Default: `S3_REPLICATION_ROLE_ARN`; for a mock any role will
   * do.
   */
  readonly role?: string;
  /** How the names of buckets begin. Default `"contract"`. */
  readonly prefix?: string;
  /** How long replication is waited for where time is not ours. Default 900,000: 15 minutes. */
  readonly timeoutMs?: number;
  /** What the endpoint does not have: `can` says no to it. */
  readonly lacks?: readonly Feature[];
  /** More of the client's configuration. */
  readonly config?: object;
}

/**
 * One handle for a mock, a served mock and a real endpoint.
 *
 * @typeParam Client - `S3Client` of the SDK, for those that need more of it than `send`
 */
export interface Contract<Client = ContractClient> {
  readonly client: Client;
  /** The ARN of the role that replicates; undefined where the environment names none. */
  readonly role: string | undefined;
  /** Makes buckets of names that nobody else has; `end` removes them. */
  buckets<Name extends string>(
    specs: Readonly<Record<Name, BucketSpec>>,
  ): Promise<Record<Name, ContractBucket>>;
  /**
   * Waits until replication of an object has ended, and gives its status: at once where time is ours.
   *
   * @throws MockError when there is nothing to wait for, or it lasts too long
   */
  replicated(object: ObjectName): Promise<EndStatus>;
  /**
   * Waits until replication of all objects in these buckets has ended.
   *
   * @throws MockError when it lasts too long
   */
  settle(): Promise<void>;
  /** Whether the endpoint has something: tests of what it lacks are to be left out, by their names. */
  can(feature: Feature): boolean;
  /** Empties and removes the buckets. In `afterAll` or by `await using`: whether the test failed or not. */
  end(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const optionFields: Readonly<Record<keyof ConnectOptions, OptionRule>> = {
  region: regionOption,
  role: textOption("the ARN of a role"),
  prefix: {
    allowed: "up to 20 lower-case letters, digits and hyphens, a letter first",
    accepts: (value) => typeof value === "string" && /^[a-z][a-z0-9-]{0,19}$/.test(value),
  },
  timeoutMs: msOption,
  lacks: { allowed: "an array of features", accepts: Array.isArray },
  config: {
    allowed: "an object",
    accepts: (value) => typeof value === "object" && value !== null,
  },
};

/** The role of mocks, which look none up unless they were told of some. */
const anyRole = "arn:aws:iam::123456789012:role/replication";

/**
 * Connects a test to what it is about: a mock, a served mock by its URL, or any endpoint that speaks S3,
 * with the keys of the environment.
 *
 * @throws MockError when an argument is wrong
 */
export function connect<Client = ContractClient>(
  target: ContractTarget,
  options: ConnectOptions = {},
): Promise<Contract<Client>> {
  return beginLaterAtCaller(connect, () => connected(target, options));
}

async function connected<Client>(
  target: ContractTarget,
  options: ConnectOptions,
): Promise<Contract<Client>> {
  checkOptions(options, optionFields, { field: "connect: option ", whole: "connect: the options" });
  const region = options.region ?? process.env.AWS_REGION ?? "us-east-1";
  const { prefix = "contract", timeoutMs = 900_000, lacks = [], config = {} } = options;
  const endpoint = await connectTo(target, { region, config });
  const { client, features } = endpoint;
  const buckets = contractBuckets(client, { region, prefix });
  const wait = replicationWait(endpoint, { clock: systemClock(), timeoutMs });

  async function end(): Promise<void> {
    try {
      await buckets.removeAll();
    } finally {
      client.destroy();
    }
  }

  const contract: Contract<Client> = {
    // It is the SDK's, of whatever version: who names its type knows which.
    client: client as Client,
    role:
      options.role ??
      process.env.S3_REPLICATION_ROLE_ARN ??
      (endpoint.needsRole ? undefined : anyRole),
    buckets: (specs) => buckets.make(specs),
    replicated: (object) => beginLaterAtCaller(contract.replicated, () => wait.forObject(object)),
    settle: () => beginLaterAtCaller(contract.settle, () => wait.forBuckets(buckets.names())),
    can: (feature) => features.includes(feature) && !lacks.includes(feature),
    end,
    [Symbol.asyncDispose]: end,
  };
  return contract;
}
