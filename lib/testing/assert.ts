import { AssertionError } from "node:assert";
import { beginAtCaller } from "../base/mockError.js";
import type { ObjectName } from "../base/objectName.js";
import type { ReplicationStatus } from "../replication/status.js";
import {
  type CommandName,
  type ExpectedInput,
  toHaveReceivedAnyCommand,
  toHaveReceivedCommand,
  toHaveReceivedCommandTimes,
  toHaveReceivedCommandWith,
  toHaveReceivedLastCommandWith,
  toHaveReceivedNthCommandWith,
  toHaveReceivedNthSpecificCommandWith,
} from "./commandMatchers.js";
import type { MatcherContext, MatcherOutcome } from "./matcherOutcome.js";
import type { MatcherSubject } from "./matcherSubject.js";
import {
  type FailedOptions,
  type ReplicatedOptions,
  type StatusOptions,
  toHaveFailedReplication,
  toHaveReplicated,
  toHaveReplicationStatus,
} from "./replicationMatchers.js";
import { toBeReplicaOf } from "./toBeReplicaOf.js";

export type { WorkChoice } from "./assertedVersion.js";
export type { CommandName, ExpectedInput } from "./commandMatchers.js";
export type { MatcherSubject } from "./matcherSubject.js";
export type {
  Because,
  FailedOptions,
  ReplicatedOptions,
  StatusOptions,
} from "./replicationMatchers.js";

/** The mock, or a handle that has it as its member `mock`. */
export type AssertedMock = MatcherSubject | { readonly mock: MatcherSubject };

/** @throws AssertionError when not all of the version's replication is COMPLETED, or there is none */
export function assertReplicated(
  mock: AssertedMock,
  object: ObjectName,
  options?: Omit<ReplicatedOptions, "because">,
): void {
  verify(assertReplicated, (is) => toHaveReplicated.call(is, mock, object, options));
}

/** @throws AssertionError when the version has been replicated, or not been for another reason */
export function assertNotReplicated(
  mock: AssertedMock,
  object: ObjectName,
  options?: ReplicatedOptions,
): void {
  verify(assertNotReplicated, (is) => toHaveReplicated.call(is, mock, object, options), not);
}

/** @throws AssertionError when the version has another replication status, or there is none */
export function assertReplicationStatus(
  mock: AssertedMock,
  object: ObjectName,
  status: ReplicationStatus | undefined,
  options?: StatusOptions,
): void {
  verify(assertReplicationStatus, (is) =>
    toHaveReplicationStatus.call(is, mock, object, status, options),
  );
}

/** @throws AssertionError when no replication of the version is FAILED, or none for that reason */
export function assertReplicationFailed(
  mock: AssertedMock,
  object: ObjectName,
  options?: FailedOptions,
): void {
  verify(assertReplicationFailed, (is) => toHaveFailedReplication.call(is, mock, object, options));
}

/** @throws AssertionError when the first object is not the replica of the second */
export function assertReplicaOf(mock: AssertedMock, replica: ObjectName, source: ObjectName): void {
  verify(assertReplicaOf, (is) => toBeReplicaOf.call(is, mock, replica, source));
}

/** @throws AssertionError when no command was received at all */
export function assertReceivedAnyCommand(mock: AssertedMock): void {
  verify(assertReceivedAnyCommand, (is) => toHaveReceivedAnyCommand.call(is, mock));
}

/** @throws AssertionError when the command was not received */
export function assertReceivedCommand(mock: AssertedMock, command: CommandName): void {
  verify(assertReceivedCommand, (is) => toHaveReceivedCommand.call(is, mock, command));
}

/** @throws AssertionError when the command was received */
export function assertNotReceivedCommand(mock: AssertedMock, command: CommandName): void {
  verify(assertNotReceivedCommand, (is) => toHaveReceivedCommand.call(is, mock, command), not);
}

/** @throws AssertionError when the command was received more or less often */
export function assertReceivedCommandTimes(
  mock: AssertedMock,
  command: CommandName,
  times: number,
): void {
  verify(assertReceivedCommandTimes, (is) =>
    toHaveReceivedCommandTimes.call(is, mock, command, times),
  );
}

/** @throws AssertionError when the command was never received with at least this in its input */
export function assertReceivedCommandWith(
  mock: AssertedMock,
  command: CommandName,
  input: ExpectedInput,
): void {
  verify(assertReceivedCommandWith, (is) =>
    toHaveReceivedCommandWith.call(is, mock, command, input),
  );
}

/** @throws AssertionError when the nth of all commands was another, or had another input */
export function assertReceivedNthCommandWith(
  mock: AssertedMock,
  nth: number,
  command: CommandName,
  input: ExpectedInput,
): void {
  verify(assertReceivedNthCommandWith, (is) =>
    toHaveReceivedNthCommandWith.call(is, mock, nth, command, input),
  );
}

/** @throws AssertionError when the nth command of this kind had another input */
export function assertReceivedNthSpecificCommandWith(
  mock: AssertedMock,
  nth: number,
  command: CommandName,
  input: ExpectedInput,
): void {
  verify(assertReceivedNthSpecificCommandWith, (is) =>
    toHaveReceivedNthSpecificCommandWith.call(is, mock, nth, command, input),
  );
}

/** @throws AssertionError when the last of all commands was another, or had another input */
export function assertReceivedLastCommandWith(
  mock: AssertedMock,
  command: CommandName,
  input: ExpectedInput,
): void {
  verify(assertReceivedLastCommandWith, (is) =>
    toHaveReceivedLastCommandWith.call(is, mock, command, input),
  );
}

const not: MatcherContext = { isNot: true };

function verify(
  called: (...given: never[]) => void,
  match: (context: MatcherContext) => MatcherOutcome,
  context: MatcherContext = {},
): void {
  let outcome: MatcherOutcome;
  try {
    outcome = match(context);
  } catch (error) {
    throw beginAtCaller(error, called);
  }
  const { pass, message, actual, expected } = outcome;
  if (pass !== (context.isNot === true)) return;
  throw new AssertionError({
    message: message(),
    actual,
    expected,
    operator: called.name,
    stackStartFn: called,
  });
}
