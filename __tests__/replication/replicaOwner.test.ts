import {
  GetObjectAclCommand,
  ListObjectVersionsCommand,
  PutBucketOwnershipControlsCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { clientOf } from "../support/client.js";
import { v2To } from "../support/replicationConfigurations.js";
import { replicasPolicy } from "../support/replicationPolicies.js";
import { type Scene, scene } from "../support/replicationScene.js";

const theirs = "222222222222";
const policy = replicasPolicy("destination");
const acrossAccounts = { destination: { versioning: "Enabled", owner: theirs, policy } } as const;
const overriding = v2To({
  Account: theirs,
  AccessControlTranslation: { Owner: "Destination" },
});

async function ownerOf(client: S3Client, Bucket: string): Promise<string | undefined> {
  const { Versions } = await client.send(new ListObjectVersionsCommand({ Bucket }));
  return Versions?.[0]?.Owner?.ID;
}

async function withAcls(client: S3Client, Bucket: string): Promise<void> {
  await client.send(
    new PutBucketOwnershipControlsCommand({
      Bucket,
      OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
    }),
  );
}

function ownerClient({ mock }: Scene): S3Client {
  return clientOf(mock.as(theirs));
}

test("a replica in another account's bucket with ACLs belongs to the source's owner", async () => {
  const stage = await scene({ buckets: acrossAccounts });
  const owner = ownerClient(stage);
  await withAcls(owner, "destination");
  await stage.replicate("a");
  expect(await ownerOf(owner, "destination")).toBe(await ownerOf(stage.client, "source"));
});

test("a replica belongs to the destination's owner where the rule says so, with no ACL of the source", async () => {
  const stage = await scene({ buckets: acrossAccounts, rules: [overriding] });
  const owner = ownerClient(stage);
  await withAcls(owner, "destination");
  await withAcls(stage.client, "source");
  await stage.replicate("a", { GrantRead: `id="${"5".repeat(64)}"` });
  expect(await stage.status("source", "a")).toBe("COMPLETED");
  const acl = await owner.send(new GetObjectAclCommand({ Bucket: "destination", Key: "a" }));
  expect(acl.Owner?.ID).not.toBe(await ownerOf(stage.client, "source"));
  expect(acl.Grants).toEqual([
    { Grantee: { ID: acl.Owner?.ID, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" },
  ]);
});

test("a replica belongs to the destination's owner where that bucket owns all that is in it", async () => {
  const stage = await scene({ buckets: acrossAccounts });
  await stage.replicate("a");
  const owner = await ownerOf(ownerClient(stage), "destination");
  expect(owner).toBeDefined();
  expect(owner).not.toBe(await ownerOf(stage.client, "source"));
});

test("an ACL travels with the first copy between buckets with ACLs", async () => {
  const stage = await scene();
  await withAcls(stage.client, "source");
  await withAcls(stage.client, "destination");
  await stage.replicate("a", { GrantRead: `id="${"5".repeat(64)}"` });
  const [source, replica] = await Promise.all(
    ["source", "destination"].map((Bucket) =>
      stage.client.send(new GetObjectAclCommand({ Bucket, Key: "a" })),
    ),
  );
  expect(replica?.Grants).toEqual(source?.Grants);
});

// field-reports D7 (B)
describe("a change of an ACL, after the owner override was", () => {
  const before = v2To({ Bucket: "arn:aws:s3:::destination" });

  async function changed(first: typeof before, later: typeof before): Promise<number | undefined> {
    const stage = await scene({ buckets: acrossAccounts, rules: [first] });
    const owner = ownerClient(stage);
    await withAcls(owner, "destination");
    await withAcls(stage.client, "source");
    await stage.replicate("a");
    await stage.configure([later]);
    const grants = {
      GrantRead: `id="${"5".repeat(64)}"`,
      GrantFullControl: `id="${await ownerOf(stage.client, "source")}"`,
    };
    await stage.client.send(new PutObjectAclCommand({ Bucket: "source", Key: "a", ...grants }));
    stage.mock.settle();
    const reader = first === overriding ? owner : stage.client;
    const acl = await reader.send(new GetObjectAclCommand({ Bucket: "destination", Key: "a" }));
    return acl.Grants?.filter(({ Permission }) => Permission === "READ").length;
  }

  test("switched on for later objects, goes with an object that was replicated before", async () => {
    expect(await changed(before, overriding)).toBe(1);
  });

  test("switched off for later objects, stays behind for one that was replicated before", async () => {
    expect(await changed(overriding, before)).toBe(0);
  });
});

describe("an object that another account wrote into the source bucket", () => {
  async function written(): Promise<Scene & { readonly writer: S3Client }> {
    const stage = await scene();
    await withAcls(stage.client, "source");
    stage.mock.allow({ account: theirs, bucket: "source", actions: ["s3:PutObject*"] });
    const writer = ownerClient(stage);
    await writer.send(new PutObjectCommand({ Bucket: "source", Key: "a", Body: "data" }));
    return { ...stage, writer };
  }

  test("is FAILED while its ACL does not let the bucket's owner read it", async () => {
    const { mock, status } = await written();
    const reasons: string[] = [];
    mock.on("replicationFailed", ({ failureReason }) => reasons.push(failureReason));
    mock.settle();
    expect(reasons).toEqual(["SrcGetObjectNotPermitted"]);
    expect(await status("destination", "a")).toBe("missing");
  });

  test("replicates where its ACL lets the bucket's owner read it", async () => {
    const { mock, status, writer } = await written();
    await writer.send(
      new PutObjectAclCommand({ Bucket: "source", Key: "a", ACL: "bucket-owner-full-control" }),
    );
    mock.settle();
    expect(await status("source", "a")).toBe("COMPLETED");
    expect(await status("destination", "a")).toBe("REPLICA");
  });
});
