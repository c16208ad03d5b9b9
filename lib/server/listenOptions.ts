import { constants } from "node:buffer";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isPrincipalArn } from "../access/principals.js";
import {
  accountOption,
  checkOptions,
  countOption,
  type OptionRule,
  shown,
  textOption,
} from "../base/checkOptions.js";
import { limits } from "../base/limits.js";
import { MockError } from "../base/mockError.js";

/** What `listen` takes. Everything has a default. */
export interface ListenOptions {
  /** Default 0: any that is free. */
  readonly port?: number;
  /** The address to listen on. Default `"127.0.0.1"`: nobody but this machine may call. */
  readonly host?: string;
  /**
   * Host names before which a bucket may stand: `bucket.s3.localhost`. Default `s3.localhost` and
   * `localhost`. AWS's own are always known. Without keys a server on the loopback answers by these,
   * by addresses, and by names that public DNS does not have (`s3mock`, `host.docker.internal`): a page
   * whose name was bound to this machine gets nothing.
   */
  readonly domains?: readonly string[];
  /** Who may come in; requests have to be signed then. Default none: anyone may call. */
  readonly credentials?: readonly AccessKey[];
  /**
   * Names the server in `process.env` until it is closed: `AWS_ENDPOINT_URL_S3`, Region and keys. Clients
   * that are given no endpoint, wherever they are made, find it when they first send; so do child
   * processes that get this environment. Default false.
   */
  readonly env?: boolean;
  /**
   * Shows the console, a page to look at what is there, at `/_s3-replication-mock/console`: to browsers that
   * call the server by localhost or by its address, and by the names in `allowedHosts`. Default false.
   */
  readonly console?: boolean | { readonly allowedHosts?: readonly string[] };
  /** How long a connection may be silent, and how long headers may take. Default 20,000. */
  readonly timeoutMs?: number;
  /** The largest body of a request as it is sent. Default 5 GB, or what Node can hold at most. */
  readonly maxBodyBytes?: number;
  /** Told of each fault of the mock's own, which clients get as 500. Default: printed on stderr. */
  readonly onFault?: (fault: Error) => void;
  /** Told of each answer, when it is on its way. */
  readonly onAnswer?: (answer: AnsweredRequest) => void;
  /** Sees each request first; one that it answers itself, with true, does not reach S3. */
  readonly intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** An access key with its secret, and the account it belongs to. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The token that requests have to carry beside it. Default none. */
  readonly sessionToken?: string;
  /** When the token expires. Default never. */
  readonly expiration?: Date;
  /** Default: the account of the mock, or of the principal. */
  readonly accountId?: string;
  /** The IAM user or role it belongs to, by ARN. Default: the account's root user. */
  readonly principal?: string;
}

/** A request and what became of it. */
export interface AnsweredRequest {
  /** S3's name of the operation; undefined for what means none, and what was refused before that. */
  readonly operation: string | undefined;
  readonly method: string;
  /** As it was sent: path and query. */
  readonly url: string;
  readonly host: string;
  readonly statusCode: number;
  /** S3's code such as `NoSuchKey`; undefined where nothing failed. */
  readonly errorCode: string | undefined;
  readonly requestId: string;
}

