import * as sdk from "@aws-sdk/client-s3";
import {
  type Listening,
  manualClock,
  type ReplicationMock,
  replicationMock,
} from "s3-replication-mock";
import { type ReadState, readState } from "../../lib/snapshot/stateFormat.js";
import { quietLogger } from "../support/client.js";
import { bodyMembers } from "./sentBodies.js";
import type { Known, SentRequest } from "./sentRequests.js";

/** What people set about checksums: as new clients do by themselves, and as few as old ones sent. */
const settings: readonly sdk.S3ClientConfig[] = [
  {},
  { requestChecksumCalculation: "WHEN_REQUIRED", responseChecksumValidation: "WHEN_REQUIRED" },
  { requestChecksumCalculation: "WHEN_REQUIRED", followRegionRedirects: true },
];

/** A simulated S3, and clients of it. */
interface Side {
  readonly mock: ReplicationMock;
  readonly clients: readonly sdk.S3Client[];
}

/** The ids that were answered by now: the same on both sides, as long as these agree. */
type KnownIds = Record<Known["known"], KnownId[]>;

/** An id with what it was answered for. */
interface KnownId {
  readonly id: string;
  readonly target: { readonly Bucket?: unknown; readonly Key?: unknown };
}

/** An answer, or the error that the caller got. */
type Outcome = { readonly output: unknown } | { readonly error: unknown };

/** All of a simulated S3, and what it remembers of its last request. */
interface State {
  readonly last: object;
  readonly whole: ReadState;
}

/** Two simulated S3s that are the same but for the way to them: the plugin, and HTTP. */
export class TwoSides {
  readonly #known: KnownIds = { VersionId: [], UploadId: [], ETag: [] };
  readonly #plugin: Side;
  readonly #server: Side;
  readonly #listening: Listening;

  private constructor(plugin: Side, server: Side, listening: Listening) {
    this.#plugin = plugin;
    this.#server = server;
    this.#listening = listening;
  }

  static async open(): Promise<TwoSides> {
    const server = newMock();
    const listening = await server.listen({ timeoutMs: 5_000 });
    const plugin = newMock();
    // Both are told the same endpoint, of which only one side makes use.
    const sideOf = (mock: ReplicationMock): Side => {
      return { mock, clients: settings.map((each) => clientOf(listening.url, each)) };
    };
    const direct = sideOf(plugin);
    for (const client of direct.clients) client.middlewareStack.use(plugin);
    return new TwoSides(direct, sideOf(server), listening);
  }

