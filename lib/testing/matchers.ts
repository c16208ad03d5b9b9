import {
  toHaveReceivedAnyCommand,
  toHaveReceivedCommand,
  toHaveReceivedCommandTimes,
  toHaveReceivedCommandWith,
  toHaveReceivedLastCommandWith,
  toHaveReceivedNthCommandWith,
  toHaveReceivedNthSpecificCommandWith,
} from "./commandMatchers.js";
import {
  toHaveFailedReplication,
  toHaveReplicated,
  toHaveReplicationStatus,
} from "./replicationMatchers.js";
import { toBeReplicaOf } from "./toBeReplicaOf.js";

export type { WorkChoice } from "./assertedVersion.js";
export type { CommandName, ExpectedInput } from "./commandMatchers.js";
export type { MatcherContext, MatcherOutcome } from "./matcherOutcome.js";
export type { MatcherSubject } from "./matcherSubject.js";
export type { MatchedCommand, PartOf, ReplicationMatchers } from "./matcherTypes.js";
export type {
  Because,
  FailedOptions,
  ReplicatedOptions,
  StatusOptions,
} from "./replicationMatchers.js";
export {
  toBeReplicaOf,
  toHaveFailedReplication,
  toHaveReceivedAnyCommand,
  toHaveReceivedCommand,
  toHaveReceivedCommandTimes,
  toHaveReceivedCommandWith,
  toHaveReceivedLastCommandWith,
  toHaveReceivedNthCommandWith,
  toHaveReceivedNthSpecificCommandWith,
  toHaveReplicated,
  toHaveReplicationStatus,
};

/** All matchers, for `expect.extend(matchers)` of any runner that has it. */
export const matchers = {
  toBeReplicaOf,
  toHaveFailedReplication,
  toHaveReceivedAnyCommand,
  toHaveReceivedCommand,
  toHaveReceivedCommandTimes,
  toHaveReceivedCommandWith,
  toHaveReceivedLastCommandWith,
  toHaveReceivedNthCommandWith,
  toHaveReceivedNthSpecificCommandWith,
  toHaveReplicated,
  toHaveReplicationStatus,
} as const;
