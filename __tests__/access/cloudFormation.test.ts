import { replicationMock } from "s3-replication-mock";
import { accountA, policyOf } from "../support/permissionScene.js";
import { cdkTemplate } from "./cdkTemplate.js";
import { mockToDeploy, statusAfterPut } from "./deployedScene.js";

describe("mock.iam.fromCloudFormation", () => {
  test("takes what a template of CDK's says, and lists what it leaves open", async () => {
    const mock = mockToDeploy();
    const deployed = mock.iam.fromCloudFormation(cdkTemplate, { names: { Source: "src" } });
    expect(deployed).toEqual({
      roles: [`arn:aws:iam::${accountA}:role/SourceReplicationRole`],
      users: [],
      keys: [`arn:aws:kms:us-east-1:${accountA}:key/Key`],
      bucketPolicies: ["dst"],
      replications: ["src"],
      unresolved: [
        { resource: "Imported", reason: "Fn::ImportValue is not worked out here" },
        {
          resource: "Managed",
          reason:
            "the document of arn:aws:iam::aws:policy/AmazonS3FullAccess is not in the template",
        },
      ],
    });
    expect(await statusAfterPut(mock)).toBe("COMPLETED");
  });

  test("leaves a bucket without a name out, and the role whose policy speaks of it", () => {
    const mock = mockToDeploy();
    const { roles, replications, unresolved } = mock.iam.fromCloudFormation(
      JSON.stringify(cdkTemplate),
    );
    expect([roles, replications]).toEqual([[], []]);
    expect(unresolved).toEqual(
      expect.arrayContaining([
        {
          resource: "SourceReplicationPolicy",
          reason: "Source.Arn has no name in the template; say it by names or parameters",
        },
        {
          resource: "SourceReplicationRole",
          reason: "its policy SourceReplicationPolicy is not known",
        },
        { resource: "Source", reason: "the name of Source is not known before it is deployed" },
      ]),
    );
  });

  test("lists what S3 and IAM refuse", () => {
    const mock = replicationMock({ accountId: accountA });
    const { unresolved } = mock.iam.fromCloudFormation({
      Resources: {
        Policy: {
          Type: "AWS::S3::BucketPolicy",
          Properties: { Bucket: "none", PolicyDocument: policyOf() },
        },
        Role: { Type: "AWS::IAM::Role", Properties: { AssumeRolePolicyDocument: {} } },
      },
    });
    expect(unresolved.map(({ resource }) => resource).sort()).toEqual(["Policy", "Role"]);
  });

  test("refuses what is no template", () => {
    expect(() => replicationMock().iam.fromCloudFormation({})).toThrow(
      "the template has no Resources",
    );
  });
});
