import {
  beginFaultOf,
  endFaults,
  type ShownFault,
  shownFaults,
  shownUnused,
} from "./controlFaults.js";
import {
  batchFilter,
  objectIn,
  optional,
  refuse,
  requestFilter,
  text,
} from "./controlParameters.js";
import type { Controllable, Controlled, Route } from "./controlRoute.js";

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
    run: ({ mock }, parameters) => mock.explain(objectIn(parameters)),
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
  "GET faults/unused": {
    about: "The faults in force that have done nothing, and why.",
    limits: "its own",
    run: (controlled) => shownUnused(controlled.mock.faults, isOwn(controlled)),
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
  "GET why": {
    about:
      "Whether an object would be replicated, rule by rule; nothing is written: ?bucket=&key=&tagging=&serverSideEncryption=&kmsKeyId=.",
    limits: "bucket",
    run: ({ mock }, parameters) =>
      mock.explainWrite({
        Bucket: text(parameters, "bucket"),
        Key: text(parameters, "key"),
        Tagging: optional(parameters, "tagging"),
        ServerSideEncryption: optional(parameters, "serverSideEncryption"),
        SSEKMSKeyId: optional(parameters, "kmsKeyId"),
      }),
  },
  "GET timeline": {
    about: "A version's life, with its text: ?bucket=&key=&versionId=.",
    limits: "bucket",
    run: ({ mock }, parameters) => mock.timeline(objectIn(parameters)),
  },
  "GET buckets": {
    about:
      "The buckets: name, Region, owner, versioning, how many versions and how much PENDING work.",
    limits: "its own",
    run: ({ mock, onlyAccount }) =>
      mock
        .buckets()
        .filter(({ owner }) => onlyAccount === undefined || owner === onlyAccount)
        .map(({ versions, pendingWork, ...bucket }) => ({
          ...bucket,
          versions: versions.length,
          pendingWork: pendingWork.length,
        })),
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
    run: ({ mock }) => mock.snapshot().chunks(),
  },
  "PUT snapshot": {
    about: "Back to a snapshot, which is the body.",
    maxBodyBytes: maxSnapshotBytes,
    run({ mock }, _parameters, body) {
      mock.restore(usedUp(body));
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

/** Piece by piece, each of them let go when it has been read: a large state is there once. */
function* usedUp(pieces: Uint8Array[]): Generator<Uint8Array> {
  pieces.reverse();
  for (let piece = pieces.pop(); piece !== undefined; piece = pieces.pop()) yield piece;
}

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
