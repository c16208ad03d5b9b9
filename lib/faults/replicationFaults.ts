import { type Denial, type KmsKeyState, nextFaultId, type Outage } from "../state/faults.js";
import type { S3 } from "../state/s3.js";
import { checkNames } from "./knownNames.js";
import { releaseHeld } from "./outages.js";
import {
  checkedDenial,
  checkedFailure,
  checkedKmsKey,
  checkedOutage,
  checkedRoleFault,
  type DenyOptions,
  type FailOptions,
  type RoleFaultOptions,
} from "./replicationFaultOptions.js";

/** A fault in force, until it is ended. */
export interface Fault {
  /** Ends the fault; what has FAILED stays FAILED. Ending it again does nothing. */
  end(): void;
}

/**
 * What can go wrong with replication, to make it go wrong. Work that is due when a fault begins is
 * done without it.
 *
 * @public
 */
export interface ReplicationFaults {
  /**
   * Takes a permission away from the replication role, so that work ends FAILED for the reason that
   * S3 documents for it. Without tags' permissions the object arrives, without its tags.
   *
   * @throws Error when an argument is wrong
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-failure-codes.html
   */
  deny(options: DenyOptions): Fault;
  /**
   * Lets work end FAILED for any of S3's reasons, also for those that nothing else here leads to. Reasons
   * that Batch Replication alone has are for its work only; those of tags let an object arrive without them.
   *
   * @throws Error when an argument is wrong
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-failure-codes.html
   */
  fail(options: FailOptions): Fault;
  /**
   * Keeps S3 from assuming the replication role: AssumeRoleNotPermitted.
   *
   * @throws Error when an argument is wrong
   */
  breakRole(options?: RoleFaultOptions): Fault;
  /**
   * Disables a KMS key, known by its ARN, id or alias. The last fault of a key is the one that counts.
   *
   * @throws Error when it is no name of a key
   */
  disableKmsKey(key: string): Fault;
  /**
   * Deletes a KMS key, known by its ARN, id or alias. The last fault of a key is the one that counts.
   *
   * @throws Error when it is no name of a key
   */
  deleteKmsKey(key: string): Fault;
  /**
   * Makes a bucket, or all of a Region, unreachable for replication: work from and to it stays PENDING
   * and goes on by itself when the fault ends. Clients still reach it.
   *
   * @throws Error when an argument is wrong
   */
  unavailable(what: Outage): Fault;
}

/** The means to make replication go wrong in one simulated S3. */
export function replicationFaults(s3: S3): ReplicationFaults {
  let lastId = 0;

  function begin<Value>(faults: Map<number, Value>, value: Value, ended = () => {}): Fault {
    const id = nextFaultId(faults, lastId);
    lastId = id;
    faults.set(id, value);
    return {
      end() {
        if (faults.get(id) === undefined) return;
        faults.delete(id);
        ended();
      },
    };
  }

  function breakKey(key: string, state: KmsKeyState): Fault {
    s3.faults.kmsKeys.set(key, { state, struck: 0 });
    return {
      end() {
        if (s3.faults.kmsKeys.get(key)?.state !== state) return;
        s3.faults.kmsKeys.delete(key);
      },
    };
  }

  function deny(denial: Omit<Denial, "asked">): Fault {
    return begin(s3.faults.denials, { ...denial, asked: 0 });
  }

  return {
    deny: (options) => deny(checkNames(s3, "deny", checkedDenial(options))),
    fail: (options) =>
      begin(s3.faults.failures, {
        ...checkNames(s3, "fail", checkedFailure(options)),
        asked: 0,
      }),
    breakRole: (options = {}) =>
      deny({
        ...checkNames(s3, "breakRole", checkedRoleFault(options)),
        action: "sts:AssumeRole",
      }),
    disableKmsKey: (key) => breakKey(checkedKmsKey("disableKmsKey", key), "Disabled"),
    deleteKmsKey: (key) => breakKey(checkedKmsKey("deleteKmsKey", key), "Missing"),
    unavailable: (what) =>
      begin(
        s3.faults.outages,
        { ...checkNames(s3, "unavailable", checkedOutage(what)), struck: 0 },
        () => releaseHeld(s3),
      ),
  };
}
