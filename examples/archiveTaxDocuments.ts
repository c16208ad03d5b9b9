import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketReplicationCommand,
  PutObjectCommand,
  type ReplicationStatus,
  type S3Client,
} from "@aws-sdk/client-s3";

/** Where the archive lives: a source, a bucket for what must be kept, another for what was audited. */
export interface ArchiveBuckets {
  readonly source: string;
  readonly vault: string;
  readonly audit: string;
}

/** An uploaded file, by its key. */
export interface Upload {
  readonly key: string;
  readonly sizeBytes: number;
  readonly md5: string;
}

/** Everything below `TaxDocs` goes to the vault, everything tagged for audit to the audit bucket. */
export async function configureReplication(
  client: S3Client,
  { source, vault, audit }: ArchiveBuckets,
): Promise<void> {
  await client.send(
    new PutBucketReplicationCommand({
      Bucket: source,
      ReplicationConfiguration: {
        Role: "arn:aws:iam::123456789012:role/replicate-tax-documents",
        Rules: [
          {
            ID: "tax-documents",
            Priority: 1,
            Status: "Enabled",
            Filter: { Prefix: "TaxDocs" },
            DeleteMarkerReplication: { Status: "Disabled" },
            Destination: { Bucket: `arn:aws:s3:::${vault}`, StorageClass: "STANDARD_IA" },
          },
          {
            ID: "for-audit",
            Priority: 2,
            Status: "Enabled",
            Filter: { Tag: { Key: "audit", Value: "yes" } },
            DeleteMarkerReplication: { Status: "Disabled" },
            Destination: { Bucket: `arn:aws:s3:::${audit}` },
          },
        ],
      },
    }),
  );
}

/** Uploads each file of a directory; those named as invoices are tagged for audit. */
export async function uploadDirectory(
  client: S3Client,
  bucket: string,
  directory: URL,
): Promise<Upload[]> {
  const uploads: Upload[] = [];
  for (const name of (await readdir(directory)).sort()) {
    const bytes = await readFile(new URL(name, directory));
    const key = name.startsWith("note") ? `Notes/${name}` : `TaxDocs/2026/${name}`;
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: bytes,
        ...(name.startsWith("invoice") && { Tagging: "audit=yes" }),
      }),
    );
    const md5 = createHash("md5").update(bytes).digest("hex");
    uploads.push({ key, sizeBytes: bytes.length, md5 });
  }
  return uploads;
}

/** The replication status of an object; undefined where no rule applies to it. */
export async function statusOf(
  client: S3Client,
  bucket: string,
  key: string,
): Promise<ReplicationStatus | undefined> {
  const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
  return head.ReplicationStatus;
}

/** The bytes of an object, as its bucket holds them. */
export async function download(client: S3Client, bucket: string, key: string): Promise<Uint8Array> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  if (Body === undefined) throw new Error(`${bucket}/${key} has no body`);
  return Body.transformToByteArray();
}
