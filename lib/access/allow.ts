import { MockError } from "../base/mockError.js";
import type { Allowance } from "../state/allowance.js";
import { replicationActions } from "../state/faults.js";
import type { S3 } from "../state/s3.js";
import { knownActions } from "./actions.js";

/** Access that an account was given to a bucket of another one, until it is ended. */
export interface GrantedAccess {
  /** Takes the access back. Ending it again does nothing. */
  end(): void;
}

/**
 * Lets an account do something in a bucket of another account, until the handle ends it.
 *
 * @throws MockError that says what came and what is allowed
 */
export function allow(s3: S3, { account, bucket, actions }: Allowance): GrantedAccess {
  checkedAccount(account);
  if (!s3.buckets.has(bucket)) {
    throw new MockError(
      `replicationMock.allow: there is no bucket ${JSON.stringify(bucket)}; make it first`,
    );
  }
  if (!Array.isArray(actions) || actions.length === 0) {
    throw new MockError(
      `replicationMock.allow: actions is ${JSON.stringify(actions)}; allowed is a list such as ["s3:GetObject"]`,
    );
  }
  for (const pattern of actions) {
    if (!allowable.some((action) => matches(String(pattern), action))) {
      throw new MockError(
        `replicationMock.allow: no operation needs the action ${JSON.stringify(pattern)}; there are ${allowable.join(", ")}`,
      );
    }
  }
  const id = s3.ids.sequence();
  const allowance = { account, bucket, actions: [...actions] };
  s3.allowances.set(id, allowance);
  return {
    end() {
      if (s3.allowances.get(id) === allowance) s3.allowances.delete(id);
    },
  };
}

/** What requests need, and what replication roles do. */
const allowable = [
  ...new Set([...knownActions, ...replicationActions.filter((action) => action.startsWith("s3:"))]),
].sort();

/** Whether a pattern of a policy, with `*` and `?`, covers an action. Case does not count in IAM. */
export function matches(pattern: string, action: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "i").test(action);
}

/**
 * The id of an AWS account.
 *
 * @throws MockError when it is none
 */
export function checkedAccount(account: string): string {
  if (/^\d{12}$/.test(account)) return account;
  throw new MockError(
    `replicationMock: the account is ${JSON.stringify(account)}; allowed is a string of 12 digits`,
  );
}
