import { principalNamed, principalOf } from "../../../lib/access/principals.js";
import { accountA, alice, roleArn, rootA, session } from "./question.js";

test("an account is its root user", () => {
  expect(principalOf({ accountId: accountA, principalArn: undefined })).toMatchObject(rootA);
});

test("a user ARN is the user", () => {
  expect(principalNamed(`arn:aws:iam::${accountA}:user/alice`)).toMatchObject(alice);
});

test("a role ARN is a session of the role, named without the role's path", () => {
  expect(principalNamed(roleArn, "s3-replication")).toMatchObject(session);
});

test("a session is in the partition of its role", () => {
  expect(principalNamed(`arn:aws-cn:iam::${accountA}:role/r`, "s")).toMatchObject({
    type: "AssumedRole",
    arn: `arn:aws-cn:sts::${accountA}:assumed-role/r/s`,
    roleArn: `arn:aws-cn:iam::${accountA}:role/r`,
  });
});
