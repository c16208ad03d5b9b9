import { allow, checkedAccount, type GrantedAccess } from "../access/allow.js";
import { doDueTasks } from "../agenda/doDueTasks.js";
import type { HttpResponse } from "../base/http.js";
import {
  type AccountPlugin,
  type AccountPluginOptions,
  accountPlugin,
} from "../client/accountPlugin.js";
import type { MiddlewareStackLike } from "../client/plugin.js";
import type { Dialect } from "../dialects/dialect.js";
import { dialects } from "../dialects/dialects.js";
import type { BucketView } from "../observe/bucketView.js";
import { eventHub } from "../observe/events/eventHub.js";
import type { EventName, Listener } from "../observe/events/events.js";
import type { Cause } from "../observe/events/notificationRecords.js";
import type { ExplainInput } from "../observe/explain/explain.js";
import type { Explanation } from "../observe/explain/explanation.js";
import { removalsObserver } from "../observe/explain/removals.js";
import type { InventoryRow } from "../observe/inventoryRows.js";
import { metricsObserver, type ReplicationMetrics } from "../observe/metrics.js";
import { type RequestHistory, requestHistory } from "../observe/requestHistory.js";
import { type BatchReport, batchReplicate } from "../replication/batch.js";
import type { BatchOptions } from "../replication/batchOptions.js";
import type { Listening, ListenOptions } from "../server/listenOptions.js";
import {
  type Restorable,
  restoreSnapshot,
  type Snapshot,
  takeSnapshot,
} from "../snapshot/snapshot.js";
import type { Allowance } from "../state/allowance.js";
import { atomically } from "../state/checkpoint.js";
import { tellChanges } from "../state/report.js";
import { createS3 } from "../state/s3.js";
import { plantSeeds } from "./bucketSeeds.js";
import { everyCall, type RunCall } from "./everyCall.js";
import { type Faults, faultCalls, timeCalls, viewCalls } from "./handleCalls.js";
import { checkedOptions, type ReplicationMockOptions } from "./mockOptions.js";

/**
 * A simulated S3: a plugin for `client.middlewareStack.use()`, and the handle to control it. Several
 * clients may use one. All of it is synchronous, and safe to `await`.
 */
export interface ReplicationMock {
  /** Called by `middlewareStack.use()`. */
  applyToStack(stack: MiddlewareStackLike): void;
  /** Finishes all replication that can finish, moving the mock's time to the last due task. */
  settle(): void;
  /**
   * Moves the mock's time on, and does what is due by then.
   *
   * @param ms - milliseconds of at least 0
   */
  advance(ms: number): void;
  /** The mock's time: milliseconds since the epoch. */
  now(): number;
  /** The means to make replication and requests go wrong. */
  readonly faults: Faults;
  /**
   * Replicates versions that are there already, by the bucket's configuration of now, as S3 Batch
   * Replication does: `settle` or time finishes what it begins.
   *
   * @throws Error when an argument is wrong, or the bucket has no replication configuration
   */
  batchReplicate(options: BatchOptions): BatchReport;
  /**
   * A plugin that acts as another account: it owns the buckets it makes, and gets AccessDenied from
   * those of others unless `allow` says otherwise.
   *
   * @param accountId - 12 digits
   * @throws Error when it is not the id of an account
   */
  as(accountId: string): AccountPlugin;
  /**
   * Lets an account do something in a bucket of another account, as a bucket policy would.
   *
   * @throws Error when an argument is wrong
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html
   */
  allow(allowance: Allowance): GrantedAccess;
  /**
   * Calls `listener` for each event of a kind. It is called when the request or call that made the
   * event happen is done; what it throws comes out of that `send` or call, after all listeners have
   * been told. `reset` and `restore` leave listeners where they are.
   *
   * @returns what ends it
   * @throws Error when there is no such event
   */
  on<Name extends EventName>(event: Name, listener: Listener<Name>): () => void;
  /**
   * CloudWatch's replication metrics of a bucket, for each rule that has metrics.
   *
   * @throws Error when there is no such bucket
   */
  metrics(bucket: string): readonly ReplicationMetrics[];
  /**
   * Why a version was or was not replicated, rule by rule: what it waits for and until when, or why it
   * failed, and what to do. A value; `String()` of it, and its `text`, are for reading.
   */
  explain(object: ExplainInput): Explanation;
  /**
   * The rows of the last inventory report that was delivered of a bucket, typed and with their keys
   * decoded.
   *
   * @param id - of a configuration; default: the one whose report is the latest
   * @throws Error where there is none, which says why
   */
  inventory(bucket: string, id?: string): readonly InventoryRow[];
  /**
   * Runs SQL over the last inventory reports of all configurations, as they were delivered: the table
   * `inventory`, with Athena's columns and `dt`. Needs `@duckdb/node-api`.
   *
   * @returns an object for each row
   * @throws Error without DuckDB or without reports, and for SQL that DuckDB refuses
   */
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** The requests that the mock has had. */
  readonly requests: RequestHistory;
  /**
   * What is in a bucket, as it stands: frozen plain data. Undefined when there is no such bucket.
   *
   * @param options.prefix - what the keys begin with
   */
  bucket(name: string, options?: { readonly prefix?: string }): BucketView | undefined;
  /** All that there is at this moment: a value for `restore`, which costs nothing that grows with the objects. */
  snapshot(): Snapshot;
  /**
   * Back to a snapshot, any number of times: buckets, versions, replication under way, faults, ids
   * and time. Requests are forgotten, listeners stay.
   *
   * @param snapshot - what `snapshot` gave, or its bytes, as a whole or in pieces
   * @throws Error when it is no snapshot, or one that is not whole; nothing has changed then
   */
  restore(snapshot: Restorable): void;
  /**
   * Serves the simulated S3 over HTTP, for any client, until it is closed: on the loopback only, and
   * on any free port, unless told otherwise.
   *
   * @throws Error when an option is wrong, or the address cannot be had
   */
  listen(options?: ListenOptions): Promise<Listening>;
  /** Back to the start: the buckets of the options, the first ids, no time added, no faults. */
  reset(): void;
}

