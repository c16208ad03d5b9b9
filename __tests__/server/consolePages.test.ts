import { HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import type { Overview } from "../../lib/console/overview.js";
import { consolePath } from "../../lib/console/pageFile.js";
import { type BucketPage, readRoutes } from "../../lib/console/readRoutes.js";
import type { VersionPage } from "../../lib/console/versionPage.js";
import { clientOf } from "../support/client.js";
import { Role, Rules, shown } from "../support/consoleScene.js";
import { RawConnection } from "../support/server.js";

// The page is built into the package; the source has none.
jest.mock("../../lib/console/builtPage.js", () => ({
  builtPage: { script: "script", style: "style" },
}));

describe("the console's pages", () => {
  test("leave no trace when they look", async () => {
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

  test("show a configuration as the document and as the input of the SDK's command", async () => {
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

  test("count the work of each rule and its bytes", async () => {
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

  test("show the versions of a bucket by pages, each of them once", async () => {
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

  test("tell of changes as they come", async () => {
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
