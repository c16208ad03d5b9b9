import { MockError } from "../../base/mockError.js";
import { encryptionFor } from "../../operations/objects/encryption.js";
import { readTaggingHeader } from "../../operations/tagSet.js";
import type { Bucket } from "../../state/bucket.js";
import type { DataVersion } from "../../state/objectVersion.js";
import type { S3 } from "../../state/s3.js";
import { explainRules } from "./explainRules.js";
import { type Explanation, explanation } from "./explanation.js";

/** An object that might be written, on the names of PutObject's input. */
export interface WriteQuestion {
  readonly Bucket: string;
  readonly Key: string;
  /** As the header has them: `class=paid&year=2026`. */
  readonly Tagging?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
}

/**
 * Whether an object would be replicated if it was written now, rule by rule. Nothing is written.
 *
 * @throws S3Error for tags or an encryption that S3 would refuse
 * @throws MockError when there is no such bucket
 */
export function explainWrite(s3: S3, question: WriteQuestion): Explanation {
  const { Bucket: name, Key: key } = question;
  const bucket = s3.buckets.get(name);
  if (bucket === undefined) {
    throw new MockError(`mock.explainWrite: there is no bucket ${name}`, "ERR_MOCK_NOT_FOUND");
  }
  const { replication } = bucket;
  const parts = { bucket: name, key, kind: "MissingKey" } as const;
  if (replication === undefined) {
    const summary = "It would not be replicated: the bucket has no replication configuration.";
    return explanation({ ...parts, summary, advice: ["Put one (PutBucketReplication)."] });
  }
  const rules = explainRules(s3, replication, writtenNow(s3, bucket, question), false);
  const matching = rules.filter(({ verdict }) => verdict === "Matches");
  const destinations = matching.map(({ destinationBucket }) => `s3://${destinationBucket}`);
  const summary =
    destinations.length === 0
      ? "It would not be replicated: no rule matches it."
      : `It would be replicated to ${destinations.join(", ")}.`;
  return explanation({ ...parts, summary, rules });
}

/** The version that the write would make, as far as rules look at it. */
function writtenNow(s3: S3, bucket: Bucket, question: WriteQuestion): DataVersion {
  const requester = { accountId: bucket.ownerId, region: bucket.region };
  return {
    isDeleteMarker: false,
    isReplica: false,
    key: question.Key,
    versionId: "null",
    sequence: 0,
    lastModified: s3.time.now(),
    content: { bytes: new Uint8Array(0), etag: "", checksum: undefined, parts: undefined },
    ownerId: bucket.ownerId,
    systemMetadata: {},
    userMetadata: {},
    tags: readTaggingHeader(question.Tagging),
    storageClass: "STANDARD",
    encryption: encryptionFor(s3, bucket, question, requester),
    lock: { retention: undefined, legalHold: undefined },
    acl: undefined,
    restore: undefined,
    judgedBy: undefined,
    workIds: [],
  };
}
