import { Agent } from "node:http";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import {
  CreateBucketCommand,
  GetBucketReplicationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketReplicationCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import fc from "fast-check";
import { errorOf, textOf } from "../support/client.js";
import { RawConnection, served } from "../support/server.js";

const named = { Bucket: "source", Key: "TaxDocs/2026.pdf" };

describe("a client over HTTP", () => {
  test("sees a version being replicated as one in the process does", async () => {
    await served(
      async ({ mock, client }) => {
        const s3 = client();
        await s3.send(
          new PutBucketReplicationCommand({
            Bucket: "source",
            ReplicationConfiguration: {
              Role: "arn:aws:iam::123456789012:role/replication",
              Rules: [
                {
                  Status: "Enabled",
                  Priority: 1,
                  Filter: { Prefix: "TaxDocs" },
                  DeleteMarkerReplication: { Status: "Disabled" },
                  Destination: { Bucket: "arn:aws:s3:::backup" },
                },
              ],
            },
          }),
        );
        await s3.send(new PutObjectCommand({ ...named, Body: "42" }));
        const status = async (Bucket: string) =>
          (await s3.send(new HeadObjectCommand({ ...named, Bucket }))).ReplicationStatus;
        expect(await status("source")).toBe("PENDING");
        mock.settle();
        expect(await status("source")).toBe("COMPLETED");
        expect(await status("backup")).toBe("REPLICA");
      },
      { buckets: { source: { versioning: "Enabled" }, backup: { versioning: "Enabled" } } },
    );
  });

  test("gets S3's errors, with a document and on HEAD without one", async () => {
    await served(async ({ client }) => {
      const missing = await errorOf(client().send(new GetObjectCommand(named)));
      expect(missing).toMatchObject({ name: "NoSuchKey", Key: named.Key });
      const head = await errorOf(client().send(new HeadObjectCommand(named)));
      expect(head).toMatchObject({ name: "NotFound", $metadata: { httpStatusCode: 404 } });
      const none = await errorOf(
        client().send(new GetBucketReplicationCommand({ Bucket: "plain" })),
      );
      expect(none.name).toBe("ReplicationConfigurationNotFoundError");
    });
  });

  test("reads back every body and key it has written", async () => {
    await served(async ({ client }) => {
      const s3 = client();
      await fc.assert(
        fc.asyncProperty(
          fc.uint8Array({ maxLength: 300_000, size: "max" }),
          fc.string({ minLength: 1, maxLength: 60, unit: "grapheme" }),
          fc.boolean(),
          async (bytes, Key, isStream) => {
            const Body = isStream ? Readable.from(slices(bytes)) : bytes;
            const ContentLength = bytes.length;
            await s3.send(new PutObjectCommand({ Bucket: "plain", Key, Body, ContentLength }));
            const { Body: got } = await s3.send(new GetObjectCommand({ Bucket: "plain", Key }));
            const back = (await got?.transformToByteArray()) ?? new Uint8Array(0);
            expect(Buffer.compare(back, bytes)).toBe(0);
            const listed = await s3.send(
              new ListObjectsV2Command({ Bucket: "plain", Prefix: Key }),
            );
            expect(listed.Contents?.map((object) => object.Key)).toContain(Key);
          },
        ),
        { numRuns: 25 },
      );
    });
  });

  test("uploads 20 MB in parts, and reads them in one", async () => {
    await served(async ({ client }) => {
      const Body = Buffer.alloc(20 * 1024 ** 2, "0123456789abcdef!");
      await new Upload({ client: client(), params: { ...named, Body } }).done();
      const { Body: got, ETag } = await client().send(new GetObjectCommand(named));
      expect(Buffer.compare(Buffer.from((await got?.transformToByteArray()) ?? []), Body)).toBe(0);
      expect(ETag).toMatch(/-4"$/);
    });
  });

  test("keeps a gzip encoding, which is the object's own", async () => {
    await served(async ({ client }) => {
      const Body = gzipSync("plain text");
      const ContentEncoding = "gzip";
      await client().send(
        new PutObjectCommand({
          ...named,
          Body: Readable.from([Body]),
          ContentEncoding,
          ContentLength: Body.length,
        }),
      );
      const got = await client().send(new GetObjectCommand(named));
      expect(got.ContentEncoding).toBe("gzip");
      expect(Buffer.from((await got.Body?.transformToByteArray()) ?? [])).toEqual(Body);
    });
  });

  test("uses one connection for many requests", async () => {
    await served(async ({ client }) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const s3 = client({ requestHandler: new NodeHttpHandler({ httpAgent: agent }) });
      for (let index = 0; index < 20; index++) {
        await s3.send(new PutObjectCommand({ ...named, Body: `${index}` }));
        expect(await textOf(await s3.send(new GetObjectCommand(named)))).toBe(`${index}`);
      }
      expect(Object.values(agent.freeSockets).flat()).toHaveLength(1);
      agent.destroy();
    });
  });

  test("names the bucket in the host or in the path", async () => {
    await served(async ({ server, client }) => {
      const endpoint = `http://s3.localhost:${server.port}`;
      const requestHandler = new NodeHttpHandler({ httpAgent: loopbackAgent() });
      const virtualHost = client({ endpoint, requestHandler });
      await virtualHost.send(new CreateBucketCommand({ Bucket: "made-by-host" }));
      await virtualHost.send(
        new PutObjectCommand({ Bucket: "made-by-host", Key: "a/b c", Body: "1" }),
      );
      const pathStyle = client({ forcePathStyle: true });
      expect(
        await textOf(
          await pathStyle.send(new GetObjectCommand({ Bucket: "made-by-host", Key: "a/b c" })),
        ),
      ).toBe("1");
      const { Buckets } = await virtualHost.send(new ListBucketsCommand({}));
      expect(Buckets?.map(({ Name }) => Name)).toContain("made-by-host");
    });
  });

  test.each(["s3.localhost", "localhost"])(
    "takes what stands before %s for a bucket where no domains are given",
    async (domain) => {
      await served(async ({ server }) => {
        const raw = new RawConnection(server).send(
          "GET /?location HTTP/1.1",
          `Host: source.${domain}`,
          "",
          "",
        );
        expect(await raw.until(/LocationConstraint/)).toMatch("HTTP/1.1 200 ");
        raw.destroy();
      });
    },
  );

  test.each([
    ["bucket.s3.localhost", "source.s3.localhost", "/key", 200],
    ["bucket.localhost with a port", "source.localhost:9000", "/key", 200],
    ["upper case", "Source.S3.LocalHost", "/key", 200],
    ["a configured domain", "source.storage.test", "/key", 200],
    ["AWS's own host", "source.s3.us-east-1.amazonaws.com", "/key", 200],
    ["an endpoint alone", "s3.localhost", "/source/key", 200],
    ["any other name", "mock", "/source/key", 200],
    ["an address of IPv6", "[::1]:9000", "/source/key", 200],
    ["a bucket with dots", "my.files.s3.localhost", "/key", 404],
  ])("may come to %s", async (_name, host, path, status) => {
    await served(
      async ({ server, client }) => {
        await client().send(new PutObjectCommand({ Bucket: "source", Key: "key", Body: "1" }));
        const raw = new RawConnection(server).send(
          `HEAD ${path} HTTP/1.1`,
          `Host: ${host}`,
          "",
          "",
        );
        expect(await raw.until(/\r\n\r\n/)).toMatch(`HTTP/1.1 ${status} `);
        raw.destroy();
      },
      { listen: { domains: ["s3.localhost", "localhost", "storage.test"] } },
    );
  });
});

/** Finds every host on this machine, as browsers do with those of `localhost`. */
function loopbackAgent(): Agent {
  const agent = new Agent();
  // Node's types leave this method of its own out.
  const connecting = agent as unknown as { createConnection(options: object): unknown };
  const connect = connecting.createConnection.bind(agent);
  connecting.createConnection = (options) => connect({ ...options, host: "127.0.0.1" });
  return agent;
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
}
