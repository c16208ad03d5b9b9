import { deepEqual, equal } from "node:assert/strict";
import * as sdk from "@aws-sdk/client-s3";
import { configure, errorName, type Fact, pairOf, ruleTo } from "./fact.js";

/** What holds of replication configurations, wherever nothing has to be copied. */
export const configurationFacts: readonly Fact[] = [
  {
    title: "a bucket without a configuration says ReplicationConfigurationNotFoundError",
    async check(contract) {
      const { box } = await contract.buckets({ box: {} });
      const get = new sdk.GetBucketReplicationCommand({ Bucket: box.name });
      equal(await errorName(contract.client.send(get)), "ReplicationConfigurationNotFoundError");
    },
  },
  {
    title: "deleting a configuration that is not there succeeds",
    async check(contract) {
      const { box } = await contract.buckets({ box: {} });
      const deletion = new sdk.DeleteBucketReplicationCommand({ Bucket: box.name });
      equal(await errorName(contract.client.send(deletion)), "");
    },
  },
  {
    title: "deleting a configuration leaves the bucket where it is",
    async check(contract) {
      const pair = await pairOf(contract);
      const deletion = new sdk.DeleteBucketReplicationCommand({ Bucket: pair.from });
      await contract.client.send(deletion);
      const bucket = new sdk.HeadBucketCommand({ Bucket: pair.from });
      equal(await errorName(contract.client.send(bucket)), "");
    },
  },
  {
    title: "a source without versioning is InvalidRequest",
    async check(contract) {
      const { from, to } = await contract.buckets({ from: {}, to: { versioning: "Enabled" } });
      const put = configure(contract, from.name, [ruleTo(to.name)]);
      equal(await errorName(put), "InvalidRequest");
    },
  },
  {
    title: "a destination without versioning is InvalidRequest",
    async check(contract) {
      const { from, to } = await contract.buckets({ from: { versioning: "Enabled" }, to: {} });
      const put = configure(contract, from.name, [ruleTo(to.name)]);
      equal(await errorName(put), "InvalidRequest");
    },
  },
  {
    title: "a configuration without rules is MalformedXML",
    async check(contract) {
      const { from } = await contract.buckets({ from: { versioning: "Enabled" } });
      equal(await errorName(configure(contract, from.name, [])), "MalformedXML");
    },
  },
  {
    title: "a configuration is read back as it was put",
    async check(contract) {
      const { from, to } = await contract.buckets({
        from: { versioning: "Enabled" },
        to: { versioning: "Enabled" },
      });
      const Filter = { And: { Prefix: "a/", Tags: [{ Key: "team", Value: "red" }] } };
      const rule = ruleTo(to.name, { ID: "both", Priority: 7, Filter });
      await configure(contract, from.name, [rule]);
      const get = new sdk.GetBucketReplicationCommand({ Bucket: from.name });
      const { ReplicationConfiguration } = await contract.client.send(get);
      deepEqual(ReplicationConfiguration?.Rules, [rule]);
    },
  },
  {
    title: "two rules of one id are refused",
    async check(contract) {
      const { from, to } = await contract.buckets({
        from: { versioning: "Enabled" },
        to: { versioning: "Enabled" },
      });
      const rules = [ruleTo(to.name), ruleTo(to.name, { Priority: 2 })];
      equal((await errorName(configure(contract, from.name, rules))) === "", false);
    },
  },
];
