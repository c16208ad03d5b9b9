import { manualClock, type ReplicationMock, replicationMock } from "s3-replication-mock";
import { readState } from "../../lib/snapshot/stateFormat.js";

const allowAll = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};
const trust = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
};

describe("mock.iam", () => {
  test("names roles, users and keys by their ARNs in the mock's account", () => {
    const { iam } = replicationMock({ accountId: "111122223333" });
    expect(iam.putRole({ RoleName: "repl", AssumeRolePolicyDocument: trust })).toEqual({
      Arn: "arn:aws:iam::111122223333:role/repl",
    });
    expect(iam.putUser({ UserName: "alice", Policies: [JSON.stringify(allowAll)] })).toEqual({
      Arn: "arn:aws:iam::111122223333:user/alice",
    });
    expect(iam.putKey({ KeyId: "k1" })).toEqual({
      Arn: "arn:aws:kms:us-east-1:111122223333:key/k1",
    });
  });

  test.each<[string, object, string]>([
    ["a role without a name", {}, "the role is called undefined; allowed is the name of a role"],
    ["an unknown member", { Rolename: "x" }, "the role's Rolename does not exist"],
    [
      "a policy with a principal",
      { RoleName: "x", Policies: [{ Statement: [{ ...allowAll.Statement[0], Principal: "*" }] }] },
      "the role.Policies[0]: Policy document should not specify a principal.",
    ],
    [
      "a trust policy with a resource",
      {
        RoleName: "x",
        AssumeRolePolicyDocument: { Statement: [{ ...trust.Statement[0], Resource: "*" }] },
      },
      "the role.AssumeRolePolicyDocument: Has prohibited field Resource",
    ],
    [
      "two policies of one name",
      {
        RoleName: "x",
        Policies: [
          { PolicyName: "p", PolicyDocument: allowAll },
          { PolicyName: "p", PolicyDocument: allowAll },
        ],
      },
      'the role.Policies has two of the name "p"',
    ],
    [
      "more policies than a role may have",
      {
        RoleName: "x",
        Policies: ["a", "b"].map((PolicyName) => ({
          PolicyName,
          PolicyDocument: {
            Statement: {
              Effect: "Allow",
              Action: "*",
              Resource: `arn:aws:s3:::${"a".repeat(6_000)}`,
            },
          },
        })),
      },
      "Maximum policy size of 10240 bytes exceeded",
    ],
  ])("refuses %s, and has changed nothing then", (_what, role, message) => {
    const { iam } = replicationMock();
    expect(() => iam.putRole(role)).toThrow(message);
    expect(() => iam.deleteRole("x")).not.toThrow();
  });

  test("is there in the options, whose mistakes are told", () => {
    expect(() => replicationMock({ iam: { roles: [{ RoleName: "x y" }] } })).toThrow(
      'the role is called "x y"',
    );
    expect(() => replicationMock({ iam: { groups: [] } as object })).toThrow(
      "replicationMock: iam.groups does not exist; there are roles, users, keys",
    );
  });

  test("goes into the bytes of snapshots, and comes back from them", () => {
    const mock = replicationMock({
      clock: manualClock(),
      iam: {
        roles: [{ RoleName: "repl", AssumeRolePolicyDocument: trust, Policies: [allowAll] }],
        users: [{ UserName: "alice", PermissionsBoundary: allowAll }],
        keys: [{ KeyId: "k1", Aliases: ["alias/one"], KeyState: "Disabled" }],
      },
    });
    const later = replicationMock({ clock: manualClock() });
    later.restore(mock.snapshot().toBytes());
    const iamOf = (of: ReplicationMock) => readState([of.snapshot().toBytes()]).state;
    expect(iamOf(later)).toMatchObject({
      iam: { roles: new Map([["arn:aws:iam::123456789012:role/repl", expect.anything()]]) },
    });
    expect(iamOf(later)).toEqual({ ...(iamOf(mock) as object), now: later.now() });
  });
});
