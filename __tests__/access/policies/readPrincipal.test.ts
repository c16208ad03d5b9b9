import {
  readPrincipal,
  sessionArnOf,
} from "../../../lib/access/policies/language/readPrincipal.js";
import { accountA, alice, roleArn, rootA, s3Service, session } from "./question.js";

test.each([
  ["an account is its root user", accountA, rootA],
  ["a root ARN is the root user", `arn:aws:iam::${accountA}:root`, rootA],
  ["a user ARN is the user", `arn:aws:iam::${accountA}:user/alice`, alice],
  ["a role ARN is a session of the role", roleArn, session],
  [
    "a session ARN is the session of a role without path",
    `arn:aws-cn:sts::${accountA}:assumed-role/r/s`,
    {
      type: "AssumedRole",
      arn: `arn:aws-cn:sts::${accountA}:assumed-role/r/s`,
      roleArn: `arn:aws-cn:iam::${accountA}:role/r`,
    },
  ],
  ["the name of a service is the service", "s3.amazonaws.com", s3Service],
  ["a group is none", `arn:aws:iam::${accountA}:group/g`, undefined],
  ["a short account is none", "123", undefined],
  ["a session without its name is none", `arn:aws:sts::${accountA}:assumed-role/r`, undefined],
])("%s", (_fact, text, principal) => {
  expect(readPrincipal(text, { sessionName: "s3-replication" })).toEqual(principal);
});

test("an account is in the partition that is given", () => {
  expect(readPrincipal(accountA, { sessionName: "s", partition: "aws-us-gov" })).toEqual({
    type: "Account",
    arn: `arn:aws-us-gov:iam::${accountA}:root`,
  });
});

test("a session has the role's name without its path", () => {
  expect(sessionArnOf(roleArn, "x")).toBe(`arn:aws:sts::${accountA}:assumed-role/repl/x`);
});
