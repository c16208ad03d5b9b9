import { PutBucketVersioningCommand, type S3Client } from "@aws-sdk/client-s3";

/** Suspends versioning, which a bucket that is replicated to must have. */
export async function suspendVersioning(client: S3Client, Bucket: string): Promise<void> {
  const VersioningConfiguration = { Status: "Suspended" } as const;
  await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
}
