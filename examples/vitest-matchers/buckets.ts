import type { ReplicationMockOptions } from "s3-replication-mock";

/** A bucket that is replicated, and its backup. */
export const buckets: ReplicationMockOptions["buckets"] = {
  source: {
    versioning: "Enabled",
    replication: {
      Role: "arn:aws:iam::123456789012:role/replication",
      Rules: [
        {
          Status: "Enabled",
          Priority: 1,
          Filter: { Prefix: "TaxDocs" },
          DeleteMarkerReplication: { Status: "Disabled" },
          Destination: { Bucket: "arn:aws:s3:::backup" },
        },
      ],
    },
  },
  backup: { versioning: "Enabled" },
};
