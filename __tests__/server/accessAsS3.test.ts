import {
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { errorOf } from "../support/client.js";
import { accessKey, RawConnection, served } from "../support/server.js";

const listen = { credentials: [accessKey] };
const withKeys = { listen };
const elsewhere = { buckets: { there: { region: "eu-west-1" }, here: {} }, listen };
const unsupported =
  "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.";

describe("a bucket's Region is told", () => {
  test("by HeadBucket that is signed for another Region, or by nobody", async () => {
    await served(async ({ server, client }) => {
      const refused = await errorOf(client().send(new HeadBucketCommand({ Bucket: "there" })));
      expect(refused).toMatchObject({
        $metadata: { httpStatusCode: 400 },
        $response: { headers: { "x-amz-bucket-region": "eu-west-1" } },
      });
      const unsigned = await fetch(`${server.url}/there`, { method: "HEAD" });
      expect(unsigned.status).toBe(403);
      expect(unsigned.headers.get("x-amz-bucket-region")).toBe("eu-west-1");
      const unknown = await fetch(`${server.url}/nowhere`, { method: "HEAD" });
      expect([unknown.status, unknown.headers.get("x-amz-bucket-region")]).toEqual([404, null]);
    }, elsewhere);
  });

  test("by a HeadBucket of an unknown key", async () => {
    await served(async ({ client }) => {
      const credentials = { accessKeyId: "AKIDNOBODY", secretAccessKey: "x" };
      const refused = await errorOf(
        client({ credentials }).send(new HeadBucketCommand({ Bucket: "there" })),
      );
      expect(refused).toMatchObject({
        $metadata: { httpStatusCode: 403 },
        $response: { headers: { "x-amz-bucket-region": "eu-west-1" } },
      });
    }, elsewhere);
  });

  test("by GetBucketLocation, whatever Region it is signed for", async () => {
    await served(async ({ client }) => {
      const { LocationConstraint } = await client().send(
        new GetBucketLocationCommand({ Bucket: "there" }),
      );
      expect(LocationConstraint).toBe("eu-west-1");
    }, elsewhere);
  });

  test("by 301 from another Region's endpoint, which is signed for itself", async () => {
    await served(async ({ client }) => {
      const s3 = client({ region: "us-west-2" });
      sayRegionalHost(s3, "there");
      expect(await errorOf(s3.send(new HeadBucketCommand({ Bucket: "there" })))).toMatchObject({
        $metadata: { httpStatusCode: 301 },
        $response: { headers: { "x-amz-bucket-region": "eu-west-1" } },
      });
    }, elsewhere);
  });

  test("so that a client which follows redirects finds it, from either kind of endpoint", async () => {
    await served(async ({ client }) => {
      const key = { Bucket: "there", Key: "k" };
      const put = client({ region: "us-west-2", followRegionRedirects: true });
      await put.send(new HeadBucketCommand({ Bucket: "there" }));
      const follows = client({ region: "us-west-2", followRegionRedirects: true });
      sayRegionalHost(follows, "there");
      await follows.send(new PutObjectCommand({ ...key, Body: "42" }));
      const got = await follows.send(new GetObjectCommand(key));
      expect(await got.Body?.transformToString()).toBe("42");
    }, elsewhere);
  });
});

describe("an authorization that is not supported is refused by name:", () => {
  test("Signature Version 2 in a query", async () => {
    await served(async ({ server }) => {
      const query = "AWSAccessKeyId=AKIDEXAMPLE&Expires=1900000000&Signature=c2ln";
      const answer = await fetch(`${server.url}/source/k?${query}`);
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain(
        `<Code>InvalidRequest</Code><Message>${unsupported}</Message>`,
      );
    }, withKeys);
  });

  test("Signature Version 2 in a form", async () => {
    await served(async ({ server }) => {
      const form = new FormData();
      const fields = { key: "k", AWSAccessKeyId: "AKIDEXAMPLE", policy: "e30=", signature: "c2ln" };
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      form.set("file", new Blob(["1"]), "f");
      const answer = await fetch(`${server.url}/source`, { method: "POST", body: form });
      expect([answer.status, await answer.text()]).toEqual([
        400,
        expect.stringContaining(unsupported),
      ]);
    }, withKeys);
  });

  test("Signature Version 4A in a query", async () => {
    await served(async ({ client }) => {
      const url = new URL(
        await getSignedUrl(client(), new GetObjectCommand({ Bucket: "source", Key: "k" })),
      );
      url.searchParams.set("X-Amz-Algorithm", "AWS4-ECDSA-P256-SHA256");
      const answer = await fetch(url);
      expect([answer.status, await answer.text()]).toEqual([
        501,
        expect.stringContaining("Signature Version 4A (AWS4-ECDSA-P256-SHA256) is not simulated"),
      ]);
    }, withKeys);
  });
});

describe("a signature covers", () => {
  test("headers beyond ASCII as the bytes that came", async () => {
    await served(async ({ server, client }) => {
      // What the SDK signs as UTF-8 it sends as Latin-1; others send what they sign.
      const url = await getSignedUrl(
        client(),
        new PutObjectCommand({ Bucket: "source", Key: "k", ContentType: 'text/"ü"' }),
        { signableHeaders: new Set(["content-type", "host"]) },
      );
      const { pathname, search, host } = new URL(url);
      const put = (contentType: Buffer) =>
        new RawConnection(server)
          .send(`PUT ${pathname}${search} HTTP/1.1`, `Host: ${host}`, "Connection: close", "")
          .sendBytes(
            Buffer.concat([
              Buffer.from("Content-Length: 0\r\nContent-Type: "),
              contentType,
              Buffer.from("\r\n\r\n"),
            ]),
          )
          .untilClosed();
      expect(await put(Buffer.from('text/"ü"'))).toMatch(/^HTTP\/1.1 200 /);
      expect(await put(Buffer.from('text/"ü"', "latin1"))).toContain("SignatureDoesNotMatch");
    }, withKeys);
  });

  test("the body where a presigned URL has its digest, with nobody to verify it", async () => {
    await served(async ({ client }) => {
      const put = new PutObjectCommand({ Bucket: "source", Key: "k" });
      const url = new URL(await getSignedUrl(client(), put));
      const digest = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
      url.searchParams.set("X-Amz-Content-Sha256", digest);
      const other = await fetch(url, { method: "PUT", body: "other" });
      expect([other.status, await other.text()]).toEqual([
        400,
        expect.stringContaining("<Code>XAmzContentSHA256Mismatch</Code>"),
      ]);
      expect((await fetch(url, { method: "PUT", body: "hello" })).status).toBe(200);
    });
  });
});

/** Lets a client ask a Region's own host, Oregon's until it is sent elsewhere, before it signs. */
function sayRegionalHost(s3: S3Client, bucket: string): void {
  s3.middlewareStack.add(
    (next, context) => (args) => {
      const { headers } = args.request as { headers: Record<string, string> };
      const { __s3RegionRedirect: region = "us-west-2" } = context;
      headers.host = `${bucket}.s3.${region}.amazonaws.com`;
      return next(args);
    },
    { step: "build", priority: "low" },
  );
}
