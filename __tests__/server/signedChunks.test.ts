import { crc32 } from "node:zlib";
import { GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import fc from "fast-check";
import { accessKey, RawConnection, served } from "../support/server.js";
import { type ChunkedUpload, signedChunks } from "../support/signedChunks.js";

const withKeys = { listen: { credentials: [accessKey] } };
const path = "/plain/k";

describe("a body of signed chunks", () => {
  test.each([
    ["with credentials", withKeys],
    ["without any", {}],
  ])("is stored by a server %s", async (_name, options) => {
    await served(async ({ server, client }) => {
      await fc.assert(
        fc.asyncProperty(
          // All but the last one hold 8,192 bytes, as S3 wants them.
          fc
            .tuple(
              fc.array(fc.uint8Array({ minLength: 8192, maxLength: 30_000, size: "max" }), {
                maxLength: 3,
              }),
              fc.array(fc.uint8Array({ minLength: 1, maxLength: 30_000, size: "max" }), {
                maxLength: 1,
              }),
            )
            .map(([full, last]) => [...full, ...last]),
          fc.boolean(),
          async (chunks, hasTrailer) => {
            const body = Buffer.concat(chunks);
            const upload = { path, chunks, ...(hasTrailer && { trailer: crc32Trailer(body) }) };
            expect(await answerTo(server, signedChunks(upload))).toMatch(/^HTTP\/1\.1 200 /);
            const { Body } = await client().send(
              new GetObjectCommand({ Bucket: "plain", Key: "k" }),
            );
            const back = (await Body?.transformToByteArray()) ?? new Uint8Array(0);
            expect(Buffer.compare(back, body)).toBe(0);
          },
        ),
        { numRuns: 15 },
      );
    }, options);
  });

  const chunks = [Buffer.alloc(9000, "a"), Buffer.alloc(100, "b")];
  const trailer = crc32Trailer(Buffer.concat(chunks));

  test.each<[string, ChunkedUpload, (sent: Buffer) => Buffer, RegExp]>([
    [
      "a changed byte",
      { path, chunks },
      (sent) => replaced(sent, "bbbb", "bbcb"),
      /SignatureDoesNotMatch/,
    ],
    [
      "a changed signature",
      { path, chunks },
      (sent) => flipped(sent, "64;chunk-signature="),
      /SignatureDoesNotMatch/,
    ],
    [
      "a changed signature of its end",
      { path, chunks },
      (sent) => flipped(sent, "\r\n0;chunk-signature="),
      /SignatureDoesNotMatch/,
    ],
    [
      "a chunk without a signature",
      { path, chunks },
      (sent) => replaced(sent, /;chunk-signature=\w{64}/, ""),
      /IncompleteBody/,
    ],
    [
      "a changed trailer",
      { path, chunks, trailer },
      (sent) => flipped(sent, "crc32:"),
      /SignatureDoesNotMatch/,
    ],
    [
      "a changed signature of the trailer",
      { path, chunks, trailer },
      (sent) => flipped(sent, "trailer-signature:"),
      /SignatureDoesNotMatch/,
    ],
    [
      "a signed trailer that is wrong",
      { path, chunks, trailer: ["x-amz-checksum-crc32", "AAAAAA=="] },
      (sent) => sent,
      /BadDigest/,
    ],
    [
      // Recorded in versitygw issues 1690 and 1691; that its signature counts for nothing then is `assumed`.
      "a trailer that was not announced",
      { path, chunks, trailer },
      (sent) => replaced(sent, "crc32:", "crc33:"),
      /MalformedTrailerError/,
    ],
    [
      "a trailer whose signature has another name",
      { path, chunks, trailer },
      (sent) => replaced(sent, "x-amz-trailer-signature:", "x-amz-trailer-signaturf:"),
      /IncompleteBody/,
    ],
    [
      "framing that is none",
      { path, chunks },
      (sent) => replaced(sent, "64;chunk", "zz;chunk"),
      /IncompleteBody/,
    ],
    [
      "a size beyond its end",
      { path, chunks },
      (sent) => replaced(sent, "64;chunk", "f4;chunk"),
      /IncompleteBody/,
    ],
  ])("is refused for %s, and nothing is stored", async (_name, upload, damage, code) => {
    await served(async ({ server, client }) => {
      expect(await answerTo(server, damage(signedChunks(upload)))).toMatch(code);
      const { KeyCount } = await client().send(new ListObjectsV2Command({ Bucket: "plain" }));
      expect(KeyCount).toBe(0);
    }, withKeys);
  });
});

async function answerTo(server: { port: number }, request: Buffer): Promise<string> {
  const raw = new RawConnection(server).sendBytes(request);
  const answer = await raw.until(/\r\n\r\n[\s\S]*(<\/Error>|$)/);
  raw.destroy();
  return answer;
}

function crc32Trailer(body: Buffer): [string, string] {
  const digest = Buffer.alloc(4);
  digest.writeUInt32BE(crc32(body));
  return ["x-amz-checksum-crc32", digest.toString("base64")];
}

/** As long as it was: a shorter one would be another fault. */
function replaced(sent: Buffer, what: string | RegExp, by: string): Buffer {
  const text = sent.toString("latin1");
  const changed = text.replace(what, by);
  expect(changed).not.toBe(text);
  return Buffer.from(changed.padEnd(text.length, "\n"), "latin1");
}

/** Another character after the last place of a text. */
function flipped(sent: Buffer, before: string): Buffer {
  const at = sent.lastIndexOf(before) + before.length;
  const copy = Buffer.from(sent);
  copy[at] = copy[at] === 0x30 ? 0x31 : 0x30;
  return copy;
}
