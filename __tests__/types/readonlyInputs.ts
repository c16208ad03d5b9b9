import { S3Client } from "@aws-sdk/client-s3";
import { type ReplicationMockOptions, replicationMock } from "s3-replication-mock";
import { connect } from "../../lib/testing/contract.js";

// Compiling is the test: nothing that is handed in is written to, so all of it may be `as const`.
const options = {
  region: "us-east-1",
  lifecycle: { heldBackBy: ["PENDING"] },
  delay: { reads: 1 },
  iam: {
    roles: [
      {
        RoleName: "replication",
        AssumeRolePolicyDocument: { Statement: [{ Effect: "Allow", Action: ["sts:AssumeRole"] }] },
        Policies: [{ PolicyName: "one", PolicyDocument: { Statement: [] } }],
      },
    ],
    users: [{ UserName: "alice", Policies: [] }],
    keys: [{ KeyId: "k", Aliases: ["alias/k"] }],
  },
  buckets: {
    backup: { versioning: "Enabled", accessPoints: ["point"], policy: { Statement: [] } },
    source: {
      versioning: "Enabled",
      objects: { kept: { body: "1", tags: { team: "red" }, metadata: { made: "here" } } },
      replication: {
        Role: "arn:aws:iam::123456789012:role/replication",
        Rules: [
          {
            ID: "all",
            Status: "Enabled",
            Priority: 1,
            Filter: { And: { Prefix: "a", Tags: [{ Key: "team", Value: "red" }] } },
            SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: "Disabled" } },
            DeleteMarkerReplication: { Status: "Disabled" },
            Destination: {
              Bucket: "arn:aws:s3:::backup",
              Metrics: { Status: "Enabled", EventThreshold: { Minutes: 15 } },
              ReplicationTime: { Status: "Enabled", Time: { Minutes: 15 } },
            },
          },
        ],
      },
    },
  },
} as const satisfies ReplicationMockOptions;

const clients = [S3Client] as const;
const filter = { statuses: ["FAILED"] } as const;
const batch = { bucket: "source", filter } as const;
const question = { principal: "p", action: "a", resource: "r", context: { k: ["v"] } } as const;
const allowance = { account: "1", bucket: "b", actions: ["s3:*"] } as const;
const listening = {
  domains: ["s3.localhost"],
  credentials: [{ accessKeyId: "id", secretAccessKey: "secret" }],
  console: { allowedHosts: ["mock"] },
} as const;
const respond = { operation: "PutObject", code: "SlowDown", times: 2 } as const;
const latency = { operation: "GetObject", ms: 5 } as const;

export async function takeWhatIsFrozen(): Promise<void> {
  const mock = replicationMock(options);
  mock.iam.putRole(options.iam.roles[0]);
  mock.iam.putUser(options.iam.users[0]);
  mock.iam.putKey(options.iam.keys[0]);
  mock.install(...clients);
  mock.batchReplicate(batch);
  mock.access(question);
  mock.allow(allowance);
  mock.faults.respond(respond);
  mock.faults.latency(latency);
  await mock.listen(listening);
  await connect(mock, { lacks: ["time"] as const });
}
