import {
  GetObjectAclCommand,
  PutBucketOwnershipControlsCommand,
  PutObjectAclCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
} from "@aws-sdk/client-s3";
import { v2To } from "../support/replicationConfigurations.js";
import { type Scene, scene, sceneStart } from "../support/replicationScene.js";

const locked = { source: { objectLock: true }, destination: { objectLock: true } };
const until = new Date(sceneStart + 86_400_000);

describe("what travels beside tags:", () => {
  const retention = { Retention: { Mode: "GOVERNANCE" as const, RetainUntilDate: until } };
  const kinds: Record<string, { change: (scene: Scene) => Promise<unknown>; seen: object }> = {
    "a retention": {
      change: ({ client }) =>
        client.send(new PutObjectRetentionCommand({ Bucket: "source", Key: "a", ...retention })),
      seen: { ObjectLockMode: "GOVERNANCE", ObjectLockRetainUntilDate: until },
    },
    "a legal hold": {
      change: ({ client }) =>
        client.send(
          new PutObjectLegalHoldCommand({
            Bucket: "source",
            Key: "a",
            LegalHold: { Status: "ON" },
          }),
        ),
      seen: { ObjectLockLegalHoldStatus: "ON" },
    },
  };

  test.each(Object.entries(kinds))("%s", async (_kind, { change, seen }) => {
    const stage = await scene({ buckets: locked });
    await stage.replicate("a");
    await change(stage);
    expect(await stage.status("source", "a")).toBe("PENDING");
    stage.mock.settle();
    expect(await stage.head("destination", "a")).toMatchObject(seen);
    expect(await stage.status("source", "a")).toBe("COMPLETED");
  });

  test("retention and legal hold travel on their own and do not overwrite each other", async () => {
    const stage = await scene({
      buckets: locked,
      delay: ({ operation }) => (operation === "RETENTION_PUT" ? 5_000 : 1_000),
    });
    await stage.replicate("a");
    for (const { change } of Object.values(kinds)) await change(stage);
    stage.mock.advance(1_000);
    const early = await stage.head("destination", "a");
    expect([early?.ObjectLockMode, early?.ObjectLockLegalHoldStatus]).toEqual([undefined, "ON"]);
    expect(await stage.status("source", "a")).toBe("PENDING");
    stage.mock.settle();
    const late = await stage.head("destination", "a");
    expect([late?.ObjectLockMode, late?.ObjectLockLegalHoldStatus]).toEqual(["GOVERNANCE", "ON"]);
  });
});

describe("an ACL", () => {
  const reader = `id="${"5".repeat(64)}"`;

  async function grantsAfter(stage: Scene): Promise<unknown> {
    await stage.client.send(
      new PutObjectAclCommand({ Bucket: "source", Key: "a", GrantRead: reader }),
    );
    stage.mock.settle();
    const acl = new GetObjectAclCommand({ Bucket: "destination", Key: "a" });
    return (await stage.client.send(acl)).Grants?.map(({ Permission }) => Permission);
  }

  async function withAcls(stage: Scene, ...buckets: string[]): Promise<Scene> {
    for (const Bucket of buckets) {
      await stage.client.send(
        new PutBucketOwnershipControlsCommand({
          Bucket,
          OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
        }),
      );
    }
    return stage;
  }

  test("travels where both buckets have ACLs", async () => {
    const stage = await withAcls(await scene(), "source", "destination");
    await stage.replicate("a");
    expect(await grantsAfter(stage)).toEqual(["READ"]);
    expect(await stage.status("source", "a")).toBe("COMPLETED");
  });

  test("stays behind where the rule gives the replica to the destination's owner", async () => {
    const rules = [
      v2To({ Account: "123456789012", AccessControlTranslation: { Owner: "Destination" } }),
    ];
    const stage = await withAcls(await scene({ rules }), "source", "destination");
    await stage.replicate("a");
    expect(await grantsAfter(stage)).toEqual(["FULL_CONTROL"]);
  });

  test("stays behind where the destination's owner owns all that is in it", async () => {
    const stage = await withAcls(await scene(), "source");
    await stage.replicate("a");
    expect(await grantsAfter(stage)).toEqual(["FULL_CONTROL"]);
  });
});
