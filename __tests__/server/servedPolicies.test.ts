import {
  DeletePublicAccessBlockCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { errorOf, textOf } from "../support/client.js";
import { policyOf } from "../support/permissionScene.js";
import { accessKey, served } from "../support/server.js";

const alice = "arn:aws:iam::123456789012:user/alice";
const aliceKey = { accessKeyId: "AKIDALICE", secretAccessKey: "hers" };
const listen = { credentials: [accessKey, { ...aliceKey, principal: alice }] };
const buckets = { docs: { objects: { open: "text", secret: "text" } } };
const reading = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::docs/open" };

test("a served key of a user may do what the user may", async () => {
  await served(
    async ({ client }) => {
      const s3 = client({ credentials: aliceKey });
      const open = await s3.send(new GetObjectCommand({ Bucket: "docs", Key: "open" }));
      expect(await textOf(open)).toBe("text");
      const refused = s3.send(new GetObjectCommand({ Bucket: "docs", Key: "secret" }));
      expect((await errorOf(refused)).message).toBe(
        `User: ${alice} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::docs/secret" because no identity-based policy allows the s3:GetObject action`,
      );
    },
    { buckets, listen, iam: { users: [{ Arn: alice, Policies: [policyOf(reading)] }] } },
  );
});

test("a public policy lets anonymous requests in until RestrictPublicBuckets is on", async () => {
  const policy = policyOf({ ...reading, Principal: "*" });
  await served(
    async ({ server, client, mock }) => {
      await client().send(new DeletePublicAccessBlockCommand({ Bucket: "docs" }));
      expect(
        mock.access({ principal: "*", action: "s3:GetObject", resource: "s3://docs/open" }),
      ).toMatchObject({ isAllowed: false });
      const statusOf = async (key: string) => (await fetch(`${server.url}/docs/${key}`)).status;
      expect(await statusOf("open")).toBe(403);
      await client().send(
        new PutBucketPolicyCommand({ Bucket: "docs", Policy: JSON.stringify(policy) }),
      );
      expect([await statusOf("open"), await statusOf("secret")]).toEqual([200, 403]);
      await client().send(
        new PutPublicAccessBlockCommand({
          Bucket: "docs",
          PublicAccessBlockConfiguration: { RestrictPublicBuckets: true },
        }),
      );
      expect(await statusOf("open")).toBe(403);
    },
    { buckets, listen },
  );
});

test("a policy sees the address that a request comes from", async () => {
  const policy = policyOf({
    Effect: "Deny",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::docs/*",
    Condition: { IpAddress: { "aws:SourceIp": "127.0.0.0/8" } },
  });
  await served(
    async ({ client }) => {
      const get = client().send(new GetObjectCommand({ Bucket: "docs", Key: "open" }));
      expect((await errorOf(get)).name).toBe("AccessDenied");
    },
    { buckets: { docs: { ...buckets.docs, policy } }, listen },
  );
});
