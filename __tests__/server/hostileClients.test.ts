import { once } from "node:events";
import { connect } from "node:net";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { RawConnection, served } from "../support/server.js";
import { ServerSockets } from "../support/serverSockets.js";
import { unharmed } from "../support/unharmed.js";

const put = (...headers: string[]) => ["PUT /source/k HTTP/1.1", "Host: x", ...headers, "", ""];
const withBody = (body: string, ...headers: string[]) => [...put(...headers).slice(0, -1), body];

/** Nothing here is over because time is: a test says when it is. */
const patient = { listen: { timeoutMs: 3_600_000 } } as const;

describe("a hostile client leaves the server as it was:", () => {
  test.each<[string, string[], RegExp]>([
    ["no HTTP at all", ["\x16\x03\x01\x02", "", ""], /<Code>BadRequest<\/Code>/],
    [
      "a header without a colon",
      ["GET / HTTP/1.1", "nonsense", "", ""],
      /<Code>BadRequest<\/Code>/,
    ],
    ["a length that is none", put("Content-Length: x"), /<Code>BadRequest<\/Code>/],
    ["two lengths", put("Content-Length: 1", "Content-Length: 2"), /<Code>BadRequest<\/Code>/],
    [
      "a length beside a transfer encoding",
      put("Content-Length: 1", "Transfer-Encoding: chunked"),
      /<Code>BadRequest<\/Code>/,
    ],
    [
      "headers of 20 KB",
      put(`x-amz-meta-a: ${"a".repeat(20_000)}`),
      /<Code>RequestHeaderSectionTooLarge<\/Code>[\s\S]*<MaxSizeAllowed>8192</,
    ],
    [
      "a target of 20 KB",
      [`GET /${"a".repeat(20_000)} HTTP/1.1`, "Host: x", "", ""],
      /<Code>RequestHeaderSectionTooLarge<\/Code>/,
    ],
    [
      "a chunk whose size is none",
      withBody("zz\r\n", "Transfer-Encoding: chunked", "x-amz-decoded-content-length: 1"),
      /<Code>BadRequest<\/Code>/,
    ],
  ])("%s", async (_name, lines, answer) => {
    await served(
      (scene) =>
        unharmed(scene, async (server) => {
          expect(await new RawConnection(server).send(...lines).untilClosed()).toMatch(answer);
        }),
      patient,
    );
  });

  test.each<[string, string[]]>([
    ["half of the headers", ["PUT /source/k HTTP/1.1", "Host: x", ""]],
    ["half of a body", withBody("half", "Content-Length: 10")],
    [
      "half of the chunks",
      withBody("4\r\nhalf\r\n", "Transfer-Encoding: chunked", "x-amz-decoded-content-length: 9"),
    ],
  ])("%s, and then silence", async (_name, lines) => {
    await served(
      (scene) =>
        ServerSockets.watch((sockets) =>
          unharmed(scene, async (server) => {
            const raw = new RawConnection(server).send(...lines);
            const socket = await sockets.otherEndOf(raw);
            expect(socket.timeout).toBe(patient.listen.timeoutMs);
            // What Node does when that is over.
            socket.emit("timeout");
            expect(await raw.untilClosed()).toMatch(/<Code>RequestTimeout<\/Code>/);
          }),
        ),
      patient,
    );
  });

  test.each<[string, string[], RegExp]>([
    [
      "a body without an end in sight",
      put("Transfer-Encoding: chunked"),
      /501 [\s\S]*<Header>Transfer-Encoding<\/Header>/,
    ],
    ["no length", put(), /411 [\s\S]*<Code>MissingContentLength<\/Code>/],
    [
      "a body that is too long",
      put("Content-Length: 1001"),
      /<Code>EntityTooLarge<\/Code>[\s\S]*<MaxSizeAllowed>1000<\/MaxSizeAllowed><ProposedSize>1001</,
    ],
    [
      "a body that turns out too long",
      withBody(
        `7d0\r\n${"a".repeat(2000)}\r\n`,
        "Transfer-Encoding: chunked",
        "x-amz-decoded-content-length: 9",
      ),
      /<Code>EntityTooLarge<\/Code>/,
    ],
    [
      "a body of another length than it said",
      withBody(
        "b\r\n1\r\nx\r\n0\r\n\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked",
        "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "x-amz-decoded-content-length: 9",
      ),
      /<Code>IncompleteBody<\/Code>/,
    ],
    [
      "chunks that are none",
      withBody(
        "ab\r\n",
        "Content-Length: 4",
        "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "x-amz-decoded-content-length: 2",
      ),
      /<Code>IncompleteBody<\/Code>/,
    ],
    [
      "a digest of something else",
      withBody("a", "Content-Length: 1", "Content-MD5: 1B2M2Y8AsgTpgAmY7PhCfg=="),
      /<Code>BadDigest<\/Code>/,
    ],
    [
      "a percent sign of its own",
      ["GET /source/%zz HTTP/1.1", "Host: x", "", ""],
      /<Code>InvalidURI<\/Code>/,
    ],
    [
      "a query that is no UTF-8",
      ["GET /source?prefix=%ff HTTP/1.1", "Host: x", "", ""],
      /<Code>InvalidURI<\/Code>/,
    ],
    [
      "names that objects inherit",
      [
        "GET /source/k?__proto__=1&constructor HTTP/1.1",
        "Host: x",
        "__proto__: 1",
        "constructor: 2",
        "",
        "",
      ],
      /<Code>(NoSuchKey|NotImplemented)<\/Code>/,
    ],
  ])("%s", async (_name, lines, answer) => {
    await served(
      (scene) =>
        unharmed(scene, async (server) => {
          const raw = new RawConnection(server).send(...lines);
          expect(await raw.until(/<\/Error>/)).toMatch(answer);
          raw.destroy();
        }),
      { listen: { maxBodyBytes: 1000 } },
    );
  });

  test("a body that ends early gets IncompleteBody, and is not stored", async () => {
    await served((scene) =>
      unharmed(scene, async (server) => {
        const raw = new RawConnection(server)
          .send(...withBody("half", "Content-Length: 10"))
          .halfClose();
        expect(await raw.untilClosed()).toMatch(/<Code>IncompleteBody<\/Code>/);
      }),
    );
  });

  test("headers that come a byte at a time get no more time than others", async () => {
    await served(
      (scene) =>
        ServerSockets.watch((sockets) =>
          unharmed(scene, async (server) => {
            const raw = new RawConnection(server).send("GET / HTTP/1.1", "Host: x", "x-a: ");
            await sockets.otherEndOf(raw);
            const socket = await sockets.otherEndOf(raw.send("a").send("a"));
            const { headersTimeout, requestTimeout } = sockets.serverOf(socket);
            const { timeoutMs } = patient.listen;
            // Whatever comes of a request in the meantime, its headers have so long; a body has for ever.
            expect({ headersTimeout, requestTimeout }).toEqual({
              headersTimeout: timeoutMs,
              requestTimeout: 0,
            });
            const error = Object.assign(new Error("late"), { code: "ERR_HTTP_REQUEST_TIMEOUT" });
            sockets.serverOf(socket).emit("clientError", error, socket);
            expect(await raw.untilClosed()).toMatch(/<Code>RequestTimeout<\/Code>/);
          }),
        ),
      patient,
    );
  });

  test("a client that does not read has no more than 128 KiB waiting for it", async () => {
    await served(
      (scene) =>
        ServerSockets.watch((sockets) =>
          unharmed(scene, async (server) => {
            const Body = Buffer.alloc(30 * 1024 ** 2, "a");
            await scene
              .client()
              .send(new PutObjectCommand({ Bucket: "plain", Key: "large", Body }));
            const stalled = Array.from({ length: 20 }, () =>
              new RawConnection(server).send("GET /plain/large HTTP/1.1", "Host: x", "", ""),
            );
            await Promise.all(stalled.map((raw) => raw.until(/\r\n\r\n/)));
            for (const raw of stalled) raw.pause();
            await (await fetch(`${server.url}/plain/kept`)).text();
            expect(sockets.all.length).toBeGreaterThanOrEqual(20);
            const most = Math.max(...sockets.all.map(({ writableLength }) => writableLength));
            expect(most).toBeLessThanOrEqual(128 * 1024);
            for (const raw of stalled) raw.destroy();
          }),
        ),
      patient,
    );
  });

  test("10,000 connections, opened and dropped", async () => {
    await served((scene) =>
      unharmed(scene, async ({ port }) => {
        const opening = [
          "",
          "GET /pl",
          put("Content-Length: 100").join("\r\n"),
          "HEAD /plain HTTP/1.1\r\nHost: x\r\n\r\n",
        ];
        for (let batch = 0; batch < 40; batch++) {
          const sockets = Array.from({ length: 250 }, (_, index) => {
            const socket = connect(port, "127.0.0.1");
            socket.on("error", () => {});
            socket.once("connect", () => {
              socket.write(opening[index % opening.length] ?? "", () => {
                if (index % 2 === 0) socket.resetAndDestroy();
                else socket.destroy();
              });
            });
            return socket;
          });
          await Promise.all(sockets.map((socket) => once(socket, "close")));
        }
      }),
    );
  }, 120_000);
});
