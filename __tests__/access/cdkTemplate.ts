import { policyOf, trust } from "../support/permissionScene.js";

const arnOf = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
const below = (id: string) => ({ "Fn::Join": ["", [arnOf(id), "/*"]] });

/** A template as CDK synthesizes it for a bucket with replication rules. */
export const cdkTemplate = {
  Parameters: { Stage: { Type: "String", Default: "test" } },
  Resources: {
    Vault: { Type: "AWS::S3::Bucket", Properties: { BucketName: "dst" } },
    Source: {
      Type: "AWS::S3::Bucket",
      Properties: {
        VersioningConfiguration: { Status: "Enabled" },
        ReplicationConfiguration: {
          Role: arnOf("SourceReplicationRole"),
          Rules: [
            {
              Id: "all",
              Priority: 1,
              Status: "Enabled",
              Filter: { TagFilter: { Key: "t", Value: "1" } },
              DeleteMarkerReplication: { Status: "Disabled" },
              Destination: { Bucket: arnOf("Vault"), Account: { Ref: "AWS::AccountId" } },
            },
          ],
        },
      },
    },
    SourceReplicationRole: {
      Type: "AWS::IAM::Role",
      Properties: { AssumeRolePolicyDocument: trust },
    },
    SourceReplicationPolicy: {
      Type: "AWS::IAM::Policy",
      Properties: {
        PolicyName: "SourceReplicationPolicy",
        Roles: [{ Ref: "SourceReplicationRole" }],
        PolicyDocument: policyOf(
          {
            Effect: "Allow",
            Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
            Resource: arnOf("Source"),
          },
          {
            Effect: "Allow",
            Action: [
              "s3:GetObjectVersionForReplication",
              "s3:GetObjectVersionAcl",
              "s3:GetObjectVersionTagging",
            ],
            Resource: below("Source"),
          },
          {
            Effect: "Allow",
            Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
            // biome-ignore lint/suspicious/noTemplateCurlyInString: it is CloudFormation's
            Resource: { "Fn::Sub": "${Vault.Arn}/*" },
          },
        ),
      },
    },
    VaultPolicy: {
      Type: "AWS::S3::BucketPolicy",
      Properties: {
        Bucket: { Ref: "Vault" },
        PolicyDocument: policyOf({
          Effect: "Deny",
          Principal: "*",
          Action: "s3:DeleteObject",
          Resource: below("Vault"),
        }),
      },
    },
    Key: {
      Type: "AWS::KMS::Key",
      Properties: {
        KeyPolicy: policyOf({
          Effect: "Allow",
          // biome-ignore lint/suspicious/noTemplateCurlyInString: it is CloudFormation's
          Principal: { AWS: { "Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root" } },
          Action: "kms:*",
          Resource: "*",
        }),
      },
    },
    Imported: {
      Type: "AWS::IAM::Role",
      Properties: {
        AssumeRolePolicyDocument: trust,
        Policies: [
          {
            PolicyName: "p",
            PolicyDocument: policyOf({
              Effect: "Allow",
              Action: "s3:GetObject",
              Resource: { "Fn::ImportValue": "other" },
            }),
          },
        ],
      },
    },
    Managed: {
      Type: "AWS::IAM::Role",
      Properties: {
        AssumeRolePolicyDocument: trust,
        ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonS3FullAccess"],
      },
    },
  },
};
