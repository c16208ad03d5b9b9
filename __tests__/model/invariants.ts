import { isDeepStrictEqual } from "node:util";
import {
  GetObjectLegalHoldCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import type {
  Fault,
  GrantedAccess,
  ReplicationMock,
  Snapshot,
  VersionView,
} from "s3-replication-mock";
import { errorOf } from "../support/client.js";
import type { ModelVersion } from "./jobs.js";
import type { Model } from "./model.js";
import { type BucketName, bucketNames } from "./rules.js";

/** What the model is compared with. */
export interface Real {
  readonly mock: ReplicationMock;
  readonly client: S3Client;
  readonly ledger: Ledger;
  /** A client of another account. */
  readonly foreign: S3Client;
  /** What the other account was given last. */
  allowed: GrantedAccess | undefined;
  stopListening: (() => void) | undefined;
  /** The snapshot that was taken last, with what the run knew then. */
  saved: Saved;
  /** The faults in force. */
  readonly faults: Map<string, Fault>;
  /** How many steps were taken. */
  steps: number;
}

/** The account that is not the buckets' owner. */
export const other = "210987654321";

/** A snapshot, and everything beside the mock that goes with it. */
export interface Saved {
  readonly snapshot: Snapshot;
  readonly known: Model["known"];
  readonly ledger: Ledger;
  readonly faults: ReadonlyMap<string, Fault>;
  readonly allowed: GrantedAccess | undefined;
}

/** Replication work as the mock's events tell it: what was accepted, and how often it ended. */
export interface Ledger {
  accepted: number;
  ended: number;
}

/** Listens to a mock from its first piece of work on. */
export function ledgerOf(mock: ReplicationMock): Ledger {
  const ledger = { accepted: 0, ended: 0 };
  mock.on("pending", () => void ledger.accepted++);
  mock.on("replicated", () => void ledger.ended++);
  mock.on("replicationFailed", () => void ledger.ended++);
  mock.on("notTracked", () => void ledger.ended++);
  return ledger;
}

/** Everything that the mock shows of its buckets is what the model says, and is sound in itself. */
export function checkState(model: Model, { mock, ledger }: Real): void {
  model.catchUp();
  const views = new Map(bucketNames.map((name) => [name, mock.bucket(name)?.versions ?? []]));
  for (const name of bucketNames) {
    expectSame(
      { bucket: name, versions: views.get(name)?.map(shown) },
      { bucket: name, versions: expectedOf(model, name) },
    );
  }
  const all = [...views.values()].flat();
  for (const version of all) checkReplica(version, all);
  // Every accepted piece of work is under way or has ended, in exactly one way.
  expect(ledger.accepted - ledger.ended).toBe(model.waiting().length);
}

/** The answers of S3 to a client say the same, for every version. */
export async function checkAnswers(model: Model, { client }: Real): Promise<void> {
  for (const Bucket of bucketNames) {
    const { Versions = [], DeleteMarkers = [] } = await client.send(
      new ListObjectVersionsCommand({ Bucket }),
    );
    const latest = [...Versions, ...DeleteMarkers].filter(({ IsLatest }) => IsLatest);
    expect(new Set(latest.map(({ Key }) => Key)).size).toBe(latest.length);
    for (const version of model.in(Bucket)) await checkHead(client, Bucket, model, version);
  }
}

/** HeadObject and GetObjectLegalHold of one version say what the model says. */
export async function checkHead(
  client: S3Client,
  Bucket: BucketName,
  model: Model,
  version: ModelVersion,
): Promise<void> {
  const target = { Bucket, Key: version.key, VersionId: version.id };
  if (version.isMarker) {
    const error = await errorOf(client.send(new HeadObjectCommand(target)));
    expect(error.$metadata.httpStatusCode).toBe(405);
    return;
  }
  model.catchUp();
  const status = model.status(version);
  const head = await client.send(new HeadObjectCommand(target));
  model.read(version);
  expect({
    status: head.ReplicationStatus,
    tags: head.TagCount ?? 0,
    hold: head.ObjectLockLegalHoldStatus,
  }).toEqual({
    status,
    tags: version.tag === undefined ? 0 : 1,
    hold: version.hold,
  });
  if (version.hold === undefined) return;
  const { LegalHold } = await client.send(new GetObjectLegalHoldCommand(target));
  expect(LegalHold?.Status).toBe(version.hold);
}

type Shown = Pick<
  VersionView,
  "key" | "versionId" | "isLatest" | "isDeleteMarker" | "isReplica"
> & {
  readonly status: string | undefined;
  readonly tag: string | undefined;
};

function shown(view: VersionView): Shown {
  const { key, versionId, isLatest, isDeleteMarker, isReplica, replicationStatus, tags } = view;
  const tag = tags[0]?.Value;
  return { key, versionId, isLatest, isDeleteMarker, isReplica, status: replicationStatus, tag };
}

function expectedOf(model: Model, bucket: BucketName): Shown[] {
  const versions = model
    .in(bucket)
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : b.order - a.order));
  return versions.map((version, index) => ({
    key: version.key,
    versionId: version.id,
    isLatest: versions[index - 1]?.key !== version.key,
    isDeleteMarker: version.isMarker,
    isReplica: version.isReplica,
    status: model.status(version),
    tag: version.tag,
  }));
}

/** A replica is its source, if that is still there. */
function checkReplica(replica: VersionView, all: readonly VersionView[]): void {
  if (!replica.isReplica) return;
  const source = all.find(
    ({ versionId, isReplica }) => versionId === replica.versionId && !isReplica,
  );
  if (source === undefined) return;
  for (const same of ["key", "lastModified", "sizeBytes", "etag", "storageClass"] as const) {
    expectSame(replica[same], source[same]);
  }
}

/** Jest takes its time to compare: it is asked only to tell a difference. */
function expectSame(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}
