import type { KmsKeyState, Outage } from "../state/faults.js";
import type { S3 } from "../state/s3.js";
import { beginFault, type Fault } from "./beginFault.js";
import { checkNames } from "./knownNames.js";
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
   * @throws MockError when an argument is wrong
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-failure-codes.html
   */
  deny(options: DenyOptions): Fault;
  /**
   * Lets work end FAILED for any of S3's reasons, also for those that nothing else here leads to. Reasons
   * that Batch Replication alone has are for its work only; those of tags let an object arrive without them.
   *
   * @throws MockError when an argument is wrong
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-failure-codes.html
   */
  fail(options: FailOptions): Fault;
  /**
   * Keeps S3 from assuming the replication role: AssumeRoleNotPermitted.
   *
   * @throws MockError when an argument is wrong
   */
  breakRole(options?: RoleFaultOptions | string): Fault;
  /**
   * Disables a KMS key, known by its ARN, id or alias. The last fault of a key is the one that counts.
   *
   * @throws MockError when it is no name of a key
   */
  disableKmsKey(key: string): Fault;
  /**
   * Deletes a KMS key, known by its ARN, id or alias. The last fault of a key is the one that counts.
   *
   * @throws MockError when it is no name of a key
   */
  deleteKmsKey(key: string): Fault;
  /**
   * Makes a bucket, or all of a Region, unreachable for replication: work from and to it stays PENDING
   * and goes on by itself when the fault ends. Clients still reach it.
   *
   * @throws MockError when an argument is wrong
   */
  unavailable(what: Outage): Fault;
}

/** The means to make replication go wrong in one simulated S3. */
export function replicationFaults(s3: S3): ReplicationFaults {
  const { denials, failures, kmsKeys, outages } = s3.faults;

  function deny(kind: string, { action, ...scope }: DenyOptions): Fault {
    checkNames(s3, kind, scope);
    const options = kind === "deny" ? { action, ...scope } : scope;
    return beginFault(s3, denials, { kind, options, value: { ...scope, action, asked: 0 } });
  }

  function breakKey(kind: string, key: string, state: KmsKeyState): Fault {
    return beginFault(s3, kmsKeys, { kind, options: { key }, value: { key, state, struck: 0 } });
  }

  return {
    deny: (options) => deny("deny", checkedDenial(options)),
    fail(options) {
      const failure = checkNames(s3, "fail", checkedFailure(options));
      const value = { ...failure, asked: 0 };
      return beginFault(s3, failures, { kind: "fail", options: { ...failure }, value });
    },
    breakRole: (options = {}) =>
      deny("breakRole", { ...checkedRoleFault(options), action: "sts:AssumeRole" }),
    disableKmsKey: (key) =>
      breakKey("disableKmsKey", checkedKmsKey("disableKmsKey", key), "Disabled"),
    deleteKmsKey: (key) => breakKey("deleteKmsKey", checkedKmsKey("deleteKmsKey", key), "Missing"),
    unavailable(what) {
      const outage = checkNames(s3, "unavailable", checkedOutage(what));
      const value = { ...outage, struck: 0 };
      return beginFault(s3, outages, { kind: "unavailable", options: { ...outage }, value });
    },
  };
}
