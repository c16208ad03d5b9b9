import { equal, ok } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { PutObjectCommand, PutObjectTaggingCommand } from "@aws-sdk/client-s3";
import type { Page } from "playwright-core";
import { consolePath, shown, twoBuckets } from "./scene.js";
import { goTo, places, type Story, statusIs } from "./stories.js";

const cat = { Bucket: "source", Key: "photos/cat.jpg" };
const notes = { Bucket: "source", Key: "notes.txt" };

/** No page is longer: its versions are 100, its rules and all else that there may be many of, 100 each. */
const mostRows = 250;

/** What there is too much of to be shown, and too many who look. */
export const giantStories: readonly Story[] = [
  {
    title: "every page of a giant state is short, and says what it leaves out",
    run: (browser) =>
      shown(browser, { buckets: giantBuckets() }, async ({ client, mock, page, problems }) => {
        await client.send(new PutObjectCommand({ ...cat, Body: "meow" }));
        await client.send(new PutObjectCommand({ ...notes, Body: "-" }));
        mock.settle();
        for (let count = 0; count < 300; count++) {
          const TagSet = [{ Key: "count", Value: `value-${count}` }];
          await client.send(new PutObjectTaggingCommand({ ...notes, Tagging: { TagSet } }));
          mock.faults.respond({ code: "SlowDown", bucket: "elsewhere" });
        }
        for (const place of places) {
          await goTo(page, place);
          const rows = await page.getByRole("row").count();
          ok(rows <= mostRows, `${place} has ${rows} rows`);
        }
        await isTold(page, "#/", "And 900 more.");
        await isTold(page, "#/faults", "And 200 more.");
        await isTold(page, "#/object?bucket=source&key=notes.txt", "are not in the picture");
        await goTo(page, "#/");
        await page.getByLabel("Buckets that begin with").fill("bucket-0999");
        await page.getByRole("button", { name: "Search" }).click();
        await page.getByRole("cell").getByRole("link", { name: "bucket-0999" }).waitFor();
        equal(problems.join("\n"), "");
      }),
  },
  {
    title:
      "the page goes on while as many look on as the limits of the machine allow, up to 10,000",
    run: (browser) =>
      shown(browser, { buckets: twoBuckets }, async ({ client, page, problems, url }) => {
        const watchers = await watch(Number(new URL(url).port), watcherCount());
        await client.send(new PutObjectCommand({ ...cat, Body: "meow" }));
        await goTo(page, "#/object?bucket=source&key=photos%2Fcat.jpg");
        await page.getByRole("button", { name: "Settle" }).click();
        await statusIs(page, "COMPLETED");
        equal(watchers.filter(({ destroyed }) => destroyed).length, 0, "nobody was cut off");
        await Promise.all(watchers.map(dropped));
        await client.send(new PutObjectCommand({ ...cat, Body: "purr" }));
        await statusIs(page, "PENDING");
        equal(problems.join("\n"), "");
      }),
  },
];

function giantBuckets(): typeof twoBuckets {
  const names = Array.from({ length: 1_000 }, (_, number) => String(number).padStart(4, "0"));
  const Rules = names.map((name, number) => ({
    ID: `rule-${name}`,
    Status: "Enabled" as const,
    Priority: number + 1,
    Filter: { Prefix: "photos/" },
    DeleteMarkerReplication: { Status: "Disabled" as const },
    Destination: { Bucket: `arn:aws:s3:::bucket-${name}` },
  }));
  const Role = "arn:aws:iam::123456789012:role/replication";
  return {
    source: { versioning: "Enabled", replication: { Role, Rules } },
    ...Object.fromEntries(
      names.map((name) => [`bucket-${name}`, { versioning: "Enabled" }] as const),
    ),
  };
}

async function isTold(page: Page, place: string, text: string): Promise<void> {
  await goTo(page, place);
  await page.getByText(text).first().waitFor();
}

/** Both ends of each are files of this process, which has others too. */
function watcherCount(): number {
  const limit = Number(execFileSync("sh", ["-c", "ulimit -n"], { encoding: "utf8" }));
  return Math.min(10_000, Number.isNaN(limit) ? 10_000 : Math.floor((limit - 1_000) / 2));
}

async function watch(port: number, count: number): Promise<readonly Socket[]> {
  const path = `${consolePath}/api/events`;
  const sockets: Socket[] = [];
  while (sockets.length < count) {
    // As many as a listening socket lets wait.
    const batch = Array.from({ length: Math.min(250, count - sockets.length) }, () => {
      const socket = connect(port, "127.0.0.1");
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      return socket;
    });
    await Promise.all(batch.map((socket) => once(socket, "data")));
    sockets.push(...batch);
    for (const socket of batch) socket.resume();
  }
  return sockets;
}

async function dropped(socket: Socket): Promise<void> {
  const closed = once(socket, "close");
  socket.resetAndDestroy();
  await closed;
}
