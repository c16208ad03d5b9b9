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
    ["broken JSON", "{", "This policy contains invalid Json"],
    ["one without a statement", "{}", "Missing required field Statement"],
    [
      "a statement without a principal",
      policyOf({ ...statement, Principal: undefined }),
      "Missing required field Principal",
    ],
    [
      "an unknown version",
      JSON.stringify({ Version: "2012-10-18", Statement: [statement] }),
      "The policy must contain a valid version string",
    ],
    ["no statements", policyOf(), "Could not parse the policy: Statement is empty!"],
    [
      "an empty principal",
      policyOf({ ...statement, Principal: {} }),
      "Invalid principal in policy",
    ],
    [
      "a principal of no account",
      policyOf({ ...statement, Principal: { AWS: "somebody" } }),
      "Invalid principal in policy",
    ],
    [
      "everyone but some",
      policyOf({ ...statement, Principal: undefined, NotPrincipal: statement.Principal }),
      "Invalid policy syntax.",
    ],
    [
      "an empty resource",
      policyOf({ ...statement, Resource: [] }),
      "Missing required field Resource cannot be empty!",
    ],
    [
      "an action that does not exist",
      policyOf({ ...statement, Action: "s3:DoIt" }),
      "Policy has invalid action",
    ],
    [
      "an action that does not fit the resource",
      policyOf({ ...statement, Action: "s3:ListBucket" }),
      "Action does not apply to any resource(s) in statement",
    ],
    [
      "an unknown condition key",
      policyOf({ ...statement, Condition: { StringEquals: { "s3:x": "y" } } }),
      "Policy has an invalid condition key",
    ],
    [
      "an unknown operator",
      policyOf({ ...statement, Condition: { StringIs: { "aws:Referer": "y" } } }),
      "Invalid Condition type : StringIs",
    ],
    [
      "an address that is none",
      policyOf({ ...statement, Condition: { IpAddress: { "aws:SourceIp": "here" } } }),
      "Invalid IP address in Conditions",
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
    ["the bucket itself", `arn:aws:s3:::${Bucket}`, "s3:ListBucket"],
    ["all buckets", "arn:aws:s3:::*", "s3:GetObject"],
    ["buckets by a pattern", "arn:aws:s3:::a-bu?ket/*", "s3:GetObject"],
  ])("accepts %s as a resource", async (_name, Resource, Action) => {
    await clientWithBucket().send(put(policyOf({ ...statement, Resource, Action })));
  });

  test("leaves the policy before a refused one, and gives it back normalized", async () => {
    const s3 = clientWithBucket();
    await s3.send(
      put(policyOf({ ...statement, Principal: { AWS: "123456789012" }, Action: ["s3:GetObject"] })),
    );
    await errorOf(s3.send(put("{")));
    const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
    expect(Policy).toBe(policyOf(statement));
  });

  test("is refused to another account that the owner lets", async () => {
    const mock = replicationMock({ buckets: { [Bucket]: {} } });
    mock.allow({ account: "210987654321", bucket: Bucket, actions: ["s3:PutBucketPolicy"] });
    const other = clientOf(mock.as("210987654321"));
    expect(await errorOf(other.send(put(policyOf(statement))))).toMatchObject({
      name: "MethodNotAllowed",
      $metadata: { httpStatusCode: 405 },
    });
  });

  test("refuses a public policy while the bucket blocks them", async () => {
    const s3 = clientWithBucket();
    expect(await errorOf(s3.send(put(policyOf(toEveryone))))).toMatchObject({
      name: "AccessDenied",
      message: `User: arn:aws:iam::123456789012:root is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${Bucket}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
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
