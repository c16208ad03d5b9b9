import {
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import fc from "fast-check";
import { replicationMock } from "s3-replication-mock";
import { manualClock } from "../../lib/base/clock.js";
import { aws } from "../../lib/dialects/aws.js";
import { plantSeeds } from "../../lib/mock/bucketSeeds.js";
import { putBucketVersioning } from "../../lib/operations/buckets/bucketVersioning.js";
import { listObjectVersions } from "../../lib/operations/listing/listVersions.js";
import { deleteObject } from "../../lib/operations/objects/deleteObject.js";
import { getObject } from "../../lib/operations/objects/getObject.js";
import { putObject } from "../../lib/operations/objects/putObject.js";
import { createS3 } from "../../lib/state/s3.js";
import { clientOf } from "../support/client.js";

const requester = { accountId: "123456789012", region: "us-east-1" };
const Bucket = "bucket";

interface ModelVersion {
  readonly id: string;
  /** Undefined for a delete marker. */
  readonly body: string | undefined;
}

type Step =
  | { readonly type: "put"; readonly key: string }
  | { readonly type: "delete"; readonly key: string }
  | { readonly type: "deleteVersion"; readonly key: string; readonly index: number }
  | { readonly type: "versioning"; readonly status: "Enabled" | "Suspended" };

const key = fc.constantFrom("a", "b");

/** Puts on one key; with more than 64 of them its stack is a tree. */
const manyVersions: readonly Step[] = [
  { type: "put", key: "a" },
  { type: "versioning", status: "Enabled" },
  ...Array.from({ length: 66 }, () => ({ type: "put", key: "a" }) as const),
];
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ type: fc.constant("put" as const), key }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant("delete" as const), key }) },
    {
      weight: 3,
      arbitrary: fc.record({ type: fc.constant("deleteVersion" as const), key, index: fc.nat(5) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant("versioning" as const),
        status: fc.constantFrom("Enabled" as const, "Suspended" as const),
      }),
    },
  ),
  { maxLength: 40 },
);
const stepsOnMany = steps.map((some) => [...manyVersions, ...some]);

/** A bucket as S3 describes it, written as plainly as possible. */
function modelBucket() {
  const stacks = new Map<string, ModelVersion[]>();
  let versioning: "Enabled" | "Suspended" | undefined;
  const stack = (key: string) => stacks.get(key) ?? [];
  return {
    stack,
    setVersioning(status: "Enabled" | "Suspended") {
      versioning = status;
    },
    keepsVersions: () => versioning !== undefined,
    newId: (id: string | undefined) => (versioning === "Enabled" ? (id ?? "missing") : "null"),
    push(key: string, version: ModelVersion) {
      stacks.set(key, [version, ...stack(key).filter(({ id }) => id !== version.id)]);
    },
    remove(key: string, id: string) {
      stacks.set(
        key,
        stack(key).filter((version) => version.id !== id),
      );
    },
  };
}

function run(all: readonly Step[]): void {
  const s3 = createS3({
    ...requester,
    clock: manualClock(),
    seed: 1,
    delay: 0,
  });
  plantSeeds(s3, { [Bucket]: {} }, aws);
  const model = modelBucket();
  let count = 0;
  for (const step of all) {
    if (step.type === "versioning") {
      const VersioningConfiguration = { Status: step.status };
      putBucketVersioning(s3, { Bucket, VersioningConfiguration }, requester);
      model.setVersioning(step.status);
      continue;
    }
    const named = { Bucket, Key: step.key };
    if (step.type === "put") {
      const body = String(++count);
      const input = { ...named, Body: Buffer.from(body), ChecksumCRC32: "AAAAAA==" };
      const { VersionId } = putObject(s3, input, requester);
      model.push(step.key, { id: model.newId(VersionId), body });
    } else if (step.type === "delete") {
      const { VersionId } = deleteObject(s3, named, requester);
      if (!model.keepsVersions()) model.remove(step.key, "null");
      else model.push(step.key, { id: model.newId(VersionId), body: undefined });
    } else {
      const id = model.stack(step.key)[step.index]?.id;
      if (id === undefined) continue;
      deleteObject(s3, { ...named, VersionId: id }, requester);
      model.remove(step.key, id);
    }
    compare(s3, model);
  }
}

function compare(s3: ReturnType<typeof createS3>, model: ReturnType<typeof modelBucket>): void {
  const { Versions = [], DeleteMarkers = [] } = listObjectVersions(s3, { Bucket }, requester);
  for (const key of ["a", "b"]) {
    const expected = model.stack(key);
    const ids = (isMarker: boolean) =>
      expected.filter(({ body }) => (body === undefined) === isMarker).map(({ id }) => id);
    const listed = (
      entries: readonly { Key?: string | undefined; VersionId?: string | undefined }[],
    ) => entries.filter((entry) => entry.Key === key).map((entry) => entry.VersionId);
    expect(listed(Versions)).toEqual(ids(false));
    expect(listed(DeleteMarkers)).toEqual(ids(true));
    const latest = [...Versions, ...DeleteMarkers].filter(
      (entry) => entry.Key === key && entry.IsLatest,
    );
    expect(latest.map(({ VersionId }) => VersionId)).toEqual(
      expected.slice(0, 1).map(({ id }) => id),
    );
    for (const { id, body } of expected) {
      if (body === undefined) continue;
      const { Body } = getObject(s3, { Bucket, Key: key, VersionId: id }, requester);
      expect(Buffer.from(Body ?? []).toString()).toBe(body);
    }
  }
}

test("version stacks agree with a naive model under any puts and deletes", () => {
  fc.assert(fc.property(steps, run), { numRuns: 200 });
});

test("so do those of keys that have many versions already", () => {
  fc.assert(fc.property(stepsOnMany, run), { numRuns: 25 });
});

test("a null version of a key of many versions is found, replaced and removed by its id", () => {
  const putNull = { type: "put", key: "a" } as const;
  const suspend = { type: "versioning", status: "Suspended" } as const;
  run([...manyVersions, suspend, putNull, putNull, { type: "delete", key: "a" }, putNull]);
  run([...manyVersions, { type: "deleteVersion", key: "a", index: 66 }, suspend, putNull]);
  run([...manyVersions, suspend, putNull, { type: "deleteVersion", key: "a", index: 0 }, putNull]);
});

test("a snapshot of a key of many versions stays as it was", async () => {
  const mock = replicationMock({ buckets: { [Bucket]: { versioning: "Enabled" } } });
  const client = clientOf(mock);
  const put = () => client.send(new PutObjectCommand({ Bucket, Key: "a", Body: "x" }));
  const ids = async () => {
    const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket }));
    return Versions.map(({ VersionId }) => VersionId);
  };
  for (let count = 0; count < 70; count++) await put();
  const before = await ids();
  const snapshot = mock.snapshot();
  await put();
  for (const VersionId of before.slice(0, 2)) {
    await client.send(new DeleteObjectCommand({ Bucket, Key: "a", VersionId }));
  }
  expect(await ids()).toHaveLength(69);
  mock.restore(snapshot);
  expect(await ids()).toEqual(before);
});
