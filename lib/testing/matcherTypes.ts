import type { ObjectName } from "../base/objectName.js";
import type { CommandClass } from "../observe/requestHistory.js";
import type { ReplicationStatus } from "../replication/status.js";
import type { FailedOptions, ReplicatedOptions, StatusOptions } from "./replicationMatchers.js";

/** A command class of the SDK whose input is `Input`, or S3's name of its operation. */
export type MatchedCommand<Input> = CommandClass<Input> | string;

/** Some members of an input; each may be an asymmetric matcher. */
export type PartOf<Input> = { readonly [Member in keyof Input]?: unknown };

/** The matchers as a test writes them; each gives `Result`. */
export interface ReplicationMatchers<Result> {
  /** All replication of the version is COMPLETED, of which there is some: to a bucket, or by a rule. */
  toHaveReplicated(object: ObjectName, options?: ReplicatedOptions): Result;
  /** The version has this replication status, here or in another bucket; undefined for none. */
  toHaveReplicationStatus(
    object: ObjectName,
    status: ReplicationStatus | undefined,
    options?: StatusOptions,
  ): Result;
  /** Replication of the version is FAILED: for a reason, or to a bucket. */
  toHaveFailedReplication(object: ObjectName, options?: FailedOptions): Result;
  /** The first object is the replica that replication has made of the second. */
  toBeReplicaOf(replica: ObjectName, source: ObjectName): Result;
  /** Any command was received. */
  toHaveReceivedAnyCommand(): Result;
  /** A command was received. */
  toHaveReceivedCommand<Input extends object>(command: MatchedCommand<Input>): Result;
  /** A command was received so many times, without what the SDK sends again by itself. */
  toHaveReceivedCommandTimes<Input extends object>(
    command: MatchedCommand<Input>,
    times: number,
  ): Result;
  /** A command was received with at least this in its input. */
  toHaveReceivedCommandWith<Input extends object>(
    command: MatchedCommand<Input>,
    input: PartOf<Input>,
  ): Result;
  /** The nth of all commands, from 1, was this one with at least this in its input. */
  toHaveReceivedNthCommandWith<Input extends object>(
    nth: number,
    command: MatchedCommand<Input>,
    input: PartOf<Input>,
  ): Result;
  /** The nth command of this kind, from 1, had at least this in its input. */
  toHaveReceivedNthSpecificCommandWith<Input extends object>(
    nth: number,
    command: MatchedCommand<Input>,
    input: PartOf<Input>,
  ): Result;
  /** The last of all commands was this one with at least this in its input. */
  toHaveReceivedLastCommandWith<Input extends object>(
    command: MatchedCommand<Input>,
    input: PartOf<Input>,
  ): Result;
}
