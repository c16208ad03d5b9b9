import fc from "fast-check";
import { loadChecksums } from "../../lib/base/checksums.js";
import { manualClock } from "../../lib/base/clock.js";
import { S3Error } from "../../lib/base/errors.js";
import { aws } from "../../lib/dialects/aws.js";
import { plantSeeds } from "../../lib/mock/bucketSeeds.js";
import type { Operation } from "../../lib/operations/operation.js";
import { operations } from "../../lib/operations/operations.js";
import { firstTasks } from "../../lib/state/agenda.js";
import { createS3, type S3 } from "../../lib/state/s3.js";

beforeAll(loadChecksums);

const now = Date.UTC(2026, 0, 1);
const accountId = "123456789012";
const requester = { accountId, region: "us-east-1" };

/** An S3 with a bucket of each kind, in each of them a key with a version and one with a marker. */
function sample(): S3 {
  const clock = manualClock(now);
  const s3 = createS3({ accountId, region: "us-east-1", clock, seed: 1, delay: 1000 });
  const objects = { key: { body: "x", tags: { a: "1" } }, marked: "y" };
  plantSeeds(
    s3,
    {
      locked: { objectLock: true, objects },
      versioned: { versioning: "Enabled", objects },
      plain: { objects },
    },
    aws,
  );
  const Bucket = "open";
  operations.CreateBucket(s3, { Bucket, ObjectOwnership: "ObjectWriter" }, requester);
  operations.PutObject(s3, { Bucket, Key: "key" }, requester);
  const locked = { Bucket: "locked", Key: "key" };
  const Retention = { Mode: "COMPLIANCE", RetainUntilDate: new Date(now + 1e9) } as const;
  operations.PutObjectRetention(s3, { ...locked, Retention }, requester);
  for (const bucket of ["locked", "versioned"]) {
    operations.DeleteObject(s3, { Bucket: bucket, Key: "marked" }, requester);
  }
  s3.faults.kmsKeys.set(1, { key: "dead", state: "PendingDeletion", struck: 0 });
  return s3;
}

/** All that can change, as plain values. */
function stateOf(s3: S3): unknown {
  return structuredClone({
    buckets: [...s3.buckets.values()].map(({ versions, uploads, completedUploads, ...bucket }) => ({
      ...bucket,
      versions: [...versions.entries()],
      uploads: [...uploads.entries()],
      completedUploads: [...completedUploads.entries()],
    })),
    tasks: firstTasks(s3.agenda, Number.POSITIVE_INFINITY),
    work: s3.work.toArray(),
    ids: s3.ids.position(),
  });
}

/** Members of inputs, of which many are wrong, and few fit together. */
const members: Record<string, fc.Arbitrary<unknown>> = {
  Bucket: fc.constantFrom("locked", "versioned", "plain", "open", "missing"),
  Key: fc.constantFrom("key", "marked", "missing"),
  VersionId: fc.constantFrom("null", "none"),
  ExpectedBucketOwner: fc.constantFrom(accountId, "999999999999"),
  ACL: fc.constantFrom("private", "public-read", "bucket-owner-read", "odd"),
  GrantRead: fc.constantFrom("id=1", `id=${"0".repeat(64)}`, "odd"),
  AccessControlPolicy: fc.constantFrom({}, { Owner: { ID: "0".repeat(64) }, Grants: [] }),
  Tagging: fc.constantFrom({}, { TagSet: [{ Key: "", Value: "" }] }, { TagSet: [] }),
  Retention: fc.constantFrom(
    {},
    { Mode: "GOVERNANCE" },
    { Mode: "GOVERNANCE", RetainUntilDate: new Date(now + 1) },
    { Mode: "COMPLIANCE", RetainUntilDate: new Date(now - 1) },
  ),
  BypassGovernanceRetention: fc.boolean(),
  LegalHold: fc.constantFrom({}, { Status: "ON" }, { Status: "odd" }),
  ObjectLockConfiguration: fc.constantFrom(
    {},
    { ObjectLockEnabled: "Enabled" },
    { ObjectLockEnabled: "Enabled", Rule: {} },
  ),
  ServerSideEncryptionConfiguration: fc.constantFrom(
    { Rules: [] },
    { Rules: [{}] },
    { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" } }] },
  ),
  OwnershipControls: fc.constantFrom(
    { Rules: [] },
    { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
  ),
};

/** The headers of PutObject that are about lock, ACL and encryption. */
const writeMembers = {
  ...members,
  Tagging: fc.constantFrom("a=1", "a=1&a=2"),
  ServerSideEncryption: fc.constantFrom("AES256", "aws:kms", "odd"),
  SSEKMSKeyId: fc.constantFrom("live", "dead"),
  SSECustomerAlgorithm: fc.constantFrom("AES256", "odd"),
  ObjectLockMode: fc.constantFrom("GOVERNANCE", "odd"),
  ObjectLockRetainUntilDate: fc.constantFrom(new Date(now - 1), new Date(now + 1)),
  ObjectLockLegalHoldStatus: fc.constantFrom("ON", "odd"),
};

const names = [
  "DeleteBucketEncryption",
  "DeleteBucketOwnershipControls",
  "DeleteObject",
  "DeleteObjectTagging",
  "PutBucketAcl",
  "PutBucketEncryption",
  "PutBucketOwnershipControls",
  "PutObject",
  "PutObjectAcl",
  "PutObjectLegalHold",
  "PutObjectLockConfiguration",
  "PutObjectRetention",
  "PutObjectTagging",
] as const;

test.each(names)("%s has changed nothing when it fails", (name) => {
  let failures = 0;
  const inputs = fc.record(name === "PutObject" ? writeMembers : members, { requiredKeys: [] });
  fc.assert(
    fc.property(inputs, (input) => {
      const s3 = sample();
      const before = stateOf(s3);
      // The inputs are wrong on purpose.
      const run = operations[name] as Operation<object, object>;
      try {
        run(s3, input, requester);
      } catch (error) {
        if (!(error instanceof S3Error)) throw error;
        failures++;
        expect(stateOf(s3)).toEqual(before);
      }
    }),
    { numRuns: 60 },
  );
  expect(failures).toBeGreaterThan(5);
});
