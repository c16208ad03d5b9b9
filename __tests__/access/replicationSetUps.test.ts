import {
  DeleteObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { clientOf } from "../support/client.js";
import {
  accountA,
  accountB,
  keyStatements,
  permissionScene,
  policyOf,
  reading,
  roleArn,
  rolePolicy,
  ruleTo,
  sourceKey,
  trust,
} from "../support/permissionScene.js";
import { ownKey, setUps, underKms, withPolicy } from "./replicationSetUps.js";

describe("replication under the documents of set-up", () => {
  test.each(setUps)("%s, %s, ends as on S3", async (_number, _name, setUp, outcome) => {
    const scene = await permissionScene(setUp);
    const { status, replica = status === "COMPLETED" ? "t=1" : "none", reason, text } = outcome;
    expect({ status: scene.status(), replica: scene.replica(), reasons: scene.reasons }).toEqual({
      status,
      replica,
      reasons: reason === undefined ? [] : [reason],
    });
    const told = scene.explain().text;
    if (text === undefined) expect(told).toContain("COMPLETED");
    else expect(told).toContain(text);
  });

  test("21, no s3:ReplicateDelete, keeps the object current where it was deleted", async () => {
    const scene = await permissionScene(withPolicy({ write: ["s3:ReplicateObject"] }));
    await scene.client.send(new DeleteObjectCommand({ Bucket: "src", Key: "k" }));
    scene.mock.settle();
    expect(scene.status()).toBe("COMPLETED");
    expect(scene.mock.bucket("dst")?.versions).toEqual([
      expect.objectContaining({ isLatest: true, isDeleteMarker: false }),
    ]);
    expect(scene.reasons).toEqual(["DstDelObjNotPermitted"]);
    expect(scene.explain().text).toContain('"Action":"s3:ReplicateDelete"');
  });

  test("26, a second destination that the role's policy leaves out, fails alone", async () => {
    const scene = await permissionScene({
      more: { dst2: { versioning: "Enabled" } },
      rules: [ruleTo("dst", 1), ruleTo("dst2", 2)],
    });
    expect(scene.status()).toBe("FAILED");
    expect([scene.replica("dst"), scene.replica("dst2")]).toEqual(["t=1", "none"]);
    expect(scene.reasons).toEqual(["DstPutObjectNotPermitted"]);
    expect(scene.explain().text).toContain('"Resource":"arn:aws:s3:::dst2/k"');
  });

  test.each([
    ["s3:ExistingObjectTag/t", "1", "COMPLETED"],
    ["s3:ExistingObjectTag/t", "other", "FAILED"],
    ["s3:ResourceAccount", accountA, "COMPLETED"],
    ["s3:ResourceAccount", accountB, "FAILED"],
  ])("a role that may read where %s is %s, ends %s", async (name, value, status) => {
    const [Resource, Condition] = ["arn:aws:s3:::src/*", { StringEquals: { [name]: value } }];
    const read = { Effect: "Allow", Action: reading, Resource, Condition };
    const setUp = withPolicy({ read: ["s3:GetObjectVersionTagging"], also: [read] });
    const scene = await permissionScene(setUp);
    expect(scene.status()).toBe(status);
  });

  test("28 to 30, a policy that is taken away and given back, counts when work is done", async () => {
    const scene = await permissionScene({});
    const { iam } = scene.mock;
    const role = { Arn: roleArn, AssumeRolePolicyDocument: trust };
    iam.putRole(role);
    await scene.tag("2");
    expect([scene.status(), scene.replica()]).toEqual(["FAILED", "t=1"]);
    expect(scene.reasons).toEqual(["SrcHeadObjectNotPermitted"]);
    iam.putRole({ ...role, Policies: [rolePolicy()] });
    scene.mock.settle();
    expect([scene.status(), scene.replica()]).toEqual(["FAILED", "t=1"]);
    expect(scene.explain().text).toContain("The documents of now allow it.");
    await scene.tag("3");
    expect([scene.status(), scene.replica()]).toEqual(["COMPLETED", "t=3"]);
  });

  test("what the documents will refuse is foreseen while the work is waiting", async () => {
    const { mock, client } = await permissionScene({});
    mock.iam.putRole({
      Arn: roleArn,
      AssumeRolePolicyDocument: trust,
      Policies: [rolePolicy({ write: ["s3:ReplicateDelete"] })],
    });
    await client.send(new PutObjectCommand({ Bucket: "src", Key: "k", Body: "more" }));
    const { text, advice } = mock.explain({ Bucket: "src", Key: "k" });
    expect(text).toContain("As things stand it will end FAILED, DstPutObjectNotPermitted.");
    expect(advice[0]).toBe(
      `Add to the policies of ${roleArn}: {"Effect":"Allow","Action":"s3:ReplicateObject","Resource":"arn:aws:s3:::dst/k"}`,
    );
  });

  test("a rule that names another account than the destination's owner is refused", async () => {
    const { reasons, explain } = await permissionScene({
      rule: { Destination: { Bucket: "arn:aws:s3:::dst", Account: "444455556666" } },
    });
    expect(reasons).toEqual(["DstPutObjectNotPermitted"]);
    expect(explain().text).toContain(
      "The rule names account 444455556666, and the destination belongs to 111122223333.",
    );
  });

  test("a public policy lets the role in until RestrictPublicBuckets is on", async () => {
    const { mock, client, reasons, explain } = await permissionScene({
      destination: { versioning: "Enabled", owner: accountB },
    });
    const owner = clientOf(mock.as(accountB));
    const block = (PublicAccessBlockConfiguration: object) =>
      owner.send(
        new PutPublicAccessBlockCommand({ Bucket: "dst", PublicAccessBlockConfiguration }),
      );
    const write = async () => {
      await client.send(new PutObjectCommand({ Bucket: "src", Key: "k", Body: "more" }));
      mock.settle();
      return mock.bucket("src")?.versions[0]?.replicationStatus;
    };
    await block({ BlockPublicPolicy: false });
    const Policy = JSON.stringify(
      policyOf({
        Effect: "Allow",
        Principal: "*",
        Action: "s3:ReplicateObject",
        Resource: "arn:aws:s3:::dst/*",
      }),
    );
    await owner.send(new PutBucketPolicyCommand({ Bucket: "dst", Policy }));
    expect(await write()).toBe("COMPLETED");
    await block({ RestrictPublicBuckets: true });
    expect(await write()).toBe("FAILED");
    expect(reasons.at(-1)).toBe("DstPutObjectNotPermitted");
    expect(explain().text).toContain("RestrictPublicBuckets keeps other accounts out");
  });

  test("a role that was deleted cannot be assumed", async () => {
    const scene = await permissionScene({});
    scene.mock.iam.deleteRole("repl");
    await scene.client.send(new PutObjectCommand({ Bucket: "src", Key: "k", Body: "more" }));
    scene.mock.settle();
    expect(scene.reasons).toEqual(["AssumeRoleNotPermitted"]);
  });

  test("a key that is disabled by its description cannot be used", async () => {
    const scene = await permissionScene({
      ...underKms(ownKey, keyStatements(ownKey)),
      keys: [{ Arn: sourceKey }, { Arn: ownKey, KeyState: "Disabled" }],
    });
    expect(scene.reasons).toEqual(["DstKmsKeyInvalidState"]);
  });
});
