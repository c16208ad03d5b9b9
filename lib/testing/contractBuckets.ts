import type { S3Client } from "@aws-sdk/client-s3";
import { MockError } from "../base/mockError.js";
import { loadSdk } from "./contractSdk.js";
import { uniqueSuffix } from "./realTime.js";

/** A bucket that a contract asks for. */
export interface BucketSpec {
  /** Default: versioning is never set. */
  readonly versioning?: "Enabled" | "Suspended";
  /** Object Lock, which enables versioning too. Default false. */
  readonly objectLock?: boolean;
}

/** A bucket that was made. */
export interface ContractBucket {
  /** Nobody else has it. */
  readonly name: string;
}

/** The buckets of a contract. */
export interface ContractBuckets {
  make<Name extends string>(
    specs: Readonly<Record<Name, BucketSpec>>,
  ): Promise<Record<Name, ContractBucket>>;
  /** Those that were made and not removed. */
  names(): readonly string[];
  /** @throws AggregateError for buckets that cannot be removed, after all others were */
  removeAll(): Promise<void>;
}

/** So often a bucket is emptied again to which replicas still come. */
const mostSweeps = 5;

/** Makes buckets, and removes what it has made. */
export function contractBuckets(
  client: S3Client,
  { region, prefix }: { readonly region: string; readonly prefix: string },
): ContractBuckets {
  const made = new Map<string, BucketSpec>();
  return {
    async make(specs) {
      const { CreateBucketCommand, PutBucketVersioningCommand } = await loadSdk();
      // Not known to be complete before the end.
      const buckets: Partial<Record<string, ContractBucket>> = {};
      for (const [alias, spec] of Object.entries<BucketSpec>(specs)) {
        const Bucket = `${prefix}-${alias.toLowerCase()}-${uniqueSuffix()}`;
        // Noted before it is there: what fails on the way may have made it.
        made.set(Bucket, spec);
        await client.send(
          new CreateBucketCommand({
            Bucket,
            ObjectLockEnabledForBucket: spec.objectLock,
            // Another Region is S3's to refuse.
            CreateBucketConfiguration:
              region === "us-east-1" ? undefined : { LocationConstraint: region as never },
          }),
        );
        if (spec.versioning !== undefined) {
          const VersioningConfiguration = { Status: spec.versioning };
          await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
        }
        buckets[alias] = { name: Bucket };
      }
      return buckets as Awaited<ReturnType<ContractBuckets["make"]>>;
    },
    names: () => [...made.keys()],
    async removeAll() {
      const errors: unknown[] = [];
      for (const [name, spec] of [...made].reverse()) {
        try {
          await removeBucket(client, name, spec);
          made.delete(name);
        } catch (error) {
          errors.push(
            new MockError(`${name} is still there: ${error}`, "ERR_MOCK_ENDPOINT", {
              cause: error,
            }),
          );
        }
      }
      if (errors.length > 0) {
        throw new AggregateError(errors, errors.map((error) => String(error)).join("; "));
      }
    },
  };
}

async function removeBucket(client: S3Client, Bucket: string, spec: BucketSpec): Promise<void> {
  const { DeleteBucketCommand, DeleteBucketReplicationCommand } = await loadSdk();
  try {
    // What it replicates would come to others while they are emptied.
    await ignoring(["NoSuchBucket", "ReplicationConfigurationNotFoundError"], () =>
      client.send(new DeleteBucketReplicationCommand({ Bucket })),
    );
    for (let sweep = 1; ; sweep++) {
      await emptyBucket(client, Bucket, spec);
      try {
        await client.send(new DeleteBucketCommand({ Bucket }));
        return;
      } catch (error) {
        if (nameOf(error) !== "BucketNotEmpty" || sweep === mostSweeps) throw error;
      }
    }
  } catch (error) {
    // It was never made, or a test has removed it.
    if (nameOf(error) !== "NoSuchBucket") throw error;
  }
}

async function emptyBucket(client: S3Client, Bucket: string, spec: BucketSpec): Promise<void> {
  const sdk = await loadSdk();
  const uploads = await client.send(new sdk.ListMultipartUploadsCommand({ Bucket }));
  for (const { Key, UploadId } of uploads.Uploads ?? []) {
    await client.send(new sdk.AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
  }
  for (;;) {
    const listed = await client.send(new sdk.ListObjectVersionsCommand({ Bucket }));
    const { Versions = [], DeleteMarkers = [] } = listed;
    const objects = [...Versions, ...DeleteMarkers].flatMap(({ Key, VersionId }) =>
      Key === undefined ? [] : { Key, VersionId },
    );
    if (objects.length === 0) return;
    if (spec.objectLock) await releaseHolds(client, Bucket, Versions);
    const { Errors = [] } = await client.send(
      new sdk.DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: objects, Quiet: true },
        BypassGovernanceRetention: spec.objectLock,
      }),
    );
    const [first] = Errors;
    if (first !== undefined)
      throw new MockError(
        `${first.Key} stays: ${first.Code} ${first.Message}`,
        "ERR_MOCK_ENDPOINT",
      );
  }
}

async function releaseHolds(
  client: S3Client,
  Bucket: string,
  versions: readonly { Key?: string | undefined; VersionId?: string | undefined }[],
): Promise<void> {
  const { PutObjectLegalHoldCommand } = await loadSdk();
  for (const { Key, VersionId } of versions) {
    const LegalHold = { Status: "OFF" } as const;
    await client.send(new PutObjectLegalHoldCommand({ Bucket, Key, VersionId, LegalHold }));
  }
}

async function ignoring(names: readonly string[], run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!names.includes(nameOf(error))) throw error;
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}
