import { allow, type GrantedAccess } from "../access/allow.js";
import { type Caller, checkedCaller } from "../access/caller.js";
import { describeAll } from "../access/iam/iamCalls.js";
import type { EndHandle } from "../base/disposable.js";
import type { HttpResponse } from "../base/http.js";
import { beginAtCaller, beginLaterAtCaller } from "../base/mockError.js";
import {
  type AccountPlugin,
  type AccountPluginOptions,
  accountInstaller,
  accountPlugin,
} from "../client/accountPlugin.js";
import type { ClientClassLike, ClientLike } from "../client/install.js";
import type { MiddlewareStackLike } from "../client/middlewareStack.js";
import { changeFeed } from "../console/changeFeed.js";
import type { Dialect } from "../dialects/dialect.js";
import { dialects } from "../dialects/dialects.js";
import { errorHint } from "../observe/errorHint.js";
import { eventHub } from "../observe/events/eventHub.js";
import type { EventName, Listener } from "../observe/events/events.js";
import type { Cause } from "../observe/events/notificationRecords.js";
import { removalsObserver } from "../observe/explain/removals.js";
import { metricsObserver } from "../observe/metrics.js";
import { type RequestHistory, requestHistory } from "../observe/requestHistory.js";
import { type LifeLog, lifeLog } from "../observe/timeline/lifeLog.js";
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
import { createS3, type S3 } from "../state/s3.js";
import { plantSeeds } from "./bucketSeeds.js";
import { debugLog } from "./debugLog.js";
import { everyCall } from "./everyCall.js";
import { type Faults, faultCalls, timeCalls } from "./handleCalls.js";
import { type IamHandle, iamHandle } from "./iamHandle.js";
import { type LookingIn, lookingIn } from "./lookingIn.js";
import { checkedOptions, type ReplicationMockOptions } from "./mockOptions.js";
import { withSummary } from "./mockSummary.js";
import { runningCalls } from "./runningCalls.js";

/**
 * A simulated S3: a plugin for `client.middlewareStack.use()`, and the handle to control it. Several
 * clients may use one. All of it is synchronous, and safe to `await`.
 */
export interface ReplicationMock extends LookingIn {
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
  /** The roles, users and keys whose documents decide what replication and requests may do. */
  readonly iam: IamHandle;
  /** The means to make replication and requests go wrong. */
  readonly faults: Faults;
  /**
   * Replicates versions that are there already, by the bucket's configuration of now, as S3 Batch
   * Replication does: `settle` or time finishes what it begins.
   *
   * @throws MockError when an argument is wrong, or the bucket has no replication configuration
   */
  batchReplicate(options: BatchOptions): BatchReport;
  /**
   * Answers every client of these classes, wherever the application has made it or will make it, and
   * the clients given, until it is ended. A client that has this mock already, or one of its accounts,
   * stays as it is.
   *
   * @throws MockError when an argument is neither a class of clients nor a client, or a mock is installed on
   *   it already
   */
  install(...clients: (ClientClassLike | ClientLike)[]): Installation;
  /**
   * A plugin that acts as another account's root user, as an IAM user, or as a session of a role. What
   * it may do, policies, ACLs and `allow` say together.
   *
   * @param caller - an account's 12 digits, or the ARN of a user or role
   * @throws MockError when it is neither
   */
  as(caller: string): AccountPlugin;
  /**
   * Lets an account do something in a bucket of another account, as a bucket policy would.
   *
   * @throws MockError when an argument is wrong
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html
   */
  allow(allowance: Allowance): GrantedAccess;
  /**
   * Calls `listener` for each event of a kind. It is called when the request or call that made the
   * event happen is done; what it throws comes out of that `send` or call, after all listeners have
   * been told. `reset` and `restore` leave listeners where they are.
   *
   * @returns what ends it
   * @throws MockError when there is no such event
   */
  on<Name extends EventName>(event: Name, listener: Listener<Name>): () => void;
  /** The requests that the mock has had. */
  readonly requests: RequestHistory;
  /** All that there is at this moment: a value for `restore`, which costs nothing that grows with the objects. */
  snapshot(): Snapshot;
  /**
   * Back to a snapshot, any number of times: buckets, versions, replication under way, faults, ids
   * and time. Requests are forgotten, listeners stay.
   *
   * @param snapshot - what `snapshot` gave, or its bytes, as a whole or in pieces
   * @throws MockError when it is no snapshot, or one that is not whole; nothing has changed then
   */
  restore(snapshot: Restorable): void;
  /**
   * Serves the simulated S3 over HTTP, for any client, until it is closed: on the loopback only, and
   * on any free port, unless told otherwise.
   *
   * @throws MockError when an option is wrong; Node's own error when the address cannot be had
   */
  listen(options?: ListenOptions): Promise<Listening>;
  /** Back to the start: the buckets of the options, the first ids, no time added, no faults. */
  reset(): void;
}

