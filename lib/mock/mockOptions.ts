import type { IamOptions } from "../access/iam/iamDescriptions.js";
import {
  accountOption,
  checkOptions,
  choiceOption,
  type OptionRule,
  regionOption,
} from "../base/checkOptions.js";
import { type Clock, systemClock } from "../base/clock.js";
import { dialects } from "../dialects/dialects.js";
import { checkedDelay } from "../replication/delay.js";
import type { Delay, LifecycleSettings } from "../state/s3.js";
import type { BucketSeed } from "./bucketSeeds.js";

/** What `replicationMock` takes. Everything has a default. */
export interface ReplicationMockOptions {
  /** The caller's account: 12 digits. Default `"123456789012"`. */
  readonly accountId?: string;
  /**
   * Region of buckets made without a constraint, and of clients that name none. Default `"us-east-1"`;
   * in the dialect of COS `"ap-guangzhou"`.
   */
  readonly region?: string;
  /** Buckets to start with, by name. Default none. */
  readonly buckets?: Readonly<Record<string, BucketSeed>>;
  /** Roles, users and keys to start with: what `mock.iam` takes. Default none. */
  readonly iam?: IamOptions;
  /**
   * How long a piece of replication work takes: milliseconds, `{ reads: n }` (done after its status
   * was read n times as PENDING), or a function of the work that returns either. Default 1,000.
   */
  readonly delay?: Delay;
  /**
   * Lifecycle and replication: which statuses hold lifecycle back from a version. Default
   * `{ heldBackBy: ["PENDING", "FAILED"] }`, as S3 does today; before, `["PENDING"]` alone did.
   */
  readonly lifecycle?: Partial<LifecycleSettings>;
  /** Where time comes from. Default `systemClock()`. */
  readonly clock?: Clock;
  /** For everything that looks random. Default 1: the same calls give the same answers. */
  readonly seed?: number | string;
  /** How many requests `mock.requests` remembers, the last ones. Default 1,000; 0 for none. */
  readonly history?: number;
  /**
   * An operation that is not simulated: refused with 501 NotImplemented, or passed through to the
   * real network, with the client's own credentials. Default `"reject"`.
   */
  readonly unsimulated?: "reject" | "pass-through";
  /**
   * Whether the clients that the mock is on are asked for credentials. `"ignored"`: never, whatever
   * provider or signer they have. `"required"`: always, as without the mock, and requests carry their
   * `Authorization`, which is not verified; so it is, too, with `unsimulated: "pass-through"`. Default
   * `"ignored"`.
   */
  readonly credentials?: "ignored" | "required";
  /**
   * Whose S3 it is: Amazon's, or Tencent COS with its hosts, headers, documents and rules of
   * replication. COS's signatures are not verified. Default `"aws"`.
   */
  readonly dialect?: "aws" | "cos";
}

const fields: { [Name in keyof Required<ReplicationMockOptions>]: OptionRule } = {
  accountId: accountOption,
  region: regionOption,
  buckets: {
    allowed: "an object of bucket names and what they hold",
    accepts: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  },
  iam: {
    allowed: "an object of roles, users and keys",
    accepts: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  },
  delay: {
    allowed:
      "milliseconds of at least 0, { reads: n } with a whole number n of at least 0, or a function that returns either",
    accepts: (value) => typeof value === "function" || isDelay(value),
  },
  lifecycle: {
    allowed: '{ heldBackBy: ["PENDING", "FAILED"] } or { heldBackBy: ["PENDING"] }',
    accepts: isLifecycle,
  },
  clock: {
    allowed: "an object with a function now() that returns milliseconds, such as manualClock()",
    accepts: isClock,
  },
  seed: {
    allowed: "a number or a string",
    accepts: (value) => typeof value === "string" || Number.isFinite(value),
  },
  history: {
    allowed: "a whole number of requests of at least 0",
    accepts: (value) => Number.isInteger(value) && Number(value) >= 0,
  },
  unsimulated: choiceOption("reject", "pass-through"),
  credentials: choiceOption("ignored", "required"),
  dialect: choiceOption(...Object.keys(dialects)),
};

/** The options with their defaults. @throws MockError that says which option, what came, what is allowed */
export function checkedOptions(
  options: ReplicationMockOptions,
): Required<ReplicationMockOptions> & { readonly lifecycle: LifecycleSettings } {
  const place = { field: "replicationMock: option ", whole: "replicationMock: the argument" };
  const { regionOption: region, region: usualRegion } = dialects[dialectOf(options)];
  checkOptions(options, { ...fields, region }, place);
  return {
    accountId: options.accountId ?? "123456789012",
    region: options.region ?? usualRegion,
    buckets: options.buckets ?? {},
    iam: options.iam ?? {},
    delay: options.delay ?? 1_000,
    lifecycle: { heldBackBy: [...(options.lifecycle?.heldBackBy ?? ["PENDING", "FAILED"])] },
    clock: options.clock ?? systemClock(),
    seed: options.seed ?? 1,
    history: options.history ?? 1_000,
    unsimulated: options.unsimulated ?? "reject",
    credentials: options.credentials ?? "ignored",
    dialect: dialectOf(options),
  };
}

/** S3's own, as long as it is not certain that another one is wanted. */
function dialectOf(options: ReplicationMockOptions | null): "aws" | "cos" {
  return options?.dialect === "cos" ? "cos" : "aws";
}

function isDelay(value: unknown): boolean {
  try {
    checkedDelay("delay is", value);
    return true;
  } catch {
    return false;
  }
}

/** FAILED has never held lifecycle back where PENDING did not. */
function isLifecycle(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { heldBackBy = ["PENDING"], ...others }: { heldBackBy?: unknown } = value;
  if (Object.keys(others).length > 0 || !Array.isArray(heldBackBy)) return false;
  const statuses = new Set<unknown>(heldBackBy);
  const hasPending = statuses.delete("PENDING");
  statuses.delete("FAILED");
  return hasPending && statuses.size === 0;
}

function isClock(value: unknown): boolean {
  const clock = value as Partial<Clock> | null;
  return typeof clock?.now === "function" && Number.isFinite(clock.now());
}
