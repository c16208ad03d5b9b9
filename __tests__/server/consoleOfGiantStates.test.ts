import { PutObjectCommand, PutObjectTaggingCommand } from "@aws-sdk/client-s3";
import type { ReplicationMock } from "s3-replication-mock";
import type { FaultsPage } from "../../lib/console/faultsPage.js";
import type { ObjectPage } from "../../lib/console/objectPage.js";
import type { Overview } from "../../lib/console/overview.js";
import type { BucketPage } from "../../lib/console/readRoutes.js";
import type { RequestRow } from "../../lib/console/requestsPage.js";
import type { TimelinePart } from "../../lib/console/timelinePart.js";
import type { WhyPage } from "../../lib/console/whyPage.js";
import { clientOf } from "../support/client.js";
import { Role, shown } from "../support/consoleScene.js";

// The page is built into the package; the source has none.
jest.mock("../../lib/console/builtPage.js", () => ({
  builtPage: { script: "script", style: "style" },
}));

/** What a page gets is no longer, however much there is. */
const mostBytes = 1_048_576;

type Buckets = NonNullable<Parameters<typeof shown>[2]>;
type Ask = <Answer>(path: string) => Promise<Answer>;

async function giant(
  buckets: Buckets,
  use: (at: { readonly mock: ReplicationMock; readonly ask: Ask }) => Promise<void>,
): Promise<void> {
  await shown(
    async ({ mock, call }) => {
      const ask: Ask = async (path) => {
        const text = await (await call(`/api/${path}`)).text();
        expect(Buffer.byteLength(text)).toBeLessThan(mostBytes);
        return JSON.parse(text);
      };
      await use({ mock, ask });
    },
    {},
    buckets,
  );
}

const named = (count: number, name: (number: number) => string) =>
  Array.from({ length: count }, (_, number) => name(number));

/** A bucket with a rule for each prefix, each to a bucket of its own where there are several. */
function withRules(prefixes: readonly string[], destinations: readonly string[]): Buckets {
  const Rules = prefixes.map((Prefix, number) => ({
    ID: `rule-${number}`,
    Status: "Enabled" as const,
    Priority: number + 1,
    Filter: { Prefix },
    DeleteMarkerReplication: { Status: "Disabled" as const },
    Destination: { Bucket: `arn:aws:s3:::${destinations[number % destinations.length]}` },
  }));
  return {
    ...Object.fromEntries(destinations.map((name) => [name, { versioning: "Enabled" }] as const)),
    source: { versioning: "Enabled", replication: { Role, Rules } },
  };
}

const written = { Bucket: "source", Key: "k" };

