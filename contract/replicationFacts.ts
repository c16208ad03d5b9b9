import { deepEqual, equal } from "node:assert/strict";
import * as sdk from "@aws-sdk/client-s3";
import { configure, errorName, type Fact, head, pairOf, ruleTo, textOf } from "./fact.js";

/** What holds of what is replicated. */
const copyingFacts: readonly Fact[] = [
  {
    title: "an object is COMPLETED at its source and REPLICA at its destination",
    async check(contract) {
      const pair = await pairOf(contract);
      await pair.put("key");
      const uri = `s3://${pair.from}/key`;
      equal(await contract.replicated(uri), "COMPLETED");
      equal((await head(contract, pair.to, "key")).ReplicationStatus, "REPLICA");
    },
  },
  {
    title: "a replica has the content, the version id and the ETag of its source",
    async check(contract) {
      const pair = await pairOf(contract);
      const versionId = await pair.put("key", { Body: "content" });
      await contract.replicated(`s3://${pair.from}/key`);
      equal(await textOf(contract, pair.to, "key"), "content");
      const { VersionId, ETag } = await head(contract, pair.to, "key");
      const source = await head(contract, pair.from, "key");
      deepEqual({ VersionId, ETag }, { VersionId: versionId, ETag: source.ETag });
    },
  },
  {
    title: "a replica has the metadata and the tags of its source",
    async check(contract) {
      const pair = await pairOf(contract);
      await pair.put("key", { Metadata: { team: "red" }, Tagging: "a=1" });
      await contract.replicated(`s3://${pair.from}/key`);
      deepEqual((await head(contract, pair.to, "key")).Metadata, { team: "red" });
      const tagging = new sdk.GetObjectTaggingCommand({ Bucket: pair.to, Key: "key" });
      deepEqual((await contract.client.send(tagging)).TagSet, [{ Key: "a", Value: "1" }]);
    },
  },
  {
    title: "an object that no rule is for has no replication status",
    async check(contract) {
      const pair = await pairOf(contract, { Filter: { Prefix: "a/" } });
      await pair.put("b/key");
      equal((await head(contract, pair.from, "b/key")).ReplicationStatus, undefined);
    },
  },
  {
    title: "a rule that is Disabled replicates nothing",
    async check(contract) {
      const pair = await pairOf(contract, { Status: "Disabled" });
      await pair.put("key");
      equal((await head(contract, pair.from, "key")).ReplicationStatus, undefined);
    },
  },
  {
    title: "a rule with a tag is for objects that are written with it",
    async check(contract) {
      const pair = await pairOf(contract, { Filter: { Tag: { Key: "a", Value: "1" } } });
      await pair.put("with", { Tagging: "a=1" });
      await pair.put("without");
      equal(await contract.replicated(`s3://${pair.from}/with`), "COMPLETED");
      equal((await head(contract, pair.from, "without")).ReplicationStatus, undefined);
    },
  },
  {
    title: "objects from before the configuration stay where they are",
    async check(contract) {
      const versioning = "Enabled";
      const { from, to } = await contract.buckets({ from: { versioning }, to: { versioning } });
      const old = new sdk.PutObjectCommand({ Bucket: from.name, Key: "old", Body: "x" });
      await contract.client.send(old);
      await configure(contract, from.name, [ruleTo(to.name)]);
      await contract.settle();
      equal((await head(contract, from.name, "old")).ReplicationStatus, undefined);
      equal(await errorName(head(contract, to.name, "old")), "NotFound");
    },
  },
  {
    title: "the storage class of the rule is that of the replica",
    async check(contract) {
      const { from, to } = await contract.buckets({
        from: { versioning: "Enabled" },
        to: { versioning: "Enabled" },
      });
      const Bucket = `arn:aws:s3:::${to.name}`;
      const Destination = { Bucket, StorageClass: "STANDARD_IA" } as const;
      await configure(contract, from.name, [ruleTo(to.name, { Destination })]);
      const put = new sdk.PutObjectCommand({ Bucket: from.name, Key: "key", Body: "x" });
      await contract.client.send(put);
      await contract.replicated(`s3://${from.name}/key`);
      equal((await head(contract, to.name, "key")).StorageClass, "STANDARD_IA");
    },
  },
  {
    title: "a delete marker stays at its source unless the rule says otherwise",
    async check(contract) {
      const pair = await pairOf(contract);
      await pair.put("key");
      await contract.replicated(`s3://${pair.from}/key`);
      const deletion = new sdk.DeleteObjectCommand({ Bucket: pair.from, Key: "key" });
      await contract.client.send(deletion);
      await contract.settle();
      equal(await errorName(head(contract, pair.to, "key")), "");
    },
  },
  {
    title: "a delete marker is replicated where the rule says so",
    needs: ["time"],
    async check(contract) {
      const pair = await pairOf(contract, { DeleteMarkerReplication: { Status: "Enabled" } });
      await pair.put("key");
      const deletion = new sdk.DeleteObjectCommand({ Bucket: pair.from, Key: "key" });
      await contract.client.send(deletion);
      // A delete marker shows no status that could be waited for.
      await contract.settle();
      equal(await errorName(head(contract, pair.to, "key")), "NotFound");
    },
  },
  {
    title: "deleting a version by its id leaves the replica",
    async check(contract) {
      const pair = await pairOf(contract);
      const VersionId = await pair.put("key");
      await contract.replicated(`s3://${pair.from}/key`);
      const Bucket = pair.from;
      await contract.client.send(new sdk.DeleteObjectCommand({ Bucket, Key: "key", VersionId }));
      await contract.settle();
      equal(await errorName(head(contract, pair.to, "key")), "");
    },
  },
  {
    title: "a change of tags follows to the replica",
    async check(contract) {
      const pair = await pairOf(contract);
      await pair.put("key");
      await contract.replicated(`s3://${pair.from}/key`);
      const Tagging = { TagSet: [{ Key: "b", Value: "2" }] };
      const object = { Bucket: pair.from, Key: "key" };
      await contract.client.send(new sdk.PutObjectTaggingCommand({ ...object, Tagging }));
      await contract.replicated(`s3://${pair.from}/key`);
      const tagging = new sdk.GetObjectTaggingCommand({ Bucket: pair.to, Key: "key" });
      deepEqual((await contract.client.send(tagging)).TagSet, [{ Key: "b", Value: "2" }]);
    },
  },
  {
    title: "a replica is not replicated any further",
    async check(contract) {
      const versioning = "Enabled";
      const { a, b, c } = await contract.buckets({
        a: { versioning },
        b: { versioning },
        c: { versioning },
      });
      await configure(contract, b.name, [ruleTo(c.name)]);
      await configure(contract, a.name, [ruleTo(b.name)]);
      await contract.client.send(
        new sdk.PutObjectCommand({ Bucket: a.name, Key: "key", Body: "x" }),
      );
      await contract.replicated(`s3://${a.name}/key`);
      await contract.settle();
      equal(await errorName(head(contract, c.name, "key")), "NotFound");
    },
  },
  {
    title: "of two rules to one bucket the higher priority wins",
    async check(contract) {
      const versioning = "Enabled";
      const { from, to } = await contract.buckets({ from: { versioning }, to: { versioning } });
      const Bucket = `arn:aws:s3:::${to.name}`;
      const low = ruleTo(to.name, {
        ID: "low",
        Destination: { Bucket, StorageClass: "GLACIER_IR" },
      });
      const Destination = { Bucket, StorageClass: "STANDARD_IA" } as const;
      const high = ruleTo(to.name, { ID: "high", Priority: 2, Destination });
      await configure(contract, from.name, [low, high]);
      await contract.client.send(
        new sdk.PutObjectCommand({ Bucket: from.name, Key: "key", Body: "x" }),
      );
      await contract.replicated(`s3://${from.name}/key`);
      equal((await head(contract, to.name, "key")).StorageClass, "STANDARD_IA");
    },
  },
  {
    title: "an object for two buckets is COMPLETED when both have it",
    async check(contract) {
      const versioning = "Enabled";
      const { from, one, two } = await contract.buckets({
        from: { versioning },
        one: { versioning },
        two: { versioning },
      });
      const second = ruleTo(two.name, { ID: "second", Priority: 2 });
      await configure(contract, from.name, [ruleTo(one.name), second]);
      await contract.client.send(
        new sdk.PutObjectCommand({ Bucket: from.name, Key: "key", Body: "x" }),
      );
      equal(await contract.replicated(`s3://${from.name}/key`), "COMPLETED");
      for (const { name } of [one, two]) {
        equal((await head(contract, name, "key")).ReplicationStatus, "REPLICA");
      }
    },
  },
  {
    title: "a destination whose versioning was suspended later lets replication end FAILED",
    async check(contract) {
      const pair = await pairOf(contract);
      const VersioningConfiguration = { Status: "Suspended" } as const;
      await contract.client.send(
        new sdk.PutBucketVersioningCommand({ Bucket: pair.to, VersioningConfiguration }),
      );
      await pair.put("key");
      equal(await contract.replicated(`s3://${pair.from}/key`), "FAILED");
    },
  },
];

/** They need an endpoint that copies. */
export const replicationFacts: readonly Fact[] = copyingFacts.map((fact) => ({
  ...fact,
  needs: ["replication", ...(fact.needs ?? [])],
}));