/** A mock that is installed, until that is ended. */
export interface Installation extends EndHandle {
  /** The mock, so that matchers know what is meant. */
  readonly mock: ReplicationMock;
}

/**
 * A simulated S3 with real bucket replication that takes the place of the network below an
 * `S3Client` of the AWS SDK v3.
 *
 * @throws MockError when an option is wrong, or a bucket to start with is one that S3 would refuse
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
 */
export function replicationMock(options: ReplicationMockOptions = {}): ReplicationMock {
  try {
    return createMock(options);
  } catch (error) {
    throw beginAtCaller(error, replicationMock);
  }
}

function createMock(options: ReplicationMockOptions): ReplicationMock {
  const checked = checkedOptions(options);
  const dialect = dialects[checked.dialect];
  const lives = lifeLog();
  const s3 = seededS3(checked, dialect, lives);
  const start = takeSnapshot(s3);
  const events = eventHub(s3);
  const logRequest = debugLog(s3);
  const feed = changeFeed();

  const { runCall, look } = runningCalls(s3, events, feed);

  function restore(snapshot: Restorable): void {
    restoreSnapshot(s3, snapshot);
    lives.clear();
    events.restart();
  }

  const done: AccountPluginOptions["done"] = (account, answer) => {
    logRequest?.();
    feed.tell();
    events.deliver(causeOf(dialect, account, answer));
  };
  const hintOf: AccountPluginOptions["hintOf"] = (error, input) => errorHint(s3, error, input);
  const common = { ...checked, dialect, hintOf, done };
  const pluginOf = (caller: Caller) => accountPlugin(s3, { ...common, ...caller });
  const installOn = accountInstaller(s3, common);

  const calls = everyCall(
    {
      as: (caller: string) => pluginOf(checkedCaller(caller)),
      allow: (allowance: Allowance) => allow(s3, allowance),
      ...timeCalls(s3),
      ...lookingIn(s3, lives),
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

  const handle: ReplicationMock = {
    ...pluginOf({ accountId: checked.accountId }),
    ...calls,
    iam: everyCall(iamHandle(s3), runCall),
    faults: everyCall(faultCalls(s3), runCall),
    requests: everyCall(requestHistory(s3), runCall),
    install(...clients) {
      try {
        return { ...installOn(...clients), mock: handle };
      } catch (error) {
        throw beginAtCaller(error, handle.install);
      }
    },
    listen: (listenOptions) =>
      beginLaterAtCaller(handle.listen, async () => {
        // HTTP is for those who ask for it.
        const { createServer } = await import("../server/server.js");
        const shown = { s3, lives, feed, look, mock: handle, dialect: checked.dialect };
        return createServer({ s3, dialect, done, console: shown }, listenOptions).listen();
      }),
  };
  return withSummary(handle, s3);
}

/** A simulated S3 with its first buckets, watched by all that remembers. */
function seededS3(
  checked: ReturnType<typeof checkedOptions>,
  dialect: Dialect,
  lives: LifeLog,
): S3 {
  const s3 = createS3(checked);
  s3.observers.add(metricsObserver(s3)).add(removalsObserver(s3)).add(lives.observe);
  describeAll(s3, checked.iam);
  plantSeeds(s3, checked.buckets, dialect);
  tellChanges(s3);
  return s3;
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
