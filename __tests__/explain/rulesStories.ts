import {
  DeleteBucketReplicationCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from "@aws-sdk/client-s3";
import { v2 } from "../support/replicationConfigurations.js";
import { scene } from "../support/replicationScene.js";
import { named, type Story, tagged, taggedRule, toElsewhere } from "./story.js";

/** What leads to questions: of rules, and of versions that they leave alone. */
export const rulesStories: Readonly<Record<string, Story>> = {
  "rules that do not match, each for its own reason": async () => {
    const at = await scene({
      rules: [
        v2({ ID: "prefix", Priority: 1, Filter: { Prefix: "logs/" } }),
        v2({ ID: "case", Priority: 2, Filter: { Prefix: "REPORT" } }),
        v2({ ID: "off", Priority: 3, Status: "Disabled" }),
        v2({ ID: "tags", Priority: 4, ...tagged }),
      ],
    });
    await at.put("report.csv", { Tagging: "team=blue" });
    return [at];
  },
  "a rule of lower priority": async () => {
    const at = await scene({ rules: [v2(), v2({ ID: "stronger", Priority: 7 })] });
    await at.replicate("report.csv");
    return [at];
  },
  "an object under a KMS key that no rule selects": async () => {
    const at = await scene();
    await at.put("report.csv", { ServerSideEncryption: "aws:kms" });
    return [at];
  },
  "tags that came later": async () => {
    const at = await scene({ rules: [v2(taggedRule)] });
    const VersionId = await at.put("report.csv");
    const Tagging = { TagSet: [{ Key: "team", Value: "red" }] };
    await at.client.send(new PutObjectTaggingCommand({ ...named, VersionId, Tagging }));
    return [at];
  },
  "an archived storage class": async () => {
    const at = await scene();
    await at.put("report.csv", { StorageClass: "DEEP_ARCHIVE" });
    return [at];
  },
  "a version older than the configuration": async () => {
    const at = await scene({ rules: [] });
    await at.put("report.csv");
    await at.configure([v2(), v2({ ID: "logs", Priority: 2, Filter: { Prefix: "logs/" } })]);
    return [at];
  },
  "a version older than the configuration, that Batch Replication sent": async () => {
    const at = await scene({ rules: [] });
    await at.put("report.csv");
    await at.configure([v2()]);
    at.mock.batchReplicate({ bucket: "source" });
    at.mock.settle();
    return [at];
  },
  "a bucket without a configuration": async () => {
    const at = await scene({ rules: [] });
    await at.put("report.csv");
    return [at];
  },
  "a configuration that was deleted since": async () => {
    const at = await scene();
    await at.put("report.csv");
    await at.client.send(new DeleteBucketReplicationCommand({ Bucket: "source" }));
    return [at];
  },
  "a configuration that was replaced since": async () => {
    const at = await scene();
    await at.replicate("report.csv");
    await at.configure([toElsewhere()]);
    return [at];
  },
  "a null version": async () => {
    const at = await scene({
      rules: [],
      buckets: { plain: {} },
    });
    await at.client.send(
      new PutObjectCommand({ Bucket: "plain", Key: "report.csv", Body: "data" }),
    );
    return [at, { Bucket: "plain" }];
  },
};
