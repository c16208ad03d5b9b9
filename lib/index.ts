/**
 * s3-replication-mock: a simulated Amazon S3 with real bucket replication, behind one line:
 * `client.middlewareStack.use(replicationMock())`.
 *
 * Simulated: buckets, versioning, objects with versions and delete markers, tags, ranges,
 * conditions, checksums, listings, Object Lock, ACLs, encryption, accounts, replication
 * configurations and everything they cause.
 *
 * Not simulated: every operation without a line in `lib/operations/operations.ts`, which is refused with
 * 501 NotImplemented and its name; organizations and their policies;
 * throttling; the durability of anything.
 *
 * @packageDocumentation
 */

export type { GrantedAccess } from "./access/allow.js";
export type { Described, Iam } from "./access/iam/iamCalls.js";
export type {
  AttachedPolicy,
  IamOptions,
  KeyDescription,
  PrincipalPolicies,
  RoleDescription,
  UserDescription,
} from "./access/iam/iamDescriptions.js";
export type { ConditionOutcome } from "./access/policies/conditions/compileCondition.js";
export type {
  AllowedDecision,
  Decision,
  DeniedDecision,
  ExplicitDenial,
  Grounds,
  ImplicitDenial,
  PolicyType,
  PublicAccessDenial,
  StatementReference,
} from "./access/policies/decision/decision.js";
export type {
  MissingStatement,
  PolicyStatementJson,
} from "./access/policies/decision/missingStatement.js";
export type { StatementOutcome, StatementPart } from "./access/policies/explainAccess.js";
export type { ContextValue } from "./access/policies/language/conditionContext.js";
export type { PolicyDocument } from "./access/policies/language/statementElements.js";
export { type Clock, type ManualClock, manualClock, systemClock } from "./base/clock.js";
export type { ControlOperationName } from "./base/controlOperationNames.generated.js";
export type { EndHandle } from "./base/disposable.js";
export type { ErrorCode } from "./base/errors.js";
export { MockError, type MockErrorCode } from "./base/mockError.js";
export type { ObjectAddress, ObjectName } from "./base/objectName.js";
export type { OperationName } from "./base/operationNames.generated.js";
export type { AccountPlugin } from "./client/accountPlugin.js";
export type { ClientClassLike, ClientLike } from "./client/install.js";
export type { MiddlewareStackLike, TypedBySdk } from "./client/middlewareStack.js";
export type { CountedFault, Fault, ListedFault } from "./faults/beginFault.js";
export type { UnusedFault } from "./faults/faultOverview.js";
export type {
  DenyOptions,
  FailOptions,
  RoleFaultOptions,
} from "./faults/replicationFaultOptions.js";
export type { ReplicationFaults } from "./faults/replicationFaults.js";
export type {
  BodyFaultOptions,
  DisconnectOptions,
  LatencyOptions,
  RequestFaultScope,
  RespondOptions,
  StaleConfigurationOptions,
  TruncateOptions,
} from "./faults/requestFaultOptions.js";
export type { RequestFaults } from "./faults/requestFaults.js";
export type { LifecycleHold } from "./lifecycle/holds.js";
export type { BucketSeed, ObjectSeed } from "./mock/bucketSeeds.js";
export type { Deployed } from "./mock/deployment/applyDocuments.js";
export type { TemplateValues } from "./mock/deployment/cloudFormation.js";
export type { Unresolved } from "./mock/deployment/deployedDocuments.js";
export type { Faults } from "./mock/handleCalls.js";
export type { IamHandle } from "./mock/iamHandle.js";
export type { LookingIn } from "./mock/lookingIn.js";
export type { ReplicationMockOptions } from "./mock/mockOptions.js";
export type {
  ReplicationConfigurationDocument,
  ReplicationDestinationDocument,
  ReplicationRuleDocument,
  StatusDocument,
  TagDocument,
} from "./mock/replicationDocument.js";
export {
  type Installation,
  type ReplicationMock,
  replicationMock,
} from "./mock/replicationMock.js";
export type { BucketView, VersionView, WorkView } from "./observe/bucketView.js";
export type {
  EndedEvent,
  EventName,
  ExpiredEvent,
  FailedEvent,
  InventoryFailedEvent,
  Listener,
  ObjectCreatedEvent,
  ObjectRemovedEvent,
  ReplicationEvent,
  ReplicationMockEvents,
  TransitionedEvent,
  VersionEvent,
} from "./observe/events/events.js";
export type {
  LifecycleEventData,
  NotificationObject,
  NotificationRecord,
  ReplicationEventData,
} from "./observe/events/notificationRecords.js";
export type { Notification } from "./observe/events/notifications.js";
export type { AccessAnswer } from "./observe/explain/accessAnswer.js";
export type { AccessInput } from "./observe/explain/askAccess.js";
export type { WriteQuestion } from "./observe/explain/explainWrite.js";
export type {
  ExplainedLifecycle,
  ExplainedRule,
  ExplainedWork,
  Explanation,
  ExplanationKind,
  RuleVerdict,
} from "./observe/explain/explanation.js";
export type { InventoryRow } from "./observe/inventoryRows.js";
export type { ReplicationMetrics } from "./observe/metrics.js";
export type {
  CommandClass,
  RecordedError,
  RecordedRequest,
  RequestFilter,
  RequestHistory,
} from "./observe/requestHistory.js";
export type { Timeline } from "./observe/timeline/timeline.js";
export type { TimelineEvent, TimelineEventKind } from "./observe/timeline/timelineEvent.js";
export type { BatchReport, BatchVersion } from "./replication/batch.js";
export type { BatchFilter, BatchOptions, BatchStatus } from "./replication/batchOptions.js";
export type { Verdict } from "./replication/compiledRules.js";
export type { ReplicationStatus } from "./replication/status.js";
export type {
  AccessKey,
  AnsweredRequest,
  Listening,
  ListenOptions,
} from "./server/listenOptions.js";
export type { Restorable, Snapshot } from "./snapshot/snapshot.js";
export type { Allowance } from "./state/allowance.js";
export type { FailureReason } from "./state/failureReasons.js";
export type { BegunFault, Outage, ReplicationAction, WorkScope } from "./state/faults.js";
export type { Tag } from "./state/objectVersion.js";
export type { RequestScope } from "./state/requestFault.js";
export type { Delay, DelayValue, LifecycleSettings, PlannedWork } from "./state/s3.js";
export type { MarkerOrigin, VersionOrigin } from "./state/stateChange.js";
export type { WorkOperation, WorkState } from "./state/work.js";

// Where the compiler's library and Node's types know no `using`, the types still compile.
declare global {
  interface SymbolConstructor {
    readonly dispose: unique symbol;
    readonly asyncDispose: unique symbol;
  }
}
