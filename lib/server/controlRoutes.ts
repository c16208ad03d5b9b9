import type { ObjectName } from "../base/objectName.js";
import type { BucketView } from "../observe/bucketView.js";
import type { Explanation } from "../observe/explain/explanation.js";
import type { InventoryRow } from "../observe/inventoryRows.js";
import type { ReplicationMetrics } from "../observe/metrics.js";
import type { RequestFilter, RequestHistory } from "../observe/requestHistory.js";
import type { BatchReport } from "../replication/batch.js";
import type { BatchFilter, BatchOptions } from "../replication/batchOptions.js";
import type { Restorable, Snapshot } from "../snapshot/snapshot.js";
import {
  beginFaultOf,
  type ControllableFaults,
  endFaults,
  type ShownFault,
  shownFaults,
} from "./controlFaults.js";
import { ControlRefusal } from "./controlRefusal.js";

/** The handle of a mock, as far as it can be reached over HTTP. */
export interface Controllable {
  snapshot(): Snapshot;
  restore(snapshot: Restorable): void;
  settle(): void;
  advance(ms: number): void;
  now(): number;
  reset(): void;
  readonly faults: ControllableFaults;
  explain(object: ObjectName): Explanation;
  readonly requests: RequestHistory;
  metrics(bucket: string): readonly ReplicationMetrics[];
  inventory(bucket: string, id?: string): readonly InventoryRow[];
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  batchReplicate(options: BatchOptions): BatchReport;
  bucket(name: string, options?: { readonly prefix?: string }): BucketView | undefined;
}

/** What a route works on. */
export interface Controlled {
  readonly mock: Controllable;
  /** Writes the data file and answers with its name; absent where there is none. */
  readonly save: (() => string) | undefined;
  /** The account whose things may be seen and changed; undefined for all. */
  readonly onlyAccount: string | undefined;
  readonly server: ServerFacts;
}

/** What a server tells of itself. */
export interface ServerFacts {
  /** Of the package. */
  readonly version: string;
  /** Different after each start. */
  readonly id: string;
  /** How long it has been there, by the machine's clock. */
  upMs(): number;
}

/** Parameters: those of the query, or the members of a JSON document. */
export type Parameters = Readonly<Record<string, unknown>>;

/** What can be asked for at a path. */
export interface Route {
  readonly about: string;
  /**
   * What of it is for an account other than the server's first: what has a `bucket` that it owns, or what
   * is its own of everything. Absent: nothing.
   */
  readonly limits?: "bucket" | "its own";
  /** The longest body. Default: none but for POST, whose JSON has 64 KB at most. */
  readonly maxBodyBytes?: number;
  /** Answers with what becomes JSON, or with bytes. */
  run(controlled: Controlled, parameters: Parameters, body: readonly Uint8Array[]): unknown;
}

/** Far more than a snapshot of a test holds; a larger one is for `serve --data`. */
const maxSnapshotBytes = 4 * 1024 ** 3;

/** How the server is; nobody needs a key for that. */
export const healthRoute: Route = {
  about: "That the server is there: its version, its id, and since when.",
  limits: "its own",
  run: ({ server: { version, id, upMs } }) => ({ status: "ok", version, id, uptimeMs: upMs() }),
};

