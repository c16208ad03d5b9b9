import type { Bucket } from "../state/bucket.js";
import type { ObjectVersion } from "../state/objectVersion.js";
import type { CompiledRule } from "../state/replicationRules.js";
import type { S3 } from "../state/s3.js";
import type { JobTaskPlace, Work, WorkOperation } from "../state/work.js";
import { delayOf } from "./delay.js";
import { arrivals } from "./status.js";

/** What is to be done for one version, at each of the rules' destinations. */
export interface Order {
  readonly operation: WorkOperation;
  readonly rules: readonly CompiledRule[];
  readonly isBatch: boolean;
  /** The task of a job that it is done for. */
  readonly jobTask?: JobTaskPlace | undefined;
}

const none: readonly Work[] = [];
const noTasks: readonly JobTaskPlace[] = [];

/** The pieces of work that an order comes to. Nothing is accepted yet: a `delay` function may throw. */
export function planWork(
  s3: S3,
  bucket: Bucket,
  version: ObjectVersion,
  order: Order,
): readonly Work[] {
  if (order.rules.length === 0) return none;
  const arrived = arrivals(s3, version);
  return order.rules.map((rule) => {
    const arrivedAt = arrived.get(rule.destination.bucket);
    return planPiece(s3, bucket, version, { ...order, rule, arrivedAt });
  });
}

type Piece = Omit<Order, "rules"> & Pick<Work, "rule" | "arrivedAt">;

function planPiece(s3: S3, bucket: Bucket, version: ObjectVersion, piece: Piece): Work {
  const { operation, rule, isBatch, jobTask, arrivedAt } = piece;
  const { key, versionId } = version;
  const acceptedAt = s3.time.now();
  const delay = delayOf(s3, () => ({
    operation,
    bucket: bucket.name,
    key,
    versionId,
    ruleId: rule.id,
    destinationBucket: rule.destination.bucket,
    sizeBytes: version.isDeleteMarker ? 0 : version.content.bytes.length,
  }));
  const isTimed = typeof delay === "number";
  return {
    id: s3.ids.sequence(),
    operation,
    bucket: bucket.name,
    key,
    versionId,
    rule,
    role: bucket.replication?.role ?? "",
    acceptedAt,
    dueAt: isTimed ? acceptedAt + delay : delay.reads > 0 ? Number.POSITIVE_INFINITY : acceptedAt,
    readsLeft: isTimed ? undefined : delay.reads,
    state: "PENDING",
    endedAt: undefined,
    failureReason: undefined,
    isPartial: false,
    arrivedAt,
    isBatch,
    jobTasks: jobTask === undefined ? noTasks : [jobTask],
  };
}
