import { replicationMock } from "s3-replication-mock";
import { accountA, accountB, policyOf, rolePolicy, trust } from "../support/permissionScene.js";
import { mockToDeploy, statusAfterPut } from "./deployedScene.js";

describe("mock.iam.fromTerraform", () => {
  const role = `arn:aws:iam::${accountA}:role/repl`;
  const resource = (type: string, values: object) => ({
    address: `${type}.this`,
    type,
    values,
  });
  const state = {
    format_version: "1.0",
    values: {
      root_module: {
        resources: [
          resource("aws_iam_role", {
            name: "repl",
            arn: role,
            assume_role_policy: JSON.stringify(trust),
            inline_policy: [],
            permissions_boundary: "",
          }),
          resource("aws_iam_policy", {
            name: "replication",
            arn: `arn:aws:iam::${accountA}:policy/replication`,
            policy: JSON.stringify(rolePolicy()),
          }),
          resource("aws_iam_role_policy_attachment", {
            role: "repl",
            policy_arn: `arn:aws:iam::${accountA}:policy/replication`,
          }),
        ],
        child_modules: [
          {
            resources: [
              resource("aws_s3_bucket_policy", {
                bucket: "dst",
                policy: JSON.stringify(
                  policyOf({
                    Effect: "Allow",
                    Principal: { AWS: role },
                    Action: ["s3:ReplicateObject"],
                    Resource: "arn:aws:s3:::dst/*",
                  }),
                ),
              }),
              resource("aws_s3_bucket_replication_configuration", {
                bucket: "src",
                role,
                rule: [
                  {
                    id: "all",
                    priority: 1,
                    status: "Enabled",
                    filter: [{ prefix: "", tag: [], and: [] }],
                    delete_marker_replication: [{ status: "Disabled" }],
                    source_selection_criteria: [],
                    destination: [
                      { bucket: "arn:aws:s3:::dst", account: accountB, storage_class: "" },
                    ],
                  },
                ],
              }),
            ],
          },
        ],
      },
    },
  };

  test("takes what terraform show -json prints", async () => {
    const mock = mockToDeploy(accountB);
    expect(mock.iam.fromTerraform(JSON.stringify(state))).toEqual({
      roles: [role],
      users: [],
      keys: [],
      bucketPolicies: ["dst"],
      replications: ["src"],
      unresolved: [],
    });
    expect(await statusAfterPut(mock)).toBe("COMPLETED");
  });

  test("lists a role whose attached policy is not there", () => {
    const { resources } = state.values.root_module;
    const without = {
      values: { root_module: { resources: resources.slice(0, 1).concat(resources.slice(2)) } },
    };
    expect(replicationMock().iam.fromTerraform(without).unresolved).toEqual([
      {
        resource: "aws_iam_role.this",
        reason: `the document of arn:aws:iam::${accountA}:policy/replication, attached by aws_iam_role_policy_attachment.this, is not there`,
      },
    ]);
  });

  test("refuses what is no state", () => {
    expect(() => replicationMock().iam.fromTerraform({})).toThrow("there is no root_module");
  });
});
