import { get } from "node:http";
import { HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { manualClock, type ReplicationMock, replicationMock } from "s3-replication-mock";
import type { Overview } from "../../lib/console/overview.js";
import { consolePath } from "../../lib/console/pageFile.js";
import { type BucketPage, readRoutes } from "../../lib/console/readRoutes.js";
import type { VersionPage } from "../../lib/console/versionPage.js";
import { clientOf } from "../support/client.js";
import { accessKey, RawConnection } from "../support/server.js";

// The page is built into the package; the source has none.
jest.mock("../../lib/console/builtPage.js", () => ({
  builtPage: { script: "script", style: "style" },
}));

type Listen = Parameters<ReplicationMock["listen"]>[0];

const Rules = [
  {
    ID: "all",
    Status: "Enabled",
    Priority: 1,
    Filter: { Prefix: "" },
    DeleteMarkerReplication: { Status: "Disabled" },
    Destination: { Bucket: "arn:aws:s3:::destination" },
  } as const,
];
const Role = "arn:aws:iam::123456789012:role/replication";

/** A mock with its console, while `use` runs. */
async function shown(
  use: (scene: {
    readonly mock: ReplicationMock;
    readonly url: string;
    readonly port: number;
    readonly call: (path: string, init?: RequestInit) => Promise<Response>;
  }) => Promise<void>,
  listen: Listen = {},
): Promise<void> {
  const mock = replicationMock({
    clock: manualClock(),
    delay: { reads: 2 },
    buckets: {
      destination: { versioning: "Enabled" },
      source: { versioning: "Enabled", objects: { old: "0" }, replication: { Role, Rules } },
    },
  });
  const server = await mock.listen({ console: true, timeoutMs: 5_000, ...listen });
  const { url, port } = server;
  const call = (path: string, init?: RequestInit) => fetch(`${url}${consolePath}${path}`, init);
  try {
    await use({ mock, url, port, call });
  } finally {
    await server.close();
  }
}

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

  test("leaves no trace when it looks", async () => {
    await shown(async ({ call, mock }) => {
      const client = clientOf(mock);
      await client.send(new PutObjectCommand({ Bucket: "source", Key: "k", Body: "1" }));
      const before = Buffer.from(mock.snapshot().toBytes());
      for (const path of [...Object.keys(readRoutes), "timeline.svg"]) {
        const response = await call(`/api/${path}?bucket=source&key=k`);
        expect([path, response.status]).toEqual([path, 200]);
      }
      expect(Buffer.from(mock.snapshot().toBytes()).equals(before)).toBe(true);
      const { ReplicationStatus } = await client.send(
        new HeadObjectCommand({ Bucket: "source", Key: "k" }),
      );
      expect(ReplicationStatus).toBe("PENDING");
    });
  });

  test("shows a configuration as the document and as the input of the SDK's command", async () => {
    await shown(async ({ call }) => {
      const answer = await call("/api/bucket?bucket=source");
      const { configurations, rules } = (await answer.json()) as BucketPage;
      const replication = configurations.find(
        ({ operation }) => operation === "PutBucketReplication",
      );
      expect(replication?.document).toContain("<ID>all</ID>\n<Status>Enabled</Status>");
      expect(JSON.parse(replication?.input ?? "")).toEqual({
        Bucket: "source",
        ReplicationConfiguration: { Role, Rules },
      });
      expect(rules[0]?.words).toContain("Replicates every new object to destination.");
    });
  });

  test("counts the work of each rule and its bytes", async () => {
    await shown(async ({ call, mock }) => {
      const client = clientOf(mock);
      await client.send(new PutObjectCommand({ Bucket: "source", Key: "k", Body: "123" }));
      mock.settle();
      await client.send(new PutObjectCommand({ Bucket: "source", Key: "l", Body: "12345" }));
      const { rules } = (await (await call("/api/overview")).json()) as Overview;
      expect(rules).toMatchObject([
        {
          source: "source",
          destination: "destination",
          work: {
            COMPLETED: { operations: 1, sizeBytes: 3 },
            PENDING: { operations: 1, sizeBytes: 5 },
            FAILED: { operations: 0, sizeBytes: 0 },
          },
        },
      ]);
    });
  });

  test("shows the versions of a bucket by pages, each of them once", async () => {
    await shown(async ({ call, mock }) => {
      const client = clientOf(mock);
      for (let count = 0; count < 230; count++) {
        await client.send(new PutObjectCommand({ Bucket: "source", Key: "k", Body: `${count}` }));
      }
      const ids: string[] = [];
      let after: string | undefined;
      do {
        const query = new URLSearchParams({ bucket: "source", ...(after && { after }) });
        const page = (await (await call(`/api/bucket?${query}`)).json()) as VersionPage;
        expect(page.rows.length).toBeLessThanOrEqual(200);
        ids.push(...page.rows.map(({ versionId }) => versionId));
        after = page.next;
      } while (after !== undefined);
      const all = mock.bucket("source")?.versions.map(({ versionId }) => versionId);
      expect(ids).toEqual(all);
    });
  });

  test("tells of changes as they come", async () => {
    await shown(async ({ mock, port }) => {
      const connection = new RawConnection({ port });
      connection.send(`GET ${consolePath}/api/events HTTP/1.1`, "Host: localhost", "", "");
      expect(await connection.until(/data: \d+/)).toContain("text/event-stream");
      const client = clientOf(mock);
      const told = connection.until(/data: \d+.*data: \d+/s);
      await client.send(new PutObjectCommand({ Bucket: "source", Key: "k", Body: "1" }));
      expect(await told).toMatch(/event: changed/);
      const toldAgain = connection.until(/(data: \d+.*){3}/s);
      mock.settle();
      expect(await toldAgain).toMatch(/event: changed/);
      connection.destroy();
    });
  });
});