/**
 * A simulated S3 with real bucket replication that takes the place of the network below an
 * `S3Client` of the AWS SDK v3.
 *
 * @throws Error when an option is wrong, or a bucket to start with is one that S3 would refuse
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
 */
export function replicationMock(options: ReplicationMockOptions = {}): ReplicationMock {
  const checked = checkedOptions(options);
  const { accountId, region, buckets, unsimulated } = checked;
  const s3 = createS3(checked);
  s3.observers.add(metricsObserver(s3)).add(removalsObserver(s3));
  const dialect = dialects[checked.dialect];
  plantSeeds(s3, buckets, dialect);
  tellChanges(s3);
  const start = takeSnapshot(s3);
  const events = eventHub(s3);

  /** Does what is due before a call of the handle, and tells what has happened after it. */
  const runCall: RunCall = (run) => {
    try {
      doDueTasks(s3);
      return run();
    } finally {
      tellChanges(s3);
      events.deliver();
    }
  };

  function restore(snapshot: Restorable): void {
    restoreSnapshot(s3, snapshot);
    events.restart();
  }

  const done: AccountPluginOptions["done"] = (account, answer) =>
    events.deliver(causeOf(dialect, account, answer));
  const pluginOf = (account: string): AccountPlugin =>
    accountPlugin(s3, { accountId: account, region, dialect, unsimulated, done });

  const calls = everyCall(
    {
      as: (account: string) => pluginOf(checkedAccount(account)),
      allow: (allowance: Allowance) => allow(s3, allowance),
      ...timeCalls(s3),
      ...viewCalls(s3),
      batchReplicate: (batch: BatchOptions) => atomically(s3, () => batchReplicate(s3, batch)),
      on: events.on,
      snapshot: () => takeSnapshot(s3),
      restore,
      reset() {
        restore(start);
        // The start is where the clock is by now, not where it was then.
        s3.time.setAddedMs(0);
      },
    },
    runCall,
  );

  return {
    ...pluginOf(accountId),
    ...calls,
    faults: everyCall(faultCalls(s3), runCall),
    requests: everyCall(requestHistory(s3), runCall),
    async listen(listenOptions) {
      // HTTP is for those who ask for it.
      const { createServer } = await import("../server/server.js");
      return createServer({ s3, dialect, done }, listenOptions).listen();
    },
  };
}

/** The request that events are about, by the ids of its answer. */
function causeOf(
  { idHeaders }: Dialect,
  accountId: string,
  response: HttpResponse | undefined,
): Cause | undefined {
  const requestId = response?.headers[idHeaders.requestId];
  const hostId = response?.headers[idHeaders.hostId];
  if (requestId === undefined || hostId === undefined) return undefined;
  return { accountId, requestId, hostId };
}
