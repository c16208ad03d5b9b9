import { readFileSync } from "node:fs";
import type { ReplicationMockOptions } from "../mock/mockOptions.js";
import type { AccessKey, ListenOptions } from "../server/listenOptions.js";
import type { Arguments, Flag } from "./command.js";
import { usualPort } from "./controlClient.js";
import { duration, durationForm, portNumber, refuse } from "./flagValues.js";
import { iamFlag, readIamFile } from "./iamFile.js";
import { UsageError } from "./usageError.js";

/** The options of `serve`. */
export const serveFlags = {
  port: { value: "PORT", about: `Where to listen; 0 for any that is free. Default ${usualPort}.` },
  host: {
    value: "ADDRESS",
    about: "The address to listen on. Default 127.0.0.1: nobody but this machine may call.",
  },
  region: {
    value: "REGION",
    about: "Of buckets made without a constraint. Default us-east-1, and ap-guangzhou with cos.",
  },
  account: { value: "ID", about: "The account of callers: 12 digits. Default 123456789012." },
  "access-key": {
    value: "ID[@ACCOUNT]",
    about: "Who may come in: requests have to be signed then. Default none: anyone may call.",
    repeats: true,
  },
  "secret-key": {
    value: "SECRET",
    about: "The secret of the access key before it.",
    repeats: true,
  },
  delay: {
    value: "TIME",
    about: `How long a piece of replication work takes: ${durationForm}; or reads:2 for until its status was read twice. Default 1s.`,
  },
  seed: { value: "SEED", about: "For everything that looks random. Default 1." },
  buckets: {
    value: "FILE.json",
    about: "Buckets to start with: what replicationMock takes as buckets.",
  },
  iam: iamFlag,
  data: {
    value: "FILE",
    about: "Where the state is kept: loaded at start, saved on exit and by the command save.",
  },
  dialect: { value: "NAME", about: "Whose S3 it is: aws or cos (Tencent). Default aws." },
  "allow-host": {
    value: "NAME",
    about:
      "A host name by which the server may be called, its control interface too, beside localhost and the address that it listens on.",
    repeats: true,
  },
  json: { about: "Print the log as lines of JSON." },
  quiet: { about: "Print no requests." },
} satisfies Record<string, Flag>;

/** What `serve` was told. */
export interface ServeOptions {
  readonly mock: ReplicationMockOptions;
  readonly listen: Required<Pick<ListenOptions, "port" | "host">>;
  readonly credentials: readonly AccessKey[] | undefined;
  readonly dataFile: string | undefined;
  readonly allowedHosts: readonly string[];
}

/** @throws UsageError that says what was wrong */
export function readServeOptions(given: Arguments): ServeOptions {
  const [accountId, region] = [given.text("account"), given.text("region")];
  const [delay, seed, buckets] = [given.text("delay"), given.text("seed"), given.text("buckets")];
  return {
    mock: {
      ...(accountId !== undefined && { accountId }),
      ...(region !== undefined && { region }),
      ...(delay !== undefined && { delay: delayOf(delay) }),
      ...(seed !== undefined && { seed: /^-?\d+$/.test(seed) ? Number(seed) : seed }),
      ...(buckets !== undefined && { buckets: readBuckets(buckets) }),
      ...iamOf(given.text("iam")),
      ...dialectOf(given.text("dialect")),
    },
    listen: {
      port: portNumber(given.text("port") ?? String(usualPort)),
      host: given.text("host") ?? "127.0.0.1",
    },
    credentials: credentialsOf(given),
    dataFile: given.text("data"),
    allowedHosts: given.texts("allow-host"),
  };
}

function delayOf(text: string): NonNullable<ReplicationMockOptions["delay"]> {
  const [, reads] = /^reads:(\d+)$/.exec(text) ?? [];
  return reads === undefined ? duration("--delay", text) : { reads: Number(reads) };
}

function dialectOf(name = "aws"): { readonly dialect?: "cos" } {
  if (name === "aws") return {};
  return name === "cos" ? { dialect: name } : refuse("--dialect", name, "aws or cos");
}

function iamOf(file: string | undefined): Pick<ReplicationMockOptions, "iam"> {
  return file === undefined ? {} : { iam: readIamFile(file) };
}

/** What is in it, the mock checks. */
function readBuckets(file: string): NonNullable<ReplicationMockOptions["buckets"]> {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const reason = (error as Error).message;
    return refuse("--buckets", file, `a file of JSON that can be read (${reason})`);
  }
}

function credentialsOf(given: Arguments): readonly AccessKey[] | undefined {
  const [names, secrets] = [given.texts("access-key"), given.texts("secret-key")];
  if (names.length !== secrets.length) {
    throw new UsageError(
      `there are ${names.length} of --access-key and ${secrets.length} of --secret-key; they come in pairs.`,
    );
  }
  if (names.length === 0) return undefined;
  return names.map((name, index) => {
    const [, accessKeyId, accountId] = /^([^@:]+)(?:@(\d{12}))?$/.exec(name) ?? [];
    const secretAccessKey = secrets[index];
    if (accessKeyId === undefined || !secretAccessKey) {
      return refuse("--access-key", name, "ID or ID@ACCOUNT, with a secret that is not empty");
    }
    return { accessKeyId, secretAccessKey, ...(accountId !== undefined && { accountId }) };
  });
}
