import { role } from "./replicationConfigurations.js";

/** A bucket policy that lets a role of another account replicate into a bucket, with owner override. */
export function replicasPolicy(bucket: string, roleArn = role): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Replicas",
        Effect: "Allow",
        Principal: { AWS: roleArn },
        Action: [
          "s3:ReplicateObject",
          "s3:ReplicateDelete",
          "s3:ReplicateTags",
          "s3:ObjectOwnerOverrideToBucketOwner",
        ],
        Resource: `arn:aws:s3:::${bucket}/*`,
      },
    ],
  };
}