  /** What a request comes to on each side. */
  async send(request: SentRequest): Promise<{ plugin: Outcome; server: Outcome }> {
    const plugin = await outcomeOf(this.#plugin, request, this.#known);
    const server = await outcomeOf(this.#server, request, this.#known);
    learn(plugin, targetOf(request, this.#known), this.#known);
    return { plugin, server };
  }

  /** All that each side consists of by now, and the last request as it remembers it. */
  states(): { plugin: State; server: State } {
    return { plugin: stateOf(this.#plugin), server: stateOf(this.#server) };
  }

  async close(): Promise<void> {
    for (const client of [...this.#plugin.clients, ...this.#server.clients]) client.destroy();
    await this.#listening.close();
  }
}

function newMock(): ReplicationMock {
  return replicationMock({
    clock: manualClock(new Date("2026-01-02T03:04:05Z")),
    buckets: {
      source: { versioning: "Enabled" },
      backup: { versioning: "Enabled" },
      plain: { objects: { a: "content", "TaxDocs/2026": "tax" } },
      locked: { versioning: "Enabled", objectLock: true },
      other: { region: "eu-west-1" },
    },
  });
}

function clientOf(endpoint: string, config: sdk.S3ClientConfig): sdk.S3Client {
  return new sdk.S3Client({
    region: "us-east-1",
    endpoint,
    credentials: { accessKeyId: "id", secretAccessKey: "secret" },
    disableHostPrefix: true,
    maxAttempts: 1,
    logger: quietLogger,
    ...config,
  });
}

async function outcomeOf(
  { mock, clients }: Side,
  { operation, input, body, settings: index, advanceMs }: SentRequest,
  known: KnownIds,
): Promise<Outcome> {
  if (advanceMs > 0) mock.advance(advanceMs);
  // Each command takes an input of its own type; here it is known by name only.
  const Command = Reflect.get(sdk, `${operation}Command`) as unknown as new (
    input: object,
  ) => never;
  const sent = { ...input, ...targetOf({ input }, known) };
  const drawn = Object.entries(sent).map(([name, value]) => [name, resolved(value, known)]);
  const present = drawn.filter(([, value]) => value !== undefined);
  const takesBody = operation === "PutObject" || operation === "UploadPart";
  const members = takesBody && body !== undefined ? bodyMembers(body) : {};
  const command = new Command({ ...Object.fromEntries(present), ...members });
  try {
    const client = clients[index] as unknown as { send(command: never): Promise<object> };
    return { output: await plain(await client.send(command)) };
  } catch (error) {
    return { error: await plain(error) };
  }
}

function resolved(value: unknown, known: KnownIds): unknown {
  if (Array.isArray(value)) return value.map((each) => resolved(each, known));
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date || value instanceof Uint8Array) return value;
  if (isKnown(value)) return pick(value, known)?.id ?? "none";
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, resolved(each, known)]),
  );
}

/** Mostly an id is sent for the object that it is of, or nothing but errors would be compared. */
function targetOf({ input }: Pick<SentRequest, "input">, known: KnownIds): KnownId["target"] {
  const { Bucket, Key, UploadId, VersionId } = input;
  if (Key === undefined) return { ...(Bucket !== undefined && { Bucket }) };
  for (const given of [UploadId, VersionId]) {
    if (!isKnown(given) || given.index % 4 === 0) continue;
    const target = pick(given, known)?.target;
    if (target !== undefined) return target;
  }
  return { Bucket, Key };
}

function isKnown(value: unknown): value is Known {
  return typeof value === "object" && value !== null && "known" in value;
}

function pick({ known: kind, index }: Known, known: KnownIds): KnownId | undefined {
  return known[kind][index % Math.max(known[kind].length, 1)];
}

function learn(outcome: Outcome, target: KnownId["target"], known: KnownIds): void {
  if (!("output" in outcome)) return;
  // Every answer of the SDK is an object.
  const output = outcome.output as Record<string, unknown>;
  for (const kind of ["VersionId", "UploadId", "ETag"] as const) {
    const id = output[kind];
    if (typeof id !== "string" || known[kind].some((each) => each.id === id)) continue;
    known[kind].push({ id, target });
  }
}

/** What differs without meaning anything: the connection, the signer's clock, the attempts. */
const incidental = new Set([
  "$response",
  "$retryable",
  "attempts",
  "clockSkewCorrected",
  "totalRetryDelay",
  "cfId",
  "stack",
]);

/** An answer as plain values, its body read. */
async function plain(value: unknown): Promise<unknown> {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if ("transformToByteArray" in value) {
    const read = value.transformToByteArray as () => Promise<Uint8Array>;
    return plain(await read.call(value));
  }
  const names = new Set([
    ...Object.keys(value),
    ...("message" in value ? ["name", "message"] : []),
  ]);
  const members = [...names].filter((name) => !incidental.has(name));
  const entries = members.map(
    async (name) => [name, await plain(Reflect.get(value, name))] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

function stateOf({ mock }: Side): State {
  const { operation, bucket, key, input, statusCode, error } = mock.requests.all().at(-1) ?? {};
  const last = { operation, bucket, key, input, statusCode, code: error?.code };
  return { last, whole: readState(mock.snapshot().chunks()) };
}
