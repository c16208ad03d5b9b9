import {
  blocksPolicy,
  effectiveSettings,
  preventedMessage,
  restrictsBucket,
} from "../../../lib/access/policies/publicAccess/publicAccessSettings.js";
import { accountA, alice, allow, anonymous, bob, policyOf, rootA } from "./question.js";

test("a setting is on where it is on for the bucket, the account or the organization", () => {
  const all = effectiveSettings({ BlockPublicAcls: true }, undefined, {
    BlockPublicAcls: false,
    RestrictPublicBuckets: true,
  });
  expect(all).toEqual({
    BlockPublicAcls: true,
    IgnorePublicAcls: false,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: true,
  });
});

test("a public policy that is prevented is told in S3's words", () => {
  const bucket = "arn:aws:s3:::src";
  expect(preventedMessage(rootA, "s3:PutBucketPolicy", bucket, accountA)).toBe(
    `User: arn:aws:iam::${accountA}:root is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::src" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
  );
});

test("a public ACL that is prevented is told in S3's words, and not to other accounts", () => {
  const object = "arn:aws:s3:::src/k";
  expect(preventedMessage(alice, "s3:PutObjectAcl", object, accountA)).toBe(
    `User: arn:aws:iam::${accountA}:user/alice is not authorized to perform: s3:PutObjectAcl on resource: "arn:aws:s3:::src/k" because public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public Access.`,
  );
  for (const caller of [bob, anonymous]) {
    expect(preventedMessage(caller, "s3:PutObjectAcl", object, accountA)).toBe("Access Denied");
  }
});

describe("a setting about policies", () => {
  const open = policyOf({ ...allow, Principal: "*" });
  const closed = policyOf({ ...allow, Principal: { AWS: accountA } });

  test("blocks public documents and no others, where it is on", () => {
    expect(blocksPolicy({ BlockPublicPolicy: true }, open)).toBe(true);
    expect(blocksPolicy({ BlockPublicPolicy: true }, closed)).toBe(false);
    expect(blocksPolicy({ RestrictPublicBuckets: true }, open)).toBe(false);
  });

  test("restricts buckets with a public document and no others, where it is on", () => {
    expect(restrictsBucket({ RestrictPublicBuckets: true }, open)).toBe(true);
    expect(restrictsBucket({ RestrictPublicBuckets: true }, closed)).toBe(false);
    expect(restrictsBucket({ RestrictPublicBuckets: true }, undefined)).toBe(false);
    expect(restrictsBucket({ BlockPublicPolicy: true }, open)).toBe(false);
  });
});