/** The routes, by method and by path below the prefix. A number at the end of a path is `id`. */
export const routes: Readonly<Record<string, Route>> = {
  "GET health": healthRoute,
  "POST settle": {
    about: "Finishes all replication that can finish.",
    run({ mock }) {
      mock.settle();
      return timeOf(mock);
    },
  },
  "POST advance": {
    about: 'Moves time on: { "ms": 60000 }.',
    run({ mock }, { ms }) {
      // The mock checks it.
      mock.advance(ms as number);
      return timeOf(mock);
    },
  },
  "GET now": { about: "The mock's time.", limits: "its own", run: ({ mock }) => timeOf(mock) },
  "GET explain": {
    limits: "bucket",
    about: "Why a version was or was not replicated: ?bucket=&key=&versionId=.",
    run: ({ mock }, parameters) =>
      mock.explain({
        Bucket: text(parameters, "bucket"),
        Key: text(parameters, "key"),
        VersionId: optional(parameters, "versionId"),
      }),
  },
  "GET faults": {
    about: "The faults in force.",
    limits: "its own",
    run: (controlled) => shownFaults(controlled.mock.faults, isOwn(controlled)),
  },
  "POST faults": {
    about: 'Begins a fault: { "kind": "respond", "code": "SlowDown", "times": 2 }.',
    limits: "bucket",
    run: ({ mock }, { kind, ...options }) => beginFaultOf(mock.faults, String(kind), options),
  },
  "DELETE faults": {
    about: "Ends all faults.",
    limits: "its own",
    run: (controlled) => endFaults(controlled.mock.faults, isOwn(controlled)),
  },
  "DELETE faults/id": {
    about: "Ends the fault of a number.",
    limits: "its own",
    run(controlled, { id }) {
      const isMeant = (fault: ShownFault) => fault.id === Number(id) && isOwn(controlled)(fault);
      const [ended] = endFaults(controlled.mock.faults, isMeant);
      return ended ?? refuse(404, `there is no fault ${id}; GET faults lists them`);
    },
  },
  "GET requests": {
    about: "The requests so far: ?operation=&bucket=&key=.",
    limits: "its own",
    run({ mock: { requests }, onlyAccount }, parameters) {
      const operation = optional(parameters, "operation");
      const filter = requestFilter(parameters);
      const all = operation === undefined ? requests.all(filter) : requests.of(operation, filter);
      return all.filter(({ accountId }) => onlyAccount === undefined || accountId === onlyAccount);
    },
  },
  "DELETE requests": {
    about: "Forgets the requests.",
    run({ mock }) {
      mock.requests.clear();
      return {};
    },
  },
  "GET metrics": {
    limits: "bucket",
    about: "The replication metrics of a bucket: ?bucket=.",
    run: ({ mock }, parameters) => mock.metrics(text(parameters, "bucket")),
  },
  "GET inventory": {
    limits: "bucket",
    about: "The rows of a bucket's last inventory report: ?bucket=&id=.",
    run: ({ mock }, parameters) =>
      mock.inventory(text(parameters, "bucket"), optional(parameters, "id")),
  },
  "POST query": {
    about: 'SQL over the last inventory reports: { "sql": "select key from inventory" }.',
    run: ({ mock }, parameters) => mock.query(text(parameters, "sql")),
  },
  "GET bucket": {
    limits: "bucket",
    about: "What is in a bucket: ?bucket=&prefix=.",
    run({ mock }, parameters) {
      const name = text(parameters, "bucket");
      const prefix = optional(parameters, "prefix") ?? "";
      return mock.bucket(name, { prefix }) ?? refuse(404, `there is no bucket ${name}`);
    },
  },
  "POST batch-replicate": {
    limits: "bucket",
    about:
      'Replicates what is there: { "bucket": "source", "filter": { "statuses": ["FAILED"] } }.',
    run: ({ mock }, { filter, ...parameters }) =>
      mock.batchReplicate({ bucket: text(parameters, "bucket"), filter: batchFilter(filter) }),
  },
  "POST reset": {
    about: "Back to the start: the first buckets, no faults.",
    run({ mock }) {
      mock.reset();
      return timeOf(mock);
    },
  },
  "GET snapshot": {
    about: "All there is, as bytes.",
    run: ({ mock }) => mock.snapshot().toBytes(),
  },
  "PUT snapshot": {
    about: "Back to a snapshot, which is the body.",
    maxBodyBytes: maxSnapshotBytes,
    run({ mock }, _parameters, body) {
      mock.restore(body);
      return timeOf(mock);
    },
  },
  "POST save": {
    about: "Writes the data file.",
    run: ({ save }) =>
      save === undefined
        ? refuse(409, "there is no data file; start the server with --data FILE")
        : { file: save() },
  },
};

/** Which faults are an account's: those in its own buckets. */
function isOwn({ mock, onlyAccount }: Controlled): (fault: ShownFault) => boolean {
  return ({ options: { bucket } }) =>
    onlyAccount === undefined ||
    (typeof bucket === "string" && ownerOf(mock, bucket) === onlyAccount);
}

/** No key begins as the prefix does: as little as possible is looked at. */
export function ownerOf(mock: Controllable, bucket: string): string | undefined {
  return mock.bucket(bucket, { prefix: "\uffff" })?.owner;
}

function timeOf(mock: Controllable): { now: string; ms: number } {
  const ms = mock.now();
  return { now: new Date(ms).toISOString(), ms };
}

function text(parameters: Parameters, name: string): string {
  const value = optional(parameters, name);
  return value ?? refuse(400, `${name} is missing: which one is meant?`);
}

function optional(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name];
  if (value === undefined || typeof value === "string") return value;
  return refuse(400, `${name} is ${JSON.stringify(value)}; allowed is a string`);
}

function requestFilter(parameters: Parameters): RequestFilter {
  const bucket = optional(parameters, "bucket");
  const key = optional(parameters, "key");
  return { ...(bucket !== undefined && { bucket }), ...(key !== undefined && { key }) };
}

/** JSON has no dates. */
function batchFilter(filter: unknown = {}): BatchFilter {
  if (typeof filter !== "object" || filter === null) {
    return refuse(400, `filter is ${JSON.stringify(filter)}; allowed is an object`);
  }
  const dates = Object.entries(filter).map(([name, value]) =>
    name.startsWith("created") && typeof value === "string"
      ? [name, new Date(value)]
      : [name, value],
  );
  return Object.fromEntries(dates);
}

function refuse(statusCode: number, message: string): never {
  throw new ControlRefusal(statusCode, message);
}
