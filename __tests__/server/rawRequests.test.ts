import { Socket } from "node:net";
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { textOf } from "../support/client.js";
import { RawConnection, served } from "../support/server.js";

describe("what no client of the SDK sends", () => {
  test("an HTTP/1.0 request without a host is answered", async () => {
    await served(async ({ server }) => {
      const answer = await new RawConnection(server)
        .send("GET /nobody/k HTTP/1.0", "", "")
        .untilClosed();
      expect(answer).toMatch(/^HTTP\/1\.1 404 [\s\S]*<Code>NoSuchBucket<\/Code>/);
    });
  });

  test("a whole URL for a target is read as its path", async () => {
    await served(async ({ server }) => {
      const raw = new RawConnection(server).send(
        "HEAD http://x/source HTTP/1.1",
        "Host: x",
        "",
        "",
      );
      expect(await raw.until(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 200 /);
      raw.destroy();
    });
  });

  test("a header that comes twice is one list, and latin-1 stays as it is", async () => {
    await served(async ({ server, client }) => {
      const raw = new RawConnection(server).send(
        "PUT /source/k HTTP/1.1",
        "Host: x",
        "Content-Length: 1",
        "X-Amz-Meta-Name: J\u00fcrgen",
        "x-amz-meta-name: Zo\u00eb",
        "",
        "1",
      );
      expect(await raw.until(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 200 /);
      const { Metadata } = await client().send(
        new HeadObjectCommand({ Bucket: "source", Key: "k" }),
      );
      expect(Metadata).toEqual({ name: "J\u00fcrgen,Zo\u00eb" });
      raw.destroy();
    });
  });

  test("a body is waited for with 100 Continue, if its headers are in order", async () => {
    await served(async ({ server, client }) => {
      const head = (target: string) => [
        `PUT ${target} HTTP/1.1`,
        "Host: x",
        "Content-Length: 5",
        "Expect: 100-continue",
        "",
        "",
      ];
      const raw = new RawConnection(server).send(...head("/source/k"));
      expect(await raw.until(/\r\n\r\n/)).toBe("HTTP/1.1 100 Continue\r\n\r\n");
      expect(await raw.send("hello").until(/ETag/i)).toMatch(/Continue\r\n\r\nHTTP\/1\.1 200 OK/);
      expect(
        await textOf(await client().send(new GetObjectCommand({ Bucket: "source", Key: "k" }))),
      ).toBe("hello");
      const refused = await new RawConnection(server)
        .send(...head("/source/k?nonsense"))
        .untilClosed();
      expect(refused).toMatch(/^HTTP\/1\.1 501 [\s\S]*Connection: close/);
      raw.destroy();
    });
  });

  test("a header that HTTP cannot carry is refused, and nobody puts one into an answer", async () => {
    await served(async ({ server, client }) => {
      await client().send(new PutObjectCommand({ Bucket: "source", Key: "k", Body: "1" }));
      for (const value of ["%E6%97%A5", "a%0d%0aset-cookie:b"]) {
        const answer = await fetch(`${server.url}/source/k?response-content-type=${value}`);
        expect(answer.status).toBe(400);
        expect(answer.headers.get("set-cookie")).toBeNull();
        expect(await answer.text()).toMatch("<Code>InvalidArgument</Code>");
      }
    });
  });

  test("head and body of a small answer come in one piece", async () => {
    await served(async ({ server, client }) => {
      const Body = "1".repeat(1024);
      await client().send(new PutObjectCommand({ Bucket: "source", Key: "k", Body }));
      const writes = jest.spyOn(Socket.prototype, "_write" as never);
      const chunks = jest.spyOn(Socket.prototype, "_writev" as never);
      try {
        expect(await (await fetch(`${server.url}/source/k`)).text()).toBe(Body);
        const written = [...writes.mock.calls, ...chunks.mock.calls].map(([data]: unknown[]) =>
          textIn(data),
        );
        expect(written.filter((text) => /HTTP\/1\.1 200|11111$/.test(text))).toEqual([
          expect.stringMatching(/^HTTP\/1\.1 200[\s\S]*\r\n\r\n1{1024}$/),
        ]);
      } finally {
        writes.mockRestore();
        chunks.mockRestore();
      }
    });
  });
});

/** What is handed to a socket at once: a piece, or several that go together. */
function textIn(data: unknown): string {
  const pieces = Array.isArray(data) ? data.map(({ chunk }) => chunk) : [data];
  return pieces.map(String).join("");
}
