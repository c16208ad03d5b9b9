import { PutBucketInventoryConfigurationCommand, PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { controlled, type Scene } from "../support/controlled.js";
import { inventoryPolicy } from "../support/inventoryScene.js";

async function report({ client, command }: Scene): Promise<void> {
  const Policy = inventoryPolicy({}, { bucket: "backup" });
  await client.send(new PutBucketPolicyCommand({ Bucket: "backup", Policy }));
  await client.send(
    new PutBucketInventoryConfigurationCommand({
      Bucket: "source",
      Id: "list",
      InventoryConfiguration: {
        Id: "list",
        IsEnabled: true,
        IncludedObjectVersions: "Current",
        OptionalFields: ["Size", "ReplicationStatus"],
        Schedule: { Frequency: "Daily" },
        Destination: { S3BucketDestination: { Bucket: "arn:aws:s3:::backup", Format: "CSV" } },
      },
    }),
  );
  await command("advance", "1d");
}

test("inventory prints the rows of the last report", async () => {
  await controlled(async (scene) => {
    await report(scene);
    const { stdout } = await scene.command("inventory", "s3://source");
    expect(stdout).toBe("bucket  key  size\nsource  old  1\n1 row");
    const { stdout: json } = await scene.command("inventory", "s3://source", "--json");
    expect(JSON.parse(json)).toEqual([{ bucket: "source", key: "old", size: 1 }]);
  });
});

test("query runs SQL over it", async () => {
  await controlled(async (scene) => {
    await report(scene);
    const sql = "select key, dt from inventory where replication_status = ''";
    expect((await scene.command("query", sql)).stdout).toBe(
      "key  dt\nold  2026-01-01-01-00\n1 row",
    );
  });
});

test("both say what is missing", async () => {
  await controlled(async ({ command }) => {
    expect((await command("inventory", "source")).stderr).toMatch(/one such as s3:\/\/source/);
    expect((await command("inventory", "s3://source")).stderr).toMatch(
      /no inventory configuration/,
    );
    expect((await command("query", "select 1")).stderr).toMatch(/no inventory report/);
  });
});
