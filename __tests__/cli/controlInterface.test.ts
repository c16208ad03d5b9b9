import { get } from "node:http";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { type ControlOptions, controlPath } from "../../lib/server/control.js";
import { controlled, json } from "../support/controlled.js";
import { RawConnection } from "../support/server.js";

/** What the control interface answers to a call that comes by the name of a host. */
function statusBy(host: string, path: string, { port }: { readonly port: number }) {
  return new Promise<number | undefined>((resolve, reject) => {
    const options = { port, host: "127.0.0.1", path: controlPath + path, headers: { host } };
    get(options, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on("error", reject);
  });
}

describe("the control interface", () => {
  test("tells what there is", async () => {
    await controlled(async ({ call }) => {
      expect(await (await call("")).json()).toHaveProperty([`POST ${controlPath}settle`]);
    });
  });

  test("answers what is in a bucket", async () => {
    await controlled(async ({ call, mock }) => {
      const response = await call("bucket?bucket=source&prefix=o");
      expect(await response.json()).toEqual(JSON.parse(JSON.stringify(mock.bucket("source"))));
      expect((await call("bucket?bucket=nowhere")).status).toBe(404);
    });
  });

  test.each<[string, string, RequestInit, number, RegExp]>([
    ["nothing there", "setle", {}, 404, /there is no setle/],
    ["a wrong method", "settle", { method: "GET" }, 405, /there are: POST settle/],
    ["no JSON", "advance", json("1000"), 400, /no JSON object/],
    ["no time", "advance", json('{"ms":"1"}'), 400, /finite number/],
    ["a time past dates", "advance", json('{"ms":9e15}'), 400, /past the last date that there is/],
    [
      "a time past numbers",
      "advance",
      json('{"ms":1e300}'),
      400,
      /past the last date that there is/,
    ],
    ["a latency past dates", "faults", json('{"kind":"latency","ms":9e15}'), 400, /ms is/],
    ["no object", "explain?bucket=source", {}, 400, /key is missing/],
    ["no bucket", "metrics?bucket=nowhere", {}, 400, /there is no bucket nowhere/],
    ["no fault", "faults", json('{"kind":"toString"}'), 400, /breakRole/],
    ["no snapshot", "snapshot", { method: "PUT", body: "nothing" }, 400, /no snapshot/],
    [
      "what a form of another page may send",
      "advance",
      { method: "POST", body: '{"ms":1}', headers: { "content-type": "text/plain" } },
      415,
      /content type is text\/plain; allowed is application\/json/,
    ],
    [
      "an empty form of another page",
      "settle",
      { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" } },
      415,
      /content type is application\/x-www-form-urlencoded; allowed is application\/json/,
    ],
    ["a body where there is none", "now", { method: "DELETE" }, 405, /there are: GET now/],
    ["a long body", "advance", json(`{"ms":${"1".repeat(70_000)}}`), 413, /longer than the 65536/],
    [
      "what another site asks for",
      "snapshot",
      { headers: { "sec-fetch-site": "cross-site" } },
      403,
      /web page \(cross-site\)/,
    ],
    [
      "a page of the same machine on another port",
      "settle",
      { method: "POST", headers: { origin: "http://127.0.0.1:3000" } },
      403,
      /web page/,
    ],
    [
      "a page of no origin",
      "settle",
      { method: "POST", headers: { origin: "null" } },
      403,
      /web page/,
    ],
    [
      "a web page",
      "settle",
      { method: "POST", headers: { origin: "http://a.b" } },
      403,
      /web page/,
    ],
  ])("refuses %s, and changes nothing", async (_name, path, init, code, message) => {
    await controlled(async ({ call, mock }) => {
      const before = mock.bucket("source");
      const response = await call(path, init);
      expect(response.status).toBe(code);
      expect(await response.text()).toMatch(message);
      expect(mock.bucket("source")).toEqual(before);
      expect(mock.now()).toBe(Date.UTC(2026, 0, 1));
    });
  });

  test.each<[string, number, ControlOptions]>([
    ["localhost", 200, {}],
    ["LOCALHOST:9090", 200, {}],
    ["s3.localhost", 200, {}],
    ["127.0.0.1", 200, {}],
    ["127.1.2.3:1", 200, {}],
    ["[::1]:9090", 200, {}],
    ["rebound.example", 403, {}],
    ["localhost.example", 403, {}],
    ["10.0.0.7", 403, {}],
    ["10.0.0.7", 200, { host: "10.0.0.7" }],
    ["10.0.0.7", 200, { host: "0.0.0.0" }],
    ["rebound.example", 403, { host: "0.0.0.0" }],
    ["s3mock", 403, { host: "0.0.0.0" }],
    ["s3mock:9090", 200, { host: "0.0.0.0", allowedHosts: ["s3mock"] }],
  ])("answers by the name %p with %d", async (host, status, options) => {
    await controlled(async ({ server }) => {
      expect(await statusBy(host, "now", server)).toBe(status);
      expect(await statusBy(host, "health", server)).toBe(200);
    }, options);
  });

  test("lets in a page of its own, and one of a host that was allowed", async () => {
    await controlled(
      async ({ call, server }) => {
        const settle = async (origin: string) =>
          (await call("settle", { method: "POST", headers: { origin } })).status;
        expect(await settle(server.url)).toBe(200);
        expect(await settle("https://console.test")).toBe(200);
        expect(await settle("https://other.test")).toBe(403);
      },
      { allowedHosts: ["console.test"] },
    );
  });

  test("refuses what is announced to be too long before it has come", async () => {
    await controlled(async ({ server }) => {
      const answer = await new RawConnection(server)
        .send(
          `PUT ${controlPath}snapshot HTTP/1.1`,
          "Host: localhost",
          "Content-Length: 99999999999",
          "",
          "",
        )
        .untilClosed();
      expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    });
  });

  test("gives a snapshot in pieces to whoever reads it, and takes it back", async () => {
    await controlled(async ({ call, client, mock }) => {
      // Long enough to come in several pieces, whose order matters.
      const Body = Buffer.from(Array.from({ length: 2_000_000 }, (_, at) => (at >> 8) ^ at));
      await client.send(new PutObjectCommand({ Bucket: "source", Key: "k", Body }));
      const before = mock.bucket("source");
      const bytes = Buffer.from(mock.snapshot().toBytes());
      const given = await call("snapshot");
      expect(given.headers.get("content-type")).toBe("application/octet-stream");
      expect(Buffer.from(await given.arrayBuffer()).equals(bytes)).toBe(true);
      mock.reset();
      expect(mock.bucket("source")).not.toEqual(before);
      expect((await call("snapshot", { method: "PUT", body: bytes })).status).toBe(200);
      expect(mock.bucket("source")).toEqual(before);
    });
  });

  test("asks why with the key that an object would be encrypted under", async () => {
    await controlled(async ({ call, mock }) => {
      mock.iam.putKey({ KeyId: "k1", KeyState: "Disabled" });
      const why = async (name: string) =>
        (
          await call(`why?bucket=source&key=k&serverSideEncryption=aws:kms&kmsKeyId=${name}`)
        ).text();
      expect(await why("k1")).toContain("is disabled");
      expect(await why("k2")).toContain("no rule matches it");
    });
  });

  test("shows numbers of SQL that are too large for JSON's, and what cannot be shown is told", async () => {
    const answers: Record<string, unknown> = { n: [{ n: 2n ** 100n }] };
    answers.round = answers;
    await controlled(
      async ({ call }) => {
        const query = async (sql: string) => (await call("query", json(`{"sql":"${sql}"}`))).json();
        expect(await query("n")).toEqual([{ n: "1267650600228229401496703205376" }]);
        expect(await query("round")).toEqual({ error: expect.stringContaining("circular") });
      },
      {},
      { query: async (sql) => [answers[sql] as never].flat() },
    );
  });

  test("tells how it is, and since when, to whoever asks", async () => {
    const credentials = [{ accessKeyId: "id", secretAccessKey: "secret" }];
    await controlled(
      async ({ call }) => {
        const health = Object(await (await call("health")).json());
        expect(health).toEqual({
          status: "ok",
          version: "1.2.3",
          id: expect.stringMatching(/^\d+-\d+$/),
          uptimeMs: expect.any(Number),
        });
        expect(health.uptimeMs).toBeGreaterThanOrEqual(0);
      },
      { credentials, version: "1.2.3" },
    );
  });

  test("needs a key and its secret where the server has some", async () => {
    const credentials = [{ accessKeyId: "id", secretAccessKey: "a:secret" }];
    await controlled(
      async ({ call, command }) => {
        const refused = await call("now");
        expect(refused.status).toBe(401);
        expect(refused.headers.get("www-authenticate")).toMatch(/^Basic /);
        const key = ["--access-key", "id", "--secret-key"];
        expect((await command("now", ...key, "a:secret")).code).toBe(0);
        expect(await command("now", ...key, "another")).toMatchObject({
          code: 1,
          stderr: expect.stringContaining("this server has access keys"),
        });
      },
      { credentials },
    );
  });
});