describe("the console of a giant state", () => {
  test("shows 5,000 buckets by pages, each of them once, and finds them by prefix", async () => {
    const names = named(5_000, (number) => `${number % 2 === 0 ? "even" : "odd"}-${number}`);
    await giant(Object.fromEntries(names.map((name) => [name, {}])), async ({ ask }) => {
      const seen: string[] = [];
      let from: number | undefined = 0;
      while (from !== undefined) {
        const page: Overview = await ask(`overview?prefix=even-&from=${from}`);
        expect(page.bucketCount).toBe(2_500);
        expect(page.buckets.length).toBeLessThanOrEqual(100);
        seen.push(...page.buckets.map(({ name }) => name));
        from = page.next;
      }
      expect(seen).toEqual(names.filter((name) => name.startsWith("even-")));
    });
  });

  test.each(["-1", "1.5", "x", "1e400"])("begins with the first buckets from %p", async (from) => {
    await giant({ first: {}, second: {} }, async ({ ask }) => {
      expect((await ask<Overview>(`overview?from=${from}`)).buckets).toHaveLength(2);
    });
  });

  test("shows 1,000 rules by pages, and asks those that match before others", async () => {
    const prefixes = named(1_000, (number) => `prefix-${number}/`);
    await giant(withRules(prefixes, ["destination"]), async ({ ask }) => {
      const seen: string[] = [];
      let from: number | undefined = 0;
      while (from !== undefined) {
        const page: BucketPage = await ask(`bucket?bucket=source&rule=${from}`);
        expect(page.ruleCount).toBe(1_000);
        expect(page.rules.length).toBeLessThanOrEqual(50);
        seen.push(...page.rules.map(({ ruleId }) => ruleId));
        from = page.nextRule;
      }
      expect(seen).toEqual(named(1_000, (number) => `rule-${number}`));
      const overview: Overview = await ask("overview");
      expect([overview.rules.length, overview.ruleCount]).toEqual([100, 1_000]);
      const why: WhyPage = await ask("why?bucket=source&key=prefix-999/k");
      expect([why.rules.length, why.ruleCount]).toEqual([50, 1_000]);
      expect(why.rules[0]).toMatchObject({ ruleId: "rule-999", verdict: "Matches" });
    });
  });

  test("shows of 300 pieces of work those that failed first, and how many there are", async () => {
    const destinations = named(300, (number) => `destination-${number}`);
    const buckets = withRules(
      destinations.map(() => ""),
      destinations,
    );
    await giant(buckets, async ({ mock, ask }) => {
      mock.faults.deny({ action: "s3:ReplicateObject", destination: "destination-299" });
      await clientOf(mock).send(new PutObjectCommand({ ...written, Body: "data" }));
      mock.settle();
      const page: ObjectPage = await ask("object?bucket=source&key=k");
      expect([page.work.length, page.workCount]).toEqual([100, 300]);
      expect(page.work[0]).toMatchObject({ state: "FAILED", destinationBucket: "destination-299" });
      const [request] = await ask<RequestRow[]>("requests");
      expect(request?.caused).toHaveLength(11);
      expect(request?.caused.at(-1)).toBe("And 290 more: the object's page has them.");
    });
  });

  test("shows the last of 1,000 faults, and how many there are", async () => {
    await giant({ source: {} }, async ({ mock, ask }) => {
      for (let count = 0; count < 1_000; count++) mock.faults.respond({ code: "SlowDown" });
      const page: FaultsPage = await ask("faults");
      expect([page.faults.length, page.faultCount]).toEqual([100, 1_000]);
      expect(page.faults.at(-1)?.id).toBe(mock.faults.list().at(-1)?.id);
    });
  });

  test("draws the first and the last events of a long life, and says how many it leaves out", async () => {
    await shown(async ({ mock, call }) => {
      const client = clientOf(mock);
      await client.send(new PutObjectCommand({ ...written, Body: "data" }));
      for (let count = 0; count < 300; count++) {
        const TagSet = [{ Key: "count", Value: `value-${count}` }];
        await client.send(new PutObjectTaggingCommand({ ...written, Tagging: { TagSet } }));
        mock.settle();
      }
      const part = (await (await call("/api/timeline?bucket=source&key=k")).json()) as TimelinePart;
      expect(part.eventCount).toBeGreaterThan(600);
      expect(part.leftOut).toBe(part.eventCount - 200);
      expect(part.text).toMatch(/… \(\d+ characters\)$/);
      const picture = await (await call("/api/timeline.svg?bucket=source&key=k")).text();
      expect(picture.match(/<circle/g)).toHaveLength(200);
    });
  });

  test("writes a test file of at most 500 objects", async () => {
    const objects = Object.fromEntries(named(60, (number) => `k${number}`).map((key) => [key, ""]));
    const buckets = Object.fromEntries(
      named(40, (number) => `b${number}x`).map((name) => [name, { objects }]),
    );
    await giant(buckets, async ({ ask }) => {
      const { text } = await ask<{ text: string }>("test");
      expect(text.match(/"k\d+": \{/g)).toHaveLength(500);
      expect(text).toContain("// Of a bucket's objects, the first 50; of all, 500.");
    });
  });
});
