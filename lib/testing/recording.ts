import { AsyncLocalStorage } from "node:async_hooks";
import { writeFileSync } from "node:fs";
import { checkOptions, regionOption, textOption } from "../base/checkOptions.js";
import { type Clock, systemClock } from "../base/clock.js";
import { type EndHandle, endHandle } from "../base/disposable.js";
import { beginAtCaller, MockError } from "../base/mockError.js";
import type { Handler, MiddlewareStackLike } from "../client/middlewareStack.js";
import { type PendingDigest, receivedDigest, sentDigest } from "./bodyDigests.js";
import { type Anonymizer, anonymizer } from "./recordedValues.js";
import { type CommandError, type RecordedCommand, writeRecording } from "./recordingFile.js";

export { type Comparison, compare, type Difference } from "./compareRecording.js";
export type { BodyDigest, CommandError, RecordedCommand, Recording } from "./recordingFile.js";
export type { MemberDifference } from "./valueDifferences.js";

/** What `recorder` takes. */
export interface RecorderOptions {
  /** Where the recording is written when it ends. */
  readonly file: string;
  /** The Region of the client. Default `"us-east-1"`. */
  readonly region?: string;
}

/** A plugin that writes down what a client sends and gets. */
export interface Recorder extends EndHandle {
  /** Called by `client.middlewareStack.use()`, of any client of S3. */
  applyToStack(stack: MiddlewareStackLike): void;
}

/** A command that is being recorded: its bodies may still be on their way. */
interface OpenCommand extends Pick<RecordedCommand, "atMs" | "operation"> {
  readonly input: () => Readonly<Record<string, unknown>>;
  output?: () => Readonly<Record<string, unknown>>;
  error?: CommandError;
  /** The digest of the body that was answered. */
  received?: PendingDigest;
}

const placeOf = { field: "recorder: option ", whole: "recorder: the options" };
const name = "s3ReplicationMockRecorder";

/**
 * Records what real clients send to a real S3 and get from it, in the words of commands: bodies by
 * their digest, and other things in the place of secrets, ids and account numbers. `end` writes the
 * file, which `compare` holds against the mock.
 *
 * @throws MockError when an option is wrong
 */
export function recorder(options: RecorderOptions): Recorder {
  checkRecorderOptions(options);
  const { file, region = "us-east-1" } = options;
  // What was real time goes into the recording, and comes back as the mock's.
  const clock = systemClock();
  const startedAt = new Date(clock.now()).toISOString();
  const log = commandLog(clock);
  return {
    ...endHandle(() => {
      writeFileSync(file, writeRecording({ region, startedAt, commands: log.commands() }));
    }),
    applyToStack(stack) {
      stack.add(log.outermost, { name, step: "initialize", priority: "high", override: true });
      stack.add(log.innermost, {
        name: `${name}Bodies`,
        step: "deserialize",
        priority: "low",
        override: true,
      });
    },
  };
}

function checkRecorderOptions(options: RecorderOptions): void {
  try {
    checkOptions(
      options,
      { file: textOption("the path of a file"), region: regionOption },
      placeOf,
    );
    if (options.file === undefined) throw new MockError("recorder: option file is missing");
  } catch (error) {
    throw beginAtCaller(error, recorder);
  }
}

function commandLog(clock: Clock) {
  const startedAt = clock.now();
  const open: OpenCommand[] = [];
  const names = anonymizer();
  // Which command an answer belongs to, also where several are on their way.
  const current = new AsyncLocalStorage<OpenCommand>();

  return {
    /** Sees what a command was given, and what its sender gets. */
    outermost:
      (next: Handler, context: object): Handler =>
      async (args) => {
        const { input = {} } = args as { readonly input?: object };
        const command = openCommand(context, input, { atMs: clock.now() - startedAt, names });
        open.push(command);
        try {
          const result = await current.run(command, () => next(args));
          const { output = {} } = result as { readonly output?: object };
          command.output = outputOf(output, names, command);
          return result;
        } catch (error) {
          command.error = errorOf(error);
          throw error;
        }
      },
    /** Sees the body of an answer before the SDK does. */
    innermost:
      (next: Handler): Handler =>
      async (args) => {
        const result = (await next(args)) as { response: { statusCode: number; body?: unknown } };
        const { response } = result;
        const command = current.getStore();
        if (command?.operation !== "GetObject" || response.statusCode >= 300) return result;
        const { body, digest } = receivedDigest(response.body);
        command.received = digest;
        response.body = body;
        return result;
      },
    commands: (): RecordedCommand[] =>
      open.map(({ atMs, operation, input, output, error }) => ({
        atMs,
        operation,
        input: input(),
        ...(output !== undefined && { output: output() }),
        ...(error !== undefined && { error }),
      })),
  };
}

function openCommand(
  context: object,
  input: object,
  { atMs, names }: { readonly atMs: number; readonly names: Anonymizer },
): OpenCommand {
  const { Body, ...others } = input as { readonly Body?: unknown };
  const plain = names.anonymous(others, "input") as Readonly<Record<string, unknown>>;
  const digest = Body === undefined ? undefined : sentDigest(Body);
  return {
    atMs,
    operation: operationOf(context),
    input: () => (digest === undefined ? plain : { ...plain, Body: digest() }),
  };
}

function outputOf(
  output: object,
  names: Anonymizer,
  command: OpenCommand,
): () => Readonly<Record<string, unknown>> {
  const { Body, $metadata, ...others } = output as {
    readonly Body?: unknown;
    readonly $metadata?: unknown;
  };
  const plain = names.anonymous(others, "output") as Readonly<Record<string, unknown>>;
  return () => (command.received === undefined ? plain : { ...plain, Body: command.received() });
}

function errorOf(error: unknown): CommandError {
  const { name = "Error", $metadata } = error as {
    readonly name?: string;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  return { name, statusCode: $metadata?.httpStatusCode };
}

function operationOf(context: object): string {
  const { commandName = "" } = context as { readonly commandName?: string };
  return commandName.replace(/Command$/, "");
}
