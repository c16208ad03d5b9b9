import { createHash } from "node:crypto";
import type { S3Client } from "@aws-sdk/client-s3";
import { manualClock } from "../base/clock.js";
import { beginLaterAtCaller } from "../base/mockError.js";
import { type ReplicationMock, replicationMock } from "../mock/replicationMock.js";
import { loadSdk, type Sdk } from "./contractSdk.js";
import { placeholder } from "./recordedValues.js";
import {
  isBodyDigest,
  type RecordedCommand,
  type Recording,
  readRecording,
} from "./recordingFile.js";
import { type Bindings, differences, type MemberDifference } from "./valueDifferences.js";

/** What came of a comparison. */
export interface Comparison {
  /** How many commands were sent to the mock again. */
  readonly commands: number;
  readonly differences: readonly Difference[];
}

/** Something that the mock answers in another way than what was recorded. */
export interface Difference extends MemberDifference {
  /** Which command of the recording, from 1. */
  readonly command: number;
  /** S3's name of it. */
  readonly operation: string;
}

/** Work is done when the recording shows it done, and no earlier. */
const notYet = { reads: Number.MAX_SAFE_INTEGER };

/**
 * Sends all commands of a recording to a mock, in their order and at their times, and lists in which
 * members of which answers it differs. Buckets that the recording did not make are there, and empty.
 *
 * @param file - what `recorder({ file })` has written
 * @throws MockError when it is no recording
 */
export function compare(file: string): Promise<Comparison> {
  return beginLaterAtCaller(compare, () => compared(file));
}

async function compared(file: string): Promise<Comparison> {
  const recording = readRecording(file);
  const sdk = await loadSdk();
  const clock = manualClock(new Date(recording.startedAt));
  const mock = replicationMock({
    clock,
    region: recording.region,
    delay: notYet,
    buckets: Object.fromEntries(foreignBuckets(recording).map((name) => [name, {}])),
  });
  const client = new sdk.S3Client({ region: recording.region });
  client.middlewareStack.use(mock);
  const replay: Replay = { sdk, client, mock, bindings: new Map() };
  const found: Difference[] = [];
  for (const [index, command] of recording.commands.entries()) {
    clock.advance(Math.max(0, command.atMs - (recording.commands[index - 1]?.atMs ?? 0)));
    for (const difference of await differencesOf(replay, command)) {
      found.push({ command: index + 1, operation: command.operation, ...difference });
    }
  }
  client.destroy();
  return { commands: recording.commands.length, differences: found };
}

interface Replay {
  readonly sdk: Sdk;
  readonly client: S3Client;
  readonly mock: ReplicationMock;
  readonly bindings: Bindings;
}

async function differencesOf(
  replay: Replay,
  command: RecordedCommand,
): Promise<MemberDifference[]> {
  const { mock } = replay;
  const first = await attempt(replay, command);
  if (first.length === 0 || !isReading(command) || !hasPending(mock)) return first;
  // In the recording, replication may have gone on meanwhile.
  const before = mock.snapshot();
  mock.settle();
  const second = await attempt(replay, command);
  if (second.length <= first.length) return second;
  mock.restore(before);
  return first;
}

/** Sends a command; what a name stands for is learnt from an answer that is right. */
async function attempt(replay: Replay, command: RecordedCommand): Promise<MemberDifference[]> {
  const tried = new Map(replay.bindings);
  const answer = await answerTo(replay, command);
  const found = differences(outcomeOf(command), answer, tried);
  if (found.length === 0 || !isReading(command)) keep(replay.bindings, tried);
  return found;
}

function keep(bindings: Bindings, tried: Bindings): void {
  for (const [name, id] of tried) bindings.set(name, id);
}

function isReading({ operation }: RecordedCommand): boolean {
  return /^(Get|Head|List)/.test(operation);
}

function hasPending(mock: ReplicationMock): boolean {
  return mock.buckets().some(({ pendingWork }) => pendingWork.length > 0);
}

/** What a command ended with, as one value. */
function outcomeOf({ output = {}, error }: RecordedCommand): object {
  return error === undefined ? output : { error };
}

async function answerTo(
  { sdk, client, bindings }: Replay,
  { operation, input }: RecordedCommand,
): Promise<object> {
  const commands = sdk as unknown as Readonly<Record<string, CommandConstructor | undefined>>;
  const Command = commands[`${operation}Command`];
  if (Command === undefined) return { error: { name: "UnknownCommand", statusCode: undefined } };
  try {
    const command = new Command(replayed(input, bindings));
    // Which command it is, only the recording knows.
    const output = (await client.send(command as never)) as Output;
    await output.Body?.transformToByteArray();
    return output;
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    return { error: { name, statusCode: $metadata?.httpStatusCode } };
  }
}

/** What may have a body to be read. */
interface Output {
  readonly Body?: { transformToByteArray(): Promise<unknown> };
}

type CommandConstructor = new (input: unknown) => object;

/** An input as it is sent again: with the ids of the mock, and bodies of the same size. */
function replayed(value: unknown, bindings: Bindings): unknown {
  if (typeof value === "string") {
    return value.replace(placeholder, (name) => bindings.get(name) ?? name);
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => replayed(each, bindings));
  if (isBodyDigest(value)) return bodyOf(value.$body);
  if ("$date" in value) return new Date(String(value.$date));
  const members = Object.entries(value)
    // Bodies have other bytes now: a digest that the mock has not answered is made anew by the SDK.
    .filter(([, each]) => !isUnknownDigest(each, bindings))
    .map(([name, each]) => [name, replayed(each, bindings)]);
  return Object.fromEntries(members);
}

function isUnknownDigest(value: unknown, bindings: Bindings): boolean {
  return typeof value === "string" && value.startsWith("<<digest ") && !bindings.has(value);
}

/** Bytes that depend on the digest alone: what was equal is equal again. */
function bodyOf({
  sha256 = "",
  sizeBytes = 0,
}: {
  sha256?: string | undefined;
  sizeBytes?: number | undefined;
}): Uint8Array {
  const pattern = createHash("sha256").update(sha256).digest();
  return Buffer.alloc(sizeBytes, pattern);
}

/** The buckets that were there before the recording. */
function foreignBuckets({ commands }: Recording): string[] {
  const made = new Set<unknown>();
  const foreign = new Set<string>();
  for (const { operation, input, error } of commands) {
    const { Bucket } = input;
    if (operation === "CreateBucket" && error === undefined) made.add(Bucket);
    const isMissing = error?.name === "NoSuchBucket" || error?.statusCode === 404;
    if (typeof Bucket === "string" && !made.has(Bucket) && !isMissing) foreign.add(Bucket);
  }
  return [...foreign];
}
