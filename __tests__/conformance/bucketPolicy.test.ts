import {
  DeletePublicAccessBlockCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  PutBucketPolicyCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { clientOf, errorOf } from "../support/client.js";

const Bucket = "a-bucket";

const statement = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::123456789012:root" },
  Action: "s3:GetObject",
  Resource: `arn:aws:s3:::${Bucket}/*`,
};
const toEveryone = { ...statement, Principal: "*" };

const policyOf = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });

function clientWithBucket(): S3Client {
  return clientOf(replicationMock({ buckets: { [Bucket]: {} } }));
}

async function clientWithoutBlock(): Promise<S3Client> {
  const s3 = clientWithBucket();
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  return s3;
}

const put = (Policy: string) => new PutBucketPolicyCommand({ Bucket, Policy });

describe("PutBucketPolicy", () => {
  test.each([
    ["an empty one", "", "Policies must be valid JSON and the first byte must be '{'"],
    ["other text", "invalid json", "Policies must be valid JSON and the first byte must be '{'"],
    ["broken JSON", "{", "Policies must be valid JSON and the first byte must be '{'"],
    ["one without a statement", "{}", "Missing required field Statement"],
    [
      "a statement without a principal",
      policyOf({ ...statement, Principal: undefined }),
      "Missing required field Principal",
    ],
    ["an unknown effect", policyOf({ ...statement, Effect: "Maybe" }), "Invalid effect: Maybe"],
    [
      "another bucket's objects",
      policyOf({ ...statement, Resource: ["arn:aws:s3:::another/*"] }),
      "Policy has invalid resource",
    ],
  ])("refuses %s", async (_name, policy, message) => {
    expect(await errorOf(clientWithBucket().send(put(policy)))).toMatchObject({
      name: "MalformedPolicy",
      message,
      $metadata: { httpStatusCode: 400 },
    });
  });

  test.each([
    ["the bucket itself", `arn:aws:s3:::${Bucket}`],
    ["all buckets", "arn:aws:s3:::*"],
    ["buckets by a pattern", "arn:aws:s3:::a-bu?ket/*"],
  ])("accepts %s as a resource", async (_name, Resource) => {
    await clientWithBucket().send(put(policyOf({ ...statement, Resource })));
  });

  test("refuses a public policy while the bucket blocks them", async () => {
    const s3 = clientWithBucket();
    expect(await errorOf(s3.send(put(policyOf(toEveryone))))).toMatchObject({
      name: "AccessDenied",
      $metadata: { httpStatusCode: 403 },
    });
    expect((await errorOf(s3.send(new GetBucketPolicyCommand({ Bucket })))).name).toBe(
      "NoSuchBucketPolicy",
    );
  });

  test("accepts a public policy where they are not blocked", async () => {
    const s3 = await clientWithoutBlock();
    await s3.send(put(policyOf(toEveryone)));
    const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
    expect(Policy).toBe(policyOf(toEveryone));
  });
});

describe("GetBucketPolicyStatus", () => {
  const limitedTo = (Condition: object) => ({ ...toEveryone, Condition });

  test.each<[string, boolean, object]>([
    ["everyone", true, toEveryone],
    ["everyone among AWS accounts", true, { ...statement, Principal: { AWS: ["*"] } }],
    ["everyone but some", true, { ...statement, Principal: undefined, NotPrincipal: "x" }],
    ["an account", false, statement],
    ["nobody", false, { ...toEveryone, Effect: "Deny" }],
    ["addresses", false, limitedTo({ IpAddress: { "aws:SourceIp": "192.0.2.0/24" } })],
    ["every address", true, limitedTo({ IpAddress: { "aws:SourceIp": "0.0.0.0/0" } })],
    ["an organization", false, limitedTo({ StringEquals: { "aws:PrincipalOrgID": "o-1" } })],
    ["any VPC", true, limitedTo({ StringLike: { "aws:SourceVpc": "vpc-*" } })],
    ["those who are not in a VPC", true, limitedTo({ StringNotEquals: { "aws:SourceVpc": "v" } })],
    ["those who send a header", true, limitedTo({ StringEquals: { "aws:Referer": "me" } })],
  ])("of a policy for %s has IsPublic %s", async (_name, IsPublic, one) => {
    const s3 = await clientWithoutBlock();
    await s3.send(put(policyOf(one)));
    const answer = await s3.send(new GetBucketPolicyStatusCommand({ Bucket }));
    expect(answer.PolicyStatus).toEqual({ IsPublic });
  });
});
