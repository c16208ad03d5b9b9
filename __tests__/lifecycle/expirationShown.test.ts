import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { type LifecycleScene, lifecycleScene } from "../support/lifecycleScene.js";
import { configuration, put as putReplication, v2 } from "../support/replicationConfigurations.js";

const named = { Bucket: "bucket", Key: "key" };
const oneDay = { ID: "old", Expiration: { Days: 1 } };
const shown = 'expiry-date="Wed, 23 Sep 2026 00:00:00 GMT", rule-id="old"';

async function headOf({ client }: LifecycleScene, VersionId?: string) {
  const { Expiration } = await client.send(new HeadObjectCommand({ ...named, VersionId }));
  return Expiration;
}

describe("x-amz-expiration is answered", () => {
  test("to PutObject, CopyObject, CompleteMultipartUpload, GetObject and HeadObject", async () => {
    const { client, rules } = lifecycleScene();
    await rules([oneDay]);
    const copy = { ...named, Key: "copy", CopySource: "bucket/key" };
    const upload = { ...named, Key: "upload" };
    const put = await client.send(new PutObjectCommand({ ...named, Body: "data" }));
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(upload));
    const part = { PartNumber: 1, Body: "part" };
    const { ETag } = await client.send(new UploadPartCommand({ ...upload, UploadId, ...part }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    const answers = [
      put,
      await client.send(new CopyObjectCommand(copy)),
      await client.send(
        new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload }),
      ),
      await client.send(new GetObjectCommand(named)),
      await client.send(new HeadObjectCommand(named)),
    ];
    expect(answers.map(({ Expiration }) => Expiration)).toEqual(answers.map(() => shown));
  });

  test("for objects that are older than the rule", async () => {
    const at = lifecycleScene();
    await at.put("key");
    expect(await headOf(at)).toBeUndefined();
    await at.rules([oneDay]);
    expect(await headOf(at)).toBe(shown);
  });

  test("with the date that was meant while replication holds the expiration back", async () => {
    const buckets = { destination: { versioning: "Enabled" as const } };
    const at = lifecycleScene({ versioning: "Enabled" }, { buckets });
    await putReplication(at.client, configuration(v2()), "bucket");
    await at.rules([oneDay]);
    at.mock.faults.unavailable({ bucket: "destination" });
    await at.put("key");
    at.until("2026-10-23T00:00:00Z");
    expect(await headOf(at)).toBe(shown);
  });
});

describe("x-amz-expiration is not answered", () => {
  test("where the request names a version, be it the current one or an older one", async () => {
    const at = lifecycleScene({ versioning: "Enabled" });
    await at.rules([oneDay]);
    const [old, current] = [await at.put("key"), await at.put("key")];
    expect(await headOf(at, old)).toBeUndefined();
    expect(await headOf(at, current)).toBeUndefined();
    expect(await headOf(at)).toBe(shown);
  });

  test.each([
    ["for delete markers alone", { Expiration: { ExpiredObjectDeleteMarker: true } }],
    ["for noncurrent versions", { NoncurrentVersionExpiration: { NoncurrentDays: 1 } }],
    ["for uploads", { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }],
    ["for transitions", { Transitions: [{ Days: 30, StorageClass: "GLACIER" as const }] }],
  ])("for a rule %s", async (_name, rule) => {
    const at = lifecycleScene({ versioning: "Enabled" });
    await at.rules([rule]);
    await at.put("key");
    expect(await headOf(at)).toBeUndefined();
  });
});
