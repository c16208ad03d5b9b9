import {
  GetBucketLifecycleConfigurationCommand,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
} from "@aws-sdk/client-s3";
import { errorOf } from "../support/client.js";
import { v2 } from "../support/replicationConfigurations.js";
import { scene } from "../support/replicationScene.js";

const dayMs = 86_400_000;

const expiring = new PutBucketLifecycleConfigurationCommand({
  Bucket: "source",
  LifecycleConfiguration: {
    Rules: [{ ID: "old", Status: "Enabled", Filter: {}, Expiration: { Days: 1 } }],
  },
});

describe("lifecycle and replication", () => {
  test("a lifecycle configuration is not replicated", async () => {
    const { client, mock } = await scene();
    await client.send(expiring);
    mock.settle();
    const get = new GetBucketLifecycleConfigurationCommand({ Bucket: "destination" });
    expect((await errorOf(client.send(get))).name).toBe("NoSuchLifecycleConfiguration");
  });

  test("what a lifecycle rule expires in the source stays in the destination, without a marker", async () => {
    const rules = [v2({ DeleteMarkerReplication: { Status: "Enabled" } })];
    const { client, mock, replicate, status } = await scene({ rules });
    const VersionId = await replicate("key");
    await client.send(expiring);
    mock.advance(30 * dayMs);
    mock.settle();
    expect(await status("destination", "key")).toBe("REPLICA");
    const list = new ListObjectVersionsCommand({ Bucket: "destination" });
    const { Versions, DeleteMarkers } = await client.send(list);
    expect(Versions).toEqual([expect.objectContaining({ VersionId, IsLatest: true })]);
    expect(DeleteMarkers).toBeUndefined();
  });
});
