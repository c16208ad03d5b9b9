import { get } from "node:http";
import { consolePath } from "../../lib/console/pageFile.js";
import { type Listen, shown } from "../support/consoleScene.js";
import { accessKey, RawConnection } from "../support/server.js";

// The page is built into the package; the source has none.
jest.mock("../../lib/console/builtPage.js", () => ({
  builtPage: { script: "script", style: "style" },
}));

const json = { "content-type": "application/json" };

function statusBy(host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const options = { port, host: "127.0.0.1", path: `${consolePath}/api/time`, headers: { host } };
    get(options, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on("error", reject);
  });
}

describe("the console", () => {
  test("is there only where it was asked for", async () => {
    await shown(
      async ({ call }) => {
        expect(await (await call("")).text()).toMatch(/<Code>NoSuchBucket<\/Code>/);
      },
      { console: false },
    );
  });

  test("lets its page load nothing from elsewhere and run nothing that is not in its file", async () => {
    await shown(async ({ call }) => {
      const { headers } = await call("/api/overview");
      const policy = headers.get("content-security-policy");
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain("unsafe");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    });
  });

  test.each<[string, string, RequestInit, number, RegExp]>([
    ["a change without its token", "/api/settle", { method: "POST", headers: json }, 403, /reload/],
    [
      "a change with another token",
      "/api/advance",
      { method: "POST", headers: { ...json, "x-console-token": "guessed" }, body: '{"ms":1}' },
      403,
      /only the console's own page/,
    ],
    [
      "a page of another origin",
      "/api/overview",
      { headers: { origin: "http://a.b" } },
      403,
      /web page/,
    ],
    ["what it does not change", "/api/reset", { method: "POST", headers: json }, 404, /has no/],
    ["a name that every object has", "/api/constructor", {}, 404, /has no/],
    ["a bucket that is not there", "/api/bucket?bucket=nowhere", {}, 404, /no such thing/],
  ])("refuses %s", async (_name, path, init, status, message) => {
    await shown(async ({ call, mock }) => {
      const response = await call(path, init);
      expect(response.status).toBe(status);
      expect(await response.text()).toMatch(message);
      expect(mock.now()).toBe(Date.UTC(2026, 0, 1));
    });
  });

  test.each<[string, number, Listen]>([
    ["localhost", 200, {}],
    ["rebound.example", 403, {}],
    ["console.test", 200, { console: { allowedHosts: ["console.test"] } }],
  ])("answers by the name %p with %d", async (host, status, listen) => {
    await shown(async ({ port }) => expect(await statusBy(host, port)).toBe(status), listen);
  });

  // `assumed`
  test("leaves targets that are no URLs, and keys of its own name in a bucket's host, to S3", async () => {
    await shown(async ({ port }) => {
      const answer = (target: string, host = "localhost") =>
        new RawConnection({ port })
          .send(`GET ${target} HTTP/1.1`, `Host: ${host}`, "Connection: close", "", "")
          .untilClosed();
      expect(await answer("//")).toMatch(/^HTTP\/1\.1 200 /);
      expect(await answer("http://[")).toMatch(/^HTTP\/1\.1 [24]00 /);
      expect(await answer(`${consolePath}/api/time`, "source.s3.localhost")).toMatch(/NoSuchKey/);
    });
  });

  test("is for keys of the server's first account", async () => {
    const other = { accessKeyId: "AKIDOTHER", secretAccessKey: "other", accountId: "210987654321" };
    const basic = ({ accessKeyId, secretAccessKey }: typeof accessKey) => ({
      authorization: `Basic ${btoa(`${accessKeyId}:${secretAccessKey}`)}`,
    });
    await shown(
      async ({ call }) => {
        const statusWith = async (headers: Record<string, string>) =>
          (await call("/api/time", { headers })).status;
        expect(await statusWith({})).toBe(401);
        expect(await statusWith(basic(accessKey))).toBe(200);
        expect(await statusWith(basic(other))).toBe(403);
      },
      { credentials: [accessKey, other] },
    );
  });

  test("changes what its own page asks for, by the token that the page was given", async () => {
    await shown(async ({ call, mock }) => {
      const page = await (await call("/")).text();
      const [, token = ""] = /"console-token" content="([^"]+)"/.exec(page) ?? [];
      const headers = { ...json, "x-console-token": token };
      const response = await call("/api/advance", { method: "POST", headers, body: '{"ms":1}' });
      expect(response.status).toBe(200);
      expect(mock.now()).toBe(Date.UTC(2026, 0, 1) + 1);
      expect(await (await call("/app.js")).text()).toBe("script");
      expect((await call("/other.js")).status).toBe(404);
    });
  });
});
