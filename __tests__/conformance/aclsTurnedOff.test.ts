import type { AccessControlPolicy, PutObjectAclCommandInput } from "@aws-sdk/client-s3";
import { errorOf } from "../support/client.js";
import { objectStore } from "../support/objectStore.js";
import { sendByName } from "../support/sending.js";

const key = { Bucket: "plain", Key: "k" };
const stranger = "0".repeat(64);

async function ownerId(s3: ReturnType<typeof objectStore>["s3"]): Promise<string> {
  return (await s3.getBucketAcl({ Bucket: "plain" })).Owner?.ID ?? "";
}

// field-reports R11 (A)
describe("in a bucket that has ACLs turned off", () => {
  test.each(["PutObject", "CopyObject", "CreateMultipartUpload"])(
    "%s is refused with an ACL that is not bucket-owner-full-control",
    async (operation) => {
      const { s3 } = objectStore();
      await s3.putObject({ ...key, Body: "x" });
      const write = { ...key, CopySource: "plain/k", MetadataDirective: "REPLACE" } as const;
      const id = await ownerId(s3);
      for (const acl of [
        { ACL: "bucket-owner-read" },
        { ACL: "public-read" },
        { GrantFullControl: `id=${id}` },
        { GrantRead: `id=${stranger}` },
      ] as const) {
        expect(await errorOf(sendByName(s3, operation, { ...write, ...acl }))).toMatchObject({
          name: "AccessControlListNotSupported",
          $metadata: { httpStatusCode: 400 },
        });
      }
      const allowed = await sendByName(s3, operation, {
        ...write,
        ACL: "bucket-owner-full-control",
      });
      expect(allowed).toMatchObject({ $metadata: { httpStatusCode: 200 } });
    },
  );

  test("GetObjectAcl and GetBucketAcl hide the grants from before, and show them again", async () => {
    const { s3 } = objectStore();
    const own = (ObjectOwnership: "ObjectWriter" | "BucketOwnerEnforced") =>
      s3.putBucketOwnershipControls({
        Bucket: "plain",
        OwnershipControls: { Rules: [{ ObjectOwnership }] },
      });
    const grants = async () => [
      (await s3.getObjectAcl(key)).Grants?.length,
      (await s3.getBucketAcl({ Bucket: "plain" })).Grants?.length,
    ];
    await own("ObjectWriter");
    await s3.deletePublicAccessBlock({ Bucket: "plain" });
    await s3.putObject({ ...key, Body: "x", ACL: "authenticated-read" });
    await s3.putBucketAcl({ Bucket: "plain", ACL: "authenticated-read" });
    expect(await grants()).toEqual([2, 2]);
    await s3.putBucketAcl({ Bucket: "plain", ACL: "private" });
    await own("BucketOwnerEnforced");
    expect(await grants()).toEqual([1, 1]);
    await own("ObjectWriter");
    expect(await grants()).toEqual([2, 1]);
  });

  // field-reports R12 (A)
  test.each<[string, (owner: string) => Partial<PutObjectAclCommandInput>, string]>([
    ["an unknown canned ACL", () => ({ ACL: "fake-acl" as "private" }), "InvalidArgument"],
    [
      "a group that is none",
      () => ({ GrantRead: "uri=http://example.com/group" }),
      "InvalidArgument",
    ],
    ["a user that is none", () => ({ GrantRead: "id=nobody" }), "InvalidArgument"],
    [
      "a canned ACL beside grants",
      (id) => ({ ACL: "private", GrantRead: `id=${id}` }),
      "InvalidRequest",
    ],
    [
      "a document without an owner",
      () => ({ AccessControlPolicy: { Grants: [] } }),
      "MalformedACLError",
    ],
    [
      "a document beside a header",
      (id) => ({ ACL: "private", AccessControlPolicy: policyOf(id) }),
      "UnexpectedContent",
    ],
    ["nothing", () => ({}), "MissingSecurityHeader"],
    ["a private ACL", () => ({ ACL: "private" }), "AccessControlListNotSupported"],
    [
      "a document",
      (id) => ({ AccessControlPolicy: policyOf(id) }),
      "AccessControlListNotSupported",
    ],
  ])("an ACL request with %s is judged for itself first", async (_name, acl, name) => {
    const { s3 } = objectStore();
    await s3.putObject({ ...key, Body: "x" });
    const input = acl(await ownerId(s3));
    expect(await errorOf(sendByName(s3, "PutObjectAcl", { ...key, ...input }))).toMatchObject({
      name,
    });
    expect(
      await errorOf(sendByName(s3, "PutBucketAcl", { Bucket: "plain", ...input })),
    ).toMatchObject({ name });
    if ("AccessControlPolicy" in input || Object.keys(input).length === 0) return;
    const isOwnersPrivate = input.ACL === "private" && input.GrantRead === undefined;
    if (isOwnersPrivate) return;
    expect(await errorOf(s3.putObject({ ...key, ...input, Body: "x" }))).toMatchObject({ name });
  });
});

function policyOf(ID: string): AccessControlPolicy {
  return {
    Owner: { ID },
    Grants: [{ Grantee: { Type: "CanonicalUser", ID }, Permission: "FULL_CONTROL" }],
  };
}
