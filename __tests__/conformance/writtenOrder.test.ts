import {
  PutBucketLifecycleConfigurationCommand,
  PutBucketReplicationCommand,
} from "@aws-sdk/client-s3";
import { served } from "../support/server.js";

/** The names of a document's elements, in the order in which they begin. */
async function elementsOf(url: string): Promise<string[]> {
  const document = await (await fetch(url)).text();
  return [...document.matchAll(/<(\w+)[ />]/g)].map(([, name = ""]) => name);
}

// field-reports D17 (C): `assumed`, as the API Reference's sample has it.
test("GetBucketReplication has the elements of a rule in one order", async () => {
  await served(
    async ({ client, server }) => {
      const Rule = {
        Destination: { Bucket: "arn:aws:s3:::plain" },
        SourceSelectionCriteria: { ReplicaModifications: { Status: "Enabled" } },
        Filter: { Prefix: "a" },
        DeleteMarkerReplication: { Status: "Disabled" },
        Priority: 1,
        Status: "Enabled",
      } as const;
      const Rules = ["z", "a"].map((ID, Priority) => ({ ...Rule, ID, Priority }));
      const Role = "arn:aws:iam::123456789012:role/r";
      const ReplicationConfiguration = { Role, Rules };
      await client().send(
        new PutBucketReplicationCommand({ Bucket: "source", ReplicationConfiguration }),
      );
      const names = await elementsOf(`${server.url}/source?replication`);
      const rule = [
        "Rule",
        "ID",
        "Status",
        "Priority",
        "DeleteMarkerReplication",
        "Status",
        "Filter",
        "Prefix",
        "SourceSelectionCriteria",
        "ReplicaModifications",
        "Status",
        "Destination",
        "Bucket",
      ];
      expect(names).toEqual(["ReplicationConfiguration", "Role", ...rule, ...rule]);
    },
    { buckets: { source: { versioning: "Enabled" }, plain: { versioning: "Enabled" } } },
  );
});

// lifecycle-inventory-batch A4: recorded.
test("GetBucketLifecycleConfiguration has ID, Filter and Status before the actions", async () => {
  await served(async ({ client, server }) => {
    const Rules = [{ Expiration: { Days: 1 }, Status: "Enabled", Filter: {}, ID: "r" } as const];
    await client().send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket: "plain",
        LifecycleConfiguration: { Rules },
      }),
    );
    const names = await elementsOf(`${server.url}/plain?lifecycle`);
    expect(names).toEqual([
      "LifecycleConfiguration",
      "Rule",
      "ID",
      "Filter",
      "Status",
      "Expiration",
      "Days",
    ]);
  });
});
