import { MockError } from "../base/mockError.js";
import { accountOfArn, isPrincipalArn } from "./principals.js";
import type { Requester } from "./requester.js";

/** Whom a client acts for. */
export type Caller = Pick<Requester, "accountId" | "principalArn">;

/**
 * Who is meant by an account or an ARN.
 *
 * @throws MockError when it is neither an account nor the ARN of a user or role
 */
export function checkedCaller(caller: string): Caller {
  if (/^\d{12}$/.test(caller)) return { accountId: caller };
  if (isPrincipalArn(caller)) return { accountId: accountOfArn(caller), principalArn: caller };
  throw new MockError(
    `replicationMock.as: the caller is ${JSON.stringify(caller)}; allowed is a string of 12 digits, or the ARN of an IAM user or role`,
  );
}
