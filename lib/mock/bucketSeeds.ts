import type {
  BucketLocationConstraint,
  CreateBucketCommandInput,
  PutBucketReplicationCommandInput,
  PutObjectCommandInput,
} from "@aws-sdk/client-s3";
import type { Requester } from "../access/requester.js";
import {
  accountOption,
  checkOptions,
  choiceOption,
  type OptionRule,
  type Place,
  regionOption,
  textOption,
} from "../base/checkOptions.js";
import { S3Error } from "../base/errors.js";
import { MockError } from "../base/mockError.js";
import type { Dialect } from "../dialects/dialect.js";
import { bucketPolicy } from "../operations/buckets/bucketPolicy.js";
import { putBucketVersioning } from "../operations/buckets/bucketVersioning.js";
import { putObject } from "../operations/objects/putObject.js";
import type { WithBytes } from "../operations/operation.js";
import { addAccessPoint } from "../state/accessPoints.js";
import type { S3 } from "../state/s3.js";
import { currentVersion, insertVersion } from "../state/versions.js";
import type { ReplicationConfigurationDocument } from "./replicationDocument.js";

/** A bucket to start with. */
export interface BucketSeed {
  /** Default: the mock's `region`. */
  readonly region?: string;
  /** The account that owns it: 12 digits. Default: the mock's `accountId`. */
  readonly owner?: string;
  /** Default: versioning was never set. */
  readonly versioning?: "Enabled" | "Suspended";
  /** Object Lock, which enables versioning too. Default false. */
  readonly objectLock?: boolean;
  /**
   * Names of access points in front of it. A Multi-Region Access Point is its alias, which ends in
   * `.mrap` and may be in front of several buckets: the first one answers.
   */
  readonly accessPoints?: readonly string[];
  /** A bucket policy, as an object or its JSON: what PutBucketPolicy takes. */
  readonly policy?: object | string;
  /** A replication configuration; it stands after all seeded buckets and objects do. */
  readonly replication?: ReplicationConfigurationDocument;
  /** Objects by key. They are there before any replication configuration, so nothing replicates them. */
  readonly objects?: Readonly<Record<string, ObjectSeed>>;
}

/** An object to start with: its content, or its content and more. */
export type ObjectSeed =
  | string
  | Uint8Array
  | {
      readonly body?: string | Uint8Array;
      readonly contentType?: string;
      readonly metadata?: Readonly<Record<string, string>>;
      readonly tags?: Readonly<Record<string, string>>;
      readonly storageClass?: string;
      /** False for an object from before 2023, when S3 began to encrypt all there is. Default true. */
      readonly encrypted?: boolean;
    };

const bucketOptions: { [Name in keyof Required<BucketSeed>]: OptionRule } = {
  region: regionOption,
  owner: accountOption,
  versioning: choiceOption("Enabled", "Suspended"),
  objectLock: choiceOption(true, false),
  accessPoints: {
    allowed: "an array of names of access points",
    accepts: (value) => Array.isArray(value) && value.every(isName),
  },
  policy: {
    allowed: "a bucket policy: an object or its JSON",
    accepts: (value) => typeof value === "string" || isObject(value),
  },
  replication: { allowed: "an object with Role and Rules", accepts: isObject },
  objects: { allowed: "an object of keys and what is stored under them", accepts: isObject },
};

const objectOptions: {
  [Name in keyof Required<Extract<ObjectSeed, { body?: unknown }>>]: OptionRule;
} = {
  body: { allowed: "a string or a Uint8Array", accepts: isContent },
  contentType: textOption('a content type such as "text/plain"'),
  metadata: { allowed: "an object of strings", accepts: isObjectOfStrings },
  tags: { allowed: "an object of strings", accepts: isObjectOfStrings },
  storageClass: textOption('a storage class such as "STANDARD_IA"'),
  encrypted: choiceOption(true, false),
};

/**
 * Fills a simulated S3 that has no buckets: through the operations a client would call, and in the
 * order a client could call them.
 *
 * @throws MockError that names the seed and gives S3's reason for refusing it
 */
