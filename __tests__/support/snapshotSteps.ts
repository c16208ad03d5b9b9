import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketTaggingCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { notifyQueue } from "./notifications.js";
import { configuration, metrics, put, v2To } from "./replicationConfigurations.js";
import type { Scene } from "./replicationScene.js";
import { suspendVersioning } from "./suspendVersioning.js";

/** What can be done to a simulated S3, by name; each gives what it was answered. */
export const steps: Readonly<Record<string, (at: Scene, key: string) => unknown>> = {
  put: (at, key) => at.put(key, { Body: `body of ${key}`, Tagging: "k=1" }),
  mark: (at, key) => at.mark(key),
  async deleteVersion({ mock, client }, key) {
    const VersionId = mock.bucket("source")?.versions.find((it) => it.key === key)?.versionId;
    if (VersionId === undefined) return undefined;
    return client.send(new DeleteObjectCommand({ Bucket: "source", Key: key, VersionId }));
  },
  async tag(at, key) {
    if ((await at.head("source", key)) !== undefined) await at.tag("source", key, "2");
  },
  async upload({ client }, Key) {
    const named = { Bucket: "source", Key };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(named));
    const part = { PartNumber: 1, Body: "part" };
    return client.send(new UploadPartCommand({ ...named, UploadId, ...part }));
  },
  read: ({ client }, key) => client.send(new GetObjectCommand({ Bucket: "source", Key: key })),
  configure: ({ client }, key) =>
    put(client, configuration(v2To(metrics("Enabled"), { Filter: { Prefix: key } }))),
  notify: ({ client }) => notifyQueue(client, "source", ["s3:ObjectCreated:*"]),
  tagBucket: ({ client }, Value) =>
    client.send(
      new PutBucketTaggingCommand({ Bucket: "source", Tagging: { TagSet: [{ Key: "k", Value }] } }),
    ),
  suspend: ({ client }) => suspendVersioning(client, "destination"),
  deny: ({ mock }, prefix) =>
    void mock.faults.deny({ action: "s3:ReplicateObject", prefix, nth: 2 }),
  outage: ({ mock }) => void mock.faults.unavailable({ bucket: "destination" }),
  refuse: ({ mock }) =>
    void mock.faults.respond({ code: "AccessDenied", times: 1, operation: "GetObject" }),
  async expire({ client }, Prefix) {
    const Rules = [
      { ID: "expire", Status: "Enabled" as const, Filter: { Prefix }, Expiration: { Days: 1 } },
    ];
    const LifecycleConfiguration = { Rules };
    const named = { Bucket: "source", LifecycleConfiguration };
    return client.send(new PutBucketLifecycleConfigurationCommand(named));
  },
  days: ({ mock }) => mock.advance(2 * 86_400_000),
  advance: ({ mock }) => mock.advance(400),
  settle: ({ mock }) => mock.settle(),
};

/** Everything that a client and a test can see of a simulated S3. */
export async function observe({ mock, client, text }: Scene): Promise<unknown> {
  const seen: unknown[] = [mock.now(), mock.metrics("source")];
  for (const Bucket of ["source", "destination", "elsewhere"]) {
    const view = mock.bucket(Bucket);
    const uploads = await client.send(new ListMultipartUploadsCommand({ Bucket }));
    const listing = await client.send(new ListObjectVersionsCommand({ Bucket }));
    seen.push(view, withoutMetadata(uploads), withoutMetadata(listing));
    for (const { Key, UploadId } of uploads.Uploads ?? []) {
      const parts = await client.send(new ListPartsCommand({ Bucket, Key, UploadId }));
      seen.push(withoutMetadata(parts));
    }
    for (const { key, versionId, isDeleteMarker } of view?.versions ?? []) {
      seen.push(mock.explain({ Bucket, Key: key, VersionId: versionId }).text);
      if (isDeleteMarker) continue;
      seen.push(await text(Bucket, key, versionId).catch(String));
    }
  }
  return seen;
}

/** Observing draws request ids, so they are left out. */
function withoutMetadata(output: object): object {
  return { ...output, $metadata: undefined };
}