/** A server that listens. */
export interface Listening {
  /** `http://127.0.0.1:9000`: what a client takes for an endpoint. */
  readonly url: string;
  readonly port: number;
  /** Stops it at once, with all its connections: nothing stays open. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The options with their defaults, but for those that have none. */
export type CheckedListenOptions = ListenOptions &
  Required<
    Pick<
      ListenOptions,
      "port" | "host" | "domains" | "env" | "console" | "timeoutMs" | "maxBodyBytes" | "onFault"
    >
  >;

/** aws-chunked makes a body longer than what it holds. */
const framingShare = 1.25;

const functionOption: OptionRule = {
  allowed: "a function",
  accepts: (value) => typeof value === "function",
};

const fields: { [Name in keyof Required<ListenOptions>]: OptionRule } = {
  port: {
    allowed: "a port: a whole number from 0 to 65535",
    accepts: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535,
  },
  host: textOption("an address such as 127.0.0.1"),
  domains: {
    allowed: 'a list of host names such as ["s3.localhost"]',
    accepts: (value) =>
      Array.isArray(value) &&
      value.every((each) => typeof each === "string" && /^[a-z0-9.-]+$/i.test(each)),
  },
  credentials: {
    allowed: "a list of { accessKeyId, secretAccessKey } that is not empty",
    accepts: (value) => Array.isArray(value) && value.length > 0,
  },
  env: { allowed: "true or false", accepts: (value) => typeof value === "boolean" },
  console: {
    allowed: "true, false or { allowedHosts }, a list of host names",
    accepts: (value) => typeof value === "boolean" || isConsole(value),
  },
  timeoutMs: countOption(1),
  maxBodyBytes: countOption(0),
  onFault: functionOption,
  onAnswer: functionOption,
  intercept: functionOption,
};

function isConsole(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { allowedHosts = [], ...others } = value as { readonly allowedHosts?: unknown };
  const areNames =
    Array.isArray(allowedHosts) && allowedHosts.every((each) => typeof each === "string");
  return areNames && Object.keys(others).length === 0;
}

const keyOptions: { [Name in keyof Required<AccessKey>]: OptionRule } = {
  accessKeyId: textOption("the id of an access key"),
  secretAccessKey: textOption("its secret"),
  sessionToken: textOption("a token"),
  expiration: {
    allowed: "a Date",
    accepts: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
  },
  accountId: accountOption,
  principal: {
    allowed: 'the ARN of an IAM user or role, such as "arn:aws:iam::123456789012:user/alice"',
    accepts: (value) => typeof value === "string" && isPrincipalArn(value),
  },
};

/** Before these a bucket may stand in a host's name, beside AWS's own. */
export const defaultDomains: readonly string[] = ["s3.localhost", "localhost"];

/** The options with their defaults. @throws MockError that says which option, what came, what is allowed */
export function checkedListenOptions(options: ListenOptions): CheckedListenOptions {
  checkOptions(options, fields, { field: "listen: option ", whole: "listen: the argument" });
  checkKeys(options.credentials ?? []);
  return {
    ...options,
    port: options.port ?? 0,
    host: options.host ?? "127.0.0.1",
    domains: options.domains ?? defaultDomains,
    env: options.env ?? false,
    console: options.console ?? false,
    timeoutMs: options.timeoutMs ?? 20_000,
    maxBodyBytes:
      options.maxBodyBytes ?? Math.min(limits.putBytes * framingShare, constants.MAX_LENGTH),
    onFault: options.onFault ?? report,
  };
}

function checkKeys(keys: readonly AccessKey[]): void {
  const ids = new Set<string>();
  for (const [index, key] of keys.entries()) {
    const place = `listen: credentials[${index}]`;
    checkOptions(withoutMarks(key), keyOptions, { field: `${place}.`, whole: place });
    if (key.accessKeyId === undefined || key.secretAccessKey === undefined) {
      throw new MockError(`${place} lacks its accessKeyId or its secretAccessKey`);
    }
    if (ids.has(key.accessKeyId)) {
      throw new MockError(`${place}.accessKeyId is ${shown(key.accessKeyId)} once more`);
    }
    ids.add(key.accessKeyId);
  }
}

/** A client marks the credentials it was given with `$source`, and tests give the same ones here. */
function withoutMarks(key: AccessKey): unknown {
  if (typeof key !== "object" || key === null) return key;
  return Object.fromEntries(Object.entries(key).filter(([name]) => !name.startsWith("$")));
}

function report(fault: Error): void {
  process.stderr.write(`${fault.stack ?? fault.message}\n`);
}
