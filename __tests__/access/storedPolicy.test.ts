import { GetBucketPolicyStatusCommand, GetObjectCommand } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import type { SavedState } from "../../lib/snapshot/savedState.js";
import { readState } from "../../lib/snapshot/stateFormat.js";
import { relationProblem } from "../../lib/snapshot/stateRelations.js";
import { clientOf, errorOf } from "../support/client.js";
import { policyOf } from "../support/permissionScene.js";

const policy = policyOf({
  Effect: "Deny",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::docs/*",
});
const seeded = () => replicationMock({ buckets: { docs: { objects: { k: "text" }, policy } } });

describe("a bucket policy", () => {
  test("judges again after its state came back from bytes", async () => {
    const mock = replicationMock();
    mock.restore(seeded().snapshot().toBytes());
    const client = clientOf(mock);
    const get = client.send(new GetObjectCommand({ Bucket: "docs", Key: "k" }));
    expect((await errorOf(get)).message).toContain("explicit deny in a resource-based policy");
    const status = await client.send(new GetBucketPolicyStatusCommand({ Bucket: "docs" }));
    expect(status.PolicyStatus).toEqual({ IsPublic: false });
  });

  test("that S3 would refuse is no part of a state", () => {
    // What it is, the schema has said of it before.
    const { state: read, bodies } = readState([seeded().snapshot().toBytes()]);
    const state = read as SavedState & { work: [] };
    expect(relationProblem(state, bodies)).toBeUndefined();
    state.buckets[0]?.documents.set("policy", { Policy: "{" });
    expect(relationProblem(state, bodies)).toBe("s3://docs has a policy that S3 refuses");
  });

  test("in the options is checked as PutBucketPolicy does", () => {
    const buckets = { docs: { policy: policyOf() } };
    expect(() => replicationMock({ buckets })).toThrow(
      'S3 refuses buckets["docs"].policy: MalformedPolicy: Could not parse the policy: Statement is empty!',
    );
  });
});
