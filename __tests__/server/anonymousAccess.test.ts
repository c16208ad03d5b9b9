import {
  DeletePublicAccessBlockCommand,
  GetObjectCommand,
  PutBucketAclCommand,
  PutBucketOwnershipControlsCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { accessKey, type Scene, served } from "../support/server.js";

const withKeys = { listen: { credentials: [accessKey] } };

describe("who does not sign", () => {
  test("gets what is public, and no more", async () => {
    await served(async (scene) => {
      const { server } = scene;
      const s3 = await publicBucket(scene);
      expect(await (await fetch(`${server.url}/plain/open`)).text()).toBe("1");
      const status = async (path: string, method = "GET") =>
        (await fetch(`${server.url}${path}`, { method })).status;
      expect(await status("/plain/closed")).toBe(403);
      expect(await status("/plain")).toBe(200);
      expect(await status("/source")).toBe(403);
      expect(await status("/")).toBe(403);
      expect(await status("/made", "PUT")).toBe(403);
      expect(await status("/plain/k", "PUT")).toBe(403);
      await s3.send(
        new PutPublicAccessBlockCommand({
          Bucket: "plain",
          PublicAccessBlockConfiguration: { IgnorePublicAcls: true },
        }),
      );
      expect(await status("/plain/open")).toBe(403);
      expect(await status("/plain")).toBe(403);
    }, withKeys);
  });

  test("is no authenticated user", async () => {
    await served(async (scene) => {
      const s3 = await publicBucket(scene);
      const ACL = "authenticated-read";
      await s3.send(new PutObjectCommand({ Bucket: "plain", Key: "k", Body: "1", ACL }));
      expect((await fetch(`${scene.server.url}/plain/k`)).status).toBe(403);
    }, withKeys);
  });
});

// Documented; the answer is recorded in floci pull request 1098.
test.each(["GET", "HEAD"])(
  "who does not sign a %s of a public object may not replace headers of its answer",
  async (method) => {
    await served(async (scene) => {
      const s3 = await publicBucket(scene);
      const url = `${scene.server.url}/plain/open`;
      expect((await fetch(url, { method })).status).toBe(200);
      for (const name of ["content-type", "content-disposition", "expires", "cache-control"]) {
        const answer = await fetch(`${url}?response-${name}=x`, { method });
        expect(answer.status).toBe(400);
        if (method === "HEAD") continue;
        expect(await answer.text()).toContain(
          "<Code>InvalidRequest</Code><Message>Request specific response headers cannot be used for anonymous GET requests.</Message>",
        );
      }
      const get = { Bucket: "plain", Key: "open", ResponseContentType: "text/plain" };
      const signed = await fetch(await getSignedUrl(s3, new GetObjectCommand(get)));
      expect([signed.status, signed.headers.get("content-type")]).toEqual([200, "text/plain"]);
    }, withKeys);
  },
);

async function publicBucket({ client }: Scene): Promise<S3Client> {
  const s3 = client();
  const Bucket = "plain";
  await s3.send(
    new PutBucketOwnershipControlsCommand({
      Bucket,
      OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
    }),
  );
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  await s3.send(new PutBucketAclCommand({ Bucket, ACL: "public-read" }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "open", Body: "1", ACL: "public-read" }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "closed", Body: "2" }));
  return s3;
}
