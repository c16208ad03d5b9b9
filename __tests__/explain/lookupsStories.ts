import { CopyObjectCommand, DeleteObjectCommand } from "@aws-sdk/client-s3";
import { v2 } from "../support/replicationConfigurations.js";
import { scene } from "../support/replicationScene.js";
import { named, type Story, taggedRule, toElsewhere } from "./story.js";

/** What leads to questions: of delete markers, replicas, and what is not there. */
export const lookupsStories: Readonly<Record<string, Story>> = {
  "a delete marker that was replicated": async () => {
    const at = await scene({ rules: [v2({ DeleteMarkerReplication: { Status: "Enabled" } })] });
    await at.replicate("report.csv");
    await at.mark("report.csv");
    at.mock.settle();
    return [at];
  },
  "a delete marker that stays": async () => {
    const at = await scene();
    await at.replicate("report.csv");
    await at.mark("report.csv");
    return [at];
  },
  "a delete marker and a rule with tags": async () => {
    const at = await scene({ rules: [v2(taggedRule)] });
    await at.mark("report.csv");
    return [at];
  },
  "a replica": async () => {
    const at = await scene();
    await at.replicate("report.csv");
    return [at, { Bucket: "destination" }];
  },
  "a replica in a bucket that replicates too": async () => {
    const at = await scene();
    await at.configure([toElsewhere()], "destination");
    await at.replicate("report.csv");
    return [at, { Bucket: "destination" }];
  },
  "a replica whose source is gone": async () => {
    const at = await scene();
    const VersionId = await at.replicate("report.csv");
    await at.client.send(new DeleteObjectCommand({ ...named, VersionId }));
    return [at, { Bucket: "destination" }];
  },
  "a replica that was deleted": async () => {
    const at = await scene();
    const VersionId = await at.replicate("report.csv");
    await at.client.send(new DeleteObjectCommand({ ...named, Bucket: "destination", VersionId }));
    return [at];
  },
  "a replica under a delete marker": async () => {
    const at = await scene();
    await at.replicate("report.csv");
    await at.mark("report.csv", "destination");
    return [at];
  },
  "a replica that has not arrived yet": async () => {
    const at = await scene();
    await at.put("report.csv");
    return [at, { Bucket: "destination" }];
  },
  "a version that was deleted while it was on its way": async () => {
    const at = await scene();
    const VersionId = await at.put("report.csv");
    at.mock.advance(100);
    await at.client.send(new DeleteObjectCommand({ ...named, VersionId }));
    return [at, { VersionId }];
  },
  "a version that was deleted after it was replicated": async () => {
    const at = await scene();
    const VersionId = await at.replicate("report.csv");
    await at.client.send(new DeleteObjectCommand({ ...named, VersionId }));
    return [at, { VersionId }];
  },
  "a key whose only version was deleted": async () => {
    const at = await scene();
    const VersionId = await at.replicate("report.csv");
    await at.client.send(new DeleteObjectCommand({ ...named, VersionId }));
    return [at];
  },
  "a key that never existed": async () => [await scene()],
  "a key with a slash too many": async () => {
    const at = await scene();
    await at.put("report.csv");
    return [at, { Key: "/report.csv" }];
  },
  "a version id that S3 never issued": async () => {
    const at = await scene();
    await at.put("report.csv");
    return [at, { VersionId: "1" }];
  },
  "a missing bucket": async () => [await scene(), { Bucket: "nowhere" }],
  "a copy of a replica, which is a version of its own": async () => {
    const at = await scene();
    await at.configure([toElsewhere()], "destination");
    await at.replicate("report.csv");
    await at.client.send(
      new CopyObjectCommand({
        Bucket: "destination",
        Key: "copy.csv",
        CopySource: "destination/report.csv",
      }),
    );
    return [at, { Bucket: "destination", Key: "copy.csv" }];
  },
};
