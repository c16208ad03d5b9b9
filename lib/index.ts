/**
 * s3-replication-mock: a simulated Amazon S3 with real bucket replication, behind one line:
 * `client.middlewareStack.use(replicationMock())`.
 *
 * Simulated: buckets, versioning, objects with versions and delete markers, tags, ranges,
 * conditions, checksums, listings, Object Lock, ACLs, encryption, accounts, replication
 * configurations and everything they cause.
 *
 * Not simulated: every operation without a line in `lib/operations/index.ts`, which is refused with
 * 501 NotImplemented and its name; users and policies (between accounts, `allow` stands in for them);
 * throttling; the durability of anything.
 *
 * @packageDocumentation
 */
export type { GrantedAccess } from "./access/allow.js";
export type { AccountPlugin } from "./accountPlugin.js";
export { type Clock, type ManualClock, manualClock, systemClock } from "./clock.js";
export type {
  EndedEvent,
  EventName,
  FailedEvent,
  Listener,
  ObjectCreatedEvent,
  ObjectRemovedEvent,
  ReplicationEvent,
  ReplicationMockEvents,
} from "./events/events.js";
export type {
  NotificationObject,
  NotificationRecord,
  ReplicationEventData,
} from "./events/notificationRecords.js";
export type { Notification } from "./events/notifications.js";
export type { ExplainInput } from "./explain/explain.js";
export type {
  ExplainedRule,
  ExplainedWork,
  Explanation,
  ExplanationKind,
  RuleVerdict,
} from "./explain/explanation.js";
export type {
  CommandClass,
  RecordedError,
  RecordedRequest,
  RequestFilter,
  RequestHistory,
} from "./history.js";
export type { BucketView, VersionView, WorkView } from "./inspect.js";
export type { ReplicationMetrics } from "./metrics.js";
export type { ReplicationMockOptions } from "./options.js";
export type { MiddlewareStackLike } from "./plugin.js";
export type { BatchReport, BatchVersion } from "./replication/batch.js";
export type { BatchFilter, BatchOptions, BatchStatus } from "./replication/batchOptions.js";
export type { DenyOptions, FailOptions, RoleFaultOptions } from "./replication/faultOptions.js";
export type { Fault, ReplicationFaults } from "./replication/faults.js";
export type {
  ReplicationConfigurationDocument,
  ReplicationDestinationDocument,
  ReplicationRuleDocument,
} from "./replicationDocument.js";
export { type ReplicationMock, replicationMock } from "./replicationMock.js";
export type {
  BodyFaultOptions,
  DisconnectOptions,
  LatencyOptions,
  RequestFaultScope,
  RespondOptions,
  StaleConfigurationOptions,
  TruncateOptions,
} from "./requestFaults/options.js";
export type { CountedFault, RequestFaults } from "./requestFaults/requestFaults.js";
export type { Delay, DelayValue, PlannedWork } from "./s3.js";
export type { BucketSeed, ObjectSeed } from "./seeds.js";
export type {
  AccessKey,
  AnsweredRequest,
  Listening,
  ListenOptions,
} from "./server/listenOptions.js";
export type { Snapshot } from "./snapshot/snapshot.js";
export type { Allowance } from "./store/allowance.js";
export type { FailureReason } from "./store/failureReasons.js";
export type { Outage, ReplicationAction } from "./store/faults.js";