export function plantSeeds(
  s3: S3,
  buckets: Readonly<Record<string, BucketSeed>>,
  dialect: Dialect,
): void {
  const { operations, regionOption: region } = dialect;
  const seeds = Object.entries(buckets);
  for (const [name, seed] of seeds) checkSeed(name, seed, { ...bucketOptions, region });
  for (const [name, seed] of seeds) {
    plantBucket(s3, name, { seed, dialect });
  }
  for (const [name, seed] of seeds) {
    for (const [key, object] of Object.entries(seed.objects ?? {})) {
      attempt(`buckets[${JSON.stringify(name)}].objects[${JSON.stringify(key)}]`, () =>
        putObject(s3, objectInput(name, key, { seed: object, dialect }), ownerOf(s3, seed)),
      );
      if (!isContent(object) && object.encrypted === false) leaveUnencrypted(s3, name, key);
    }
  }
  for (const [name, seed] of seeds) {
    if (seed.replication === undefined) continue;
    // The SDK's type differs from ours only in naming its unions.
    const document =
      seed.replication as PutBucketReplicationCommandInput["ReplicationConfiguration"];
    const input = { Bucket: name, ReplicationConfiguration: document };
    attempt(`buckets[${JSON.stringify(name)}].replication`, () =>
      // Whatever the dialect, the input is that of the SDK.
      operations.PutBucketReplication?.(s3, input as never, ownerOf(s3, seed)),
    );
  }
}

function checkSeed(name: string, seed: BucketSeed, fields: typeof bucketOptions): void {
  const bucket = `buckets[${JSON.stringify(name)}]`;
  checkOptions(seed, fields, placeOf(bucket));
  for (const [key, object] of Object.entries(seed.objects ?? {})) {
    if (isContent(object)) continue;
    checkOptions(object, objectOptions, placeOf(`${bucket}.objects[${JSON.stringify(key)}]`));
  }
}

function placeOf(what: string): Place {
  return { field: `replicationMock: ${what}.`, whole: `replicationMock: ${what}` };
}

function isName(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isObjectOfStrings(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((each) => typeof each === "string");
}

function isContent(value: unknown): value is string | Uint8Array {
  return typeof value === "string" || value instanceof Uint8Array;
}

function plantBucket(
  s3: S3,
  name: string,
  { seed, dialect }: { seed: BucketSeed; dialect: Dialect },
): void {
  const what = `buckets[${JSON.stringify(name)}]`;
  const owner = ownerOf(s3, seed);
  const input: CreateBucketCommandInput = {
    Bucket: name,
    ObjectLockEnabledForBucket: seed.objectLock,
    CreateBucketConfiguration: constraintOf(owner.region),
  };
  attempt(what, () =>
    // Whatever the dialect, the input is that of the SDK. The endpoint makes buckets in every Region.
    dialect.operations.CreateBucket?.(s3, input as never, { ...owner, region: "us-east-1" }),
  );
  for (const point of seed.accessPoints ?? []) {
    addAccessPoint(s3.accessPoints, { name: point, accountId: owner.accountId, bucket: name });
  }
  const { versioning, policy } = seed;
  if (policy !== undefined) {
    const Policy = typeof policy === "string" ? policy : JSON.stringify(policy);
    attempt(`${what}.policy`, () => bucketPolicy.put(s3, { Bucket: name, Policy }, owner));
  }
  if (versioning === undefined) return;
  attempt(`${what}.versioning`, () =>
    putBucketVersioning(
      s3,
      { Bucket: name, VersioningConfiguration: { Status: versioning } },
      owner,
    ),
  );
}

function constraintOf(
  region: string | undefined,
): CreateBucketCommandInput["CreateBucketConfiguration"] {
  // An unknown Region is S3's to refuse.
  const LocationConstraint = region as BucketLocationConstraint;
  return region === "us-east-1" ? undefined : { LocationConstraint };
}

function ownerOf(s3: S3, { owner, region }: BucketSeed): Requester {
  return { accountId: owner ?? s3.accountId, region: region ?? s3.region };
}

function objectInput(
  bucket: string,
  key: string,
  { seed, dialect }: { seed: ObjectSeed; dialect: Dialect },
): WithBytes<PutObjectCommandInput> {
  const object = isContent(seed) ? { body: seed } : seed;
  const { body = "", contentType, metadata, tags, storageClass } = object;
  return {
    Bucket: bucket,
    Key: key,
    Body: Buffer.from(body),
    // S3's own choice, CRC64NVME, is loaded with the first request that needs it.
    ChecksumAlgorithm: "CRC32",
    ContentType: contentType,
    Metadata: metadata && { ...metadata },
    Tagging: tags && new URLSearchParams(tags).toString(),
    // An unknown class is S3's to refuse.
    StorageClass: (storageClass &&
      (dialect.readStorageClass?.(storageClass) ??
        storageClass)) as PutObjectCommandInput["StorageClass"],
  };
}

/** No request of today can ask for that. */
function leaveUnencrypted(s3: S3, bucketName: string, key: string): void {
  const bucket = s3.buckets.get(bucketName);
  const version = bucket && currentVersion(bucket, key);
  if (bucket === undefined || version === undefined || version.isDeleteMarker) return;
  insertVersion(bucket, { ...version, encryption: {} });
}

function attempt(what: string, run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    throw new MockError(
      `replicationMock: S3 refuses ${what}: ${error.code}: ${error.message}`,
      "ERR_MOCK_SEED",
    );
  }
}
