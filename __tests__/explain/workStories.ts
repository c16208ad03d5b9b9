import { metrics, replicationTime, v2, v2To } from "../support/replicationConfigurations.js";
import { scene } from "../support/replicationScene.js";
import { suspendVersioning } from "../support/suspendVersioning.js";
import { kmsKey, type Story, toElsewhere } from "./story.js";

/** What leads to questions: of versions on their way, done or failed. */
export const workStories: Readonly<Record<string, Story>> = {
  "a version on its way": async () => {
    const at = await scene();
    await at.put("report.csv");
    at.mock.advance(300);
    return [at];
  },
  "a version that was replicated": async () => {
    const at = await scene();
    await at.replicate("report.csv");
    return [at];
  },
  "a version on its way to one of two destinations": async () => {
    const delay = ({ ruleId }: { ruleId: string }) => (ruleId === "rule" ? 1_000 : 60_000);
    const at = await scene({ rules: [v2(), toElsewhere()], delay });
    await at.put("report.csv");
    at.mock.advance(1_000);
    return [at];
  },
  "a version that waits for reads of its status": async () => {
    const at = await scene({ delay: { reads: 2 } });
    await at.put("report.csv");
    await at.head("source", "report.csv");
    return [at];
  },
  "a version late under Replication Time Control": async () => {
    const rule = v2To({ ...replicationTime("Enabled"), ...metrics("Enabled", 15) });
    const at = await scene({ rules: [rule], delay: 20 * 60_000 });
    await at.put("report.csv");
    at.mock.advance(16 * 60_000);
    return [at];
  },
  "a version that an outage of a Region holds back": async () => {
    const at = await scene();
    at.mock.faults.unavailable({ region: "us-east-1" });
    await at.put("report.csv");
    at.mock.settle();
    return [at];
  },
  "a version that an outage of the destination holds back": async () => {
    const at = await scene();
    at.mock.faults.unavailable({ bucket: "destination" });
    await at.replicate("report.csv");
    return [at];
  },
  "a version that is going to fail": async () => {
    const at = await scene();
    await at.put("report.csv");
    await suspendVersioning(at.client, "destination");
    return [at];
  },
  "a version that failed for one of two destinations": async () => {
    const at = await scene({ rules: [v2(), toElsewhere()] });
    await suspendVersioning(at.client, "elsewhere");
    await at.replicate("report.csv");
    return [at];
  },
  "a denied permission": async () => {
    const at = await scene();
    at.mock.faults.deny({ action: "s3:ReplicateObject", destination: "destination" });
    await at.replicate("report.csv");
    return [at];
  },
  "a permission that is granted again": async () => {
    const at = await scene();
    const fault = at.mock.faults.deny({ action: "s3:GetObjectVersionForReplication" });
    await at.replicate("report.csv");
    fault.end();
    return [at];
  },
  "tags that did not arrive": async () => {
    const at = await scene();
    at.mock.faults.deny({ action: "s3:ReplicateTags" });
    await at.replicate("report.csv", { Tagging: "team=red" });
    return [at];
  },
  "a role that S3 cannot assume": async () => {
    const at = await scene();
    at.mock.faults.breakRole();
    await at.replicate("report.csv");
    return [at];
  },
  "a disabled KMS key": async () => {
    const rule = v2To(
      { EncryptionConfiguration: { ReplicaKmsKeyID: kmsKey } },
      { SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: "Enabled" } } },
    );
    const at = await scene({ rules: [rule] });
    at.mock.faults.disableKmsKey(kmsKey);
    await at.replicate("report.csv", { ServerSideEncryption: "aws:kms" });
    return [at];
  },
  "a change of tags on its way": async () => {
    const at = await scene();
    await at.replicate("report.csv");
    await at.tag("source", "report.csv", "new");
    return [at];
  },
};
