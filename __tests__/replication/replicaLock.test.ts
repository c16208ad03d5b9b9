import { PutObjectLockConfigurationCommand } from "@aws-sdk/client-s3";
import { type Scene, scene, sceneStart } from "../support/replicationScene.js";

const day = 86_400_000;
const locked = { source: { objectLock: true }, destination: { objectLock: true } };
const retained = {
  ObjectLockMode: "COMPLIANCE",
  ObjectLockRetainUntilDate: new Date(sceneStart + 5 * day),
} as const;

async function withDestinationDefault(): Promise<Scene> {
  const stage = await scene({ buckets: locked });
  await stage.client.send(
    new PutObjectLockConfigurationCommand({
      Bucket: "destination",
      ObjectLockConfiguration: {
        ObjectLockEnabled: "Enabled",
        Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 30 } },
      },
    }),
  );
  return stage;
}

test("a replica has its source's retention and legal hold", async () => {
  const { replicate, head } = await scene({ buckets: locked });
  await replicate("a", { ...retained, ObjectLockLegalHoldStatus: "ON" });
  expect(await head("destination", "a")).toMatchObject({
    ...retained,
    ObjectLockLegalHoldStatus: "ON",
  });
});

test("a source's retention wins over the destination's default", async () => {
  const { replicate, head } = await withDestinationDefault();
  await replicate("a", retained);
  expect(await head("destination", "a")).toMatchObject(retained);
});

test("a source without retention has a replica with the destination's default", async () => {
  const { replicate, head } = await withDestinationDefault();
  await replicate("a");
  expect((await head("source", "a"))?.ObjectLockMode).toBeUndefined();
  expect(await head("destination", "a")).toMatchObject({
    ObjectLockMode: "GOVERNANCE",
    ObjectLockRetainUntilDate: new Date(sceneStart + 30 * day),
  });
});

test("a legal hold that is OFF by name is copied", async () => {
  const { replicate, head } = await scene({ buckets: locked });
  await replicate("a", { ObjectLockLegalHoldStatus: "OFF" });
  expect((await head("destination", "a"))?.ObjectLockLegalHoldStatus).toBe("OFF");
});

// field-reports D3 (A)
test.each(["ON", "OFF"] as const)(
  "a source with a legal hold that is %s has a replica without the destination's default retention",
  async (ObjectLockLegalHoldStatus) => {
    const { replicate, head } = await withDestinationDefault();
    await replicate("a", { ObjectLockLegalHoldStatus });
    const replica = await head("destination", "a");
    expect(replica?.ObjectLockLegalHoldStatus).toBe(ObjectLockLegalHoldStatus);
    expect(replica?.ObjectLockMode).toBeUndefined();
  },
);

test("a locked source whose destination has no Object Lock is FAILED, and nothing is there", async () => {
  const { replicate, status } = await scene({ buckets: { source: { objectLock: true } } });
  await replicate("a", retained);
  expect(await status("source", "a")).toBe("FAILED");
  expect(await status("destination", "a")).toBe("missing");
});

test("a source that is not locked replicates to a destination without Object Lock", async () => {
  const { replicate, status } = await scene({ buckets: { source: { objectLock: true } } });
  await replicate("a");
  expect(await status("source", "a")).toBe("COMPLETED");
});
