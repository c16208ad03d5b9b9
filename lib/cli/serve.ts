import { resolve } from "node:path";
import { systemClock } from "../base/clock.js";
import { MockError } from "../base/mockError.js";
import { checkedOptions } from "../mock/mockOptions.js";
import { type ReplicationMock, replicationMock } from "../mock/replicationMock.js";
import type { EventName } from "../observe/events/events.js";
import { controlInterface } from "../server/control.js";
import { type AnsweredRequest, defaultDomains, type Listening } from "../server/listenOptions.js";
import type { Arguments, Command, Terminal } from "./command.js";
import { type DataFile, openDataFile } from "./dataFile.js";
import { diskWatch } from "./diskWatch.js";
import { readServeOptions, type ServeOptions, serveFlags } from "./serveOptions.js";
import { jsonLog, readableLog, type ServerLog } from "./serverLog.js";
import { stopSignal } from "./stopSignal.js";
import { UsageError } from "./usageError.js";

export const serveCommand: Command = {
  summary: "Serves the simulated S3 over HTTP until it is stopped.",
  details: [
    "Point any client to it: the AWS CLI with --endpoint-url, SDKs with their endpoint. Buckets may stand in the path or before s3.localhost. Ctrl-C or SIGTERM stops it.",
    "--data keeps the state in a file, in a binary form; it is written whole or not at all, and one server at a time has it (FILE.lock names that one). --buckets counts only as long as that file is not there. Time in the file goes on to the machine's time when it is loaded.",
    "Each option can stand in the environment: S3_REPLICATION_MOCK_PORT for --port, S3_REPLICATION_MOCK_ACCESS_KEY for --access-key and so on; with commas between several.",
    "What a JavaScript test does through its handle, the other commands do from outside: settle, advance, faults and so on.",
  ],
  flags: serveFlags,
  variables: "S3_REPLICATION_MOCK_",
  examples: [
    "serve",
    "serve --port 0 --buckets buckets.json --delay 5s",
    "serve --access-key test --secret-key secret --access-key other@210987654321 --secret-key other",
    "serve --data state.bin --json",
  ],
  run: serve,
};

async function serve(given: Arguments, terminal: Terminal): Promise<void> {
  const options = readServeOptions(given);
  const mock = mockOf(options);
  const log = given.has("json") ? jsonLog(terminal, mock) : readableLog(terminal, mock);
  const data = options.dataFile === undefined ? undefined : load(options.dataFile, mock);
  try {
    await serveUntilStopped(given, { options, mock, log, data });
  } finally {
    data?.close();
  }
}

async function serveUntilStopped(
  given: Arguments,
  {
    options,
    mock,
    log,
    data,
  }: {
    readonly options: ServeOptions;
    readonly mock: ReplicationMock;
    readonly log: ServerLog;
    readonly data: DataFile | undefined;
  },
): Promise<void> {
  const { dataFile = "", credentials } = options;
  const save = data && (() => saved(data, dataFile, log));
  const { accountId } = checkedOptions(options.mock);
  const control = controlInterface(mock, {
    ...{ credentials, accountId, save, allowedHosts: options.allowedHosts },
    host: options.listen.host,
    version: given.version,
  });
  const watchDisk = data && diskWatch(resolve(dataFile), log.warned);
  watchDisk?.();
  const hooks = [given.has("quiet") ? undefined : log.answered, watchDisk].filter(
    (hook) => hook !== undefined,
  );
  const stopped = stopSignal();
  if (!given.has("quiet")) logEvents(mock, log);
  const listening = await listen(mock, options, {
    intercept: control.intercept,
    onFault: log.faulty,
    ...(hooks.length > 0 && {
      onAnswer: (answered: AnsweredRequest) => {
        for (const hook of hooks) hook(answered);
      },
    }),
  });
  log.started(startOf(options, listening, data?.isLoaded === true));
  const signal = await stopped;
  await listening.close();
  save?.();
  log.stopped(signal);
}

const loggedEvents = [
  "pending",
  "replicated",
  "replicationFailed",
  "missedThreshold",
  "replicatedAfterThreshold",
  "notTracked",
  "objectCreated",
  "objectRemoved",
  "inventoryFailed",
] as const satisfies readonly EventName[];

function logEvents(mock: ReplicationMock, log: ServerLog): void {
  for (const name of loggedEvents) mock.on(name, (event) => log.happened(name, event));
}

/** What is wrong with an option is wrong with what was typed. */
function mockOf({ mock }: ServeOptions): ReplicationMock {
  try {
    return replicationMock(mock);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function saved(data: DataFile, file: string, log: ServerLog): string {
  data.save();
  log.saved(file);
  return file;
}

function load(file: string, mock: ReplicationMock): DataFile {
  const data = openDataFile(file, mock);
  // Time has gone on since the file was saved. A mock that was ahead of it stays so.
  const behindMs = systemClock().now() - mock.now();
  if (behindMs > 0) mock.advance(behindMs);
  return data;
}

type ListenArguments = NonNullable<Parameters<ReplicationMock["listen"]>[0]>;

async function listen(
  mock: ReplicationMock,
  { listen: { host, port }, credentials, allowedHosts }: ServeOptions,
  hooks: Pick<ListenArguments, "intercept" | "onFault" | "onAnswer">,
): Promise<Listening> {
  try {
    return await mock.listen({
      host,
      port,
      console: { allowedHosts },
      // Others may be names too, but none that a bucket could stand before.
      domains: [...defaultDomains, ...allowedHosts.filter((name) => /^[a-z0-9.-]+$/i.test(name))],
      ...hooks,
      ...(credentials && { credentials }),
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") {
      throw new MockError(
        `port ${port} of ${host} is in use; --port 0 takes one that is free`,
        "ERR_MOCK_COMMAND",
      );
    }
    // What is wrong with an option is wrong with what was typed; all else comes from the system.
    throw error instanceof MockError ? new UsageError(message) : error;
  }
}

function startOf(
  { mock, listen: { host }, credentials, dataFile }: ServeOptions,
  { url, port }: Listening,
  isLoaded: boolean,
) {
  const { accountId, region, dialect } = checkedOptions(mock);
  const accounts = credentials?.map((key) => [key.accessKeyId, key.accountId ?? accountId]);
  return {
    ...{ url, host, port, region, accountId, dialect },
    accessKeys: accounts && Object.fromEntries(accounts),
    data: dataFile === undefined ? undefined : { file: dataFile, isLoaded },
  };
}
