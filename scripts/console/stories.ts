import { equal, ok } from "node:assert/strict";
import { HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import type { Browser, Page } from "playwright-core";
import { type Scene, shown, twoBuckets } from "./scene.js";

/** Something that is true of the console in a browser; it throws where it is not. */
export interface Story {
  readonly title: string;
  run(browser: Browser): Promise<void>;
}

const cat = { Bucket: "source", Key: "photos/cat.jpg" };

/** What is done by clicking only. */
export const stories: readonly Story[] = [
  {
    title: "select the object and look under Overview to view its replication status",
    run: (browser) =>
      shown(browser, { buckets: twoBuckets }, async ({ client, page, problems }) => {
        await client.send(new PutObjectCommand({ ...cat, Body: "meow" }));
        await open(page, "source");
        await open(page, "photos/cat.jpg");
        await statusIs(page, "PENDING");
        await page.getByRole("button", { name: "Settle" }).click();
        await statusIs(page, "COMPLETED");
        ok(await page.getByRole("heading", { name: "Timeline" }).isVisible(), "a timeline");
        await page
          .getByRole("region", { name: "Replication work" })
          .getByRole("link", { name: "destination" })
          .click();
        await open(page, "photos/cat.jpg");
        await statusIs(page, "REPLICA");
        equal(problems.join("\n"), "");
      }),
  },
  {
    title: "requests come to the page as they come to the mock",
    run: (browser) =>
      shown(browser, { buckets: twoBuckets }, async ({ client, page }) => {
        await page.getByRole("link", { name: "Requests" }).click();
        await page.getByText("There was no request yet.").waitFor();
        await client.send(new HeadObjectCommand(cat)).catch(() => {});
        await page.getByText("HeadObject").waitFor();
        await client.send(new PutObjectCommand({ ...cat, Body: "meow" }));
        await page.getByText("PutObject").click();
        await page.getByText("OBJECT_PUT to destination: PENDING").waitFor();
        await page.getByRole("link", { name: "Copy as test" }).click();
        await page.getByText("new PutObjectCommand").waitFor();
      }),
  },
  {
    title: "time moves on every page, with the keyboard too",
    run: (browser) =>
      shown(browser, { buckets: twoBuckets }, async ({ client, mock, page }) => {
        await client.send(new PutObjectCommand({ ...cat, Body: "meow" }));
        await page.getByRole("link", { name: "Time", exact: true }).click();
        await page.getByText("OBJECT_PUT to destination by rule photos").waitFor();
        const before = mock.now();
        await page.getByRole("button", { name: "+15 min" }).focus();
        await page.keyboard.press("Enter");
        await page.getByText("Nothing comes by itself.").waitFor();
        ok(mock.now() - before >= 15 * 60_000, "a quarter of an hour");
      }),
  },
  {
    title: "a fault is begun, takes effect and is ended",
    run: (browser) =>
      shown(browser, { buckets: twoBuckets }, async ({ client, mock, page }) => {
        await page.getByRole("link", { name: "Faults" }).click();
        await page.getByLabel("Kind").selectOption("latency");
        await page.getByLabel("Kind").selectOption("respond");
        await page.getByRole("button", { name: "Begin" }).click();
        await page.getByRole("button", { name: "End fault 1" }).waitFor();
        await client.send(new PutObjectCommand({ ...cat, Body: "meow" }));
        await page.getByRole("row", { name: "respond" }).getByText("2", { exact: true }).waitFor();
        await page.getByRole("button", { name: "End fault 1" }).click();
        await page.getByText("No fault is in force.").waitFor();
        equal(mock.faults.list().length, 0);
      }),
  },
  {
    title: "the rules answer about an object that nobody has written",
    run: (browser) =>
      shown(browser, { buckets: twoBuckets }, async ({ mock, page }) => {
        await page.getByRole("link", { name: "Why not?" }).click();
        await page.getByLabel("Bucket").fill("source");
        await page.getByText("It would not be replicated: no rule matches it.").waitFor();
        await page.getByLabel("Tags").fill("team=red");
        await page.getByText("It would be replicated to s3://destination.").waitFor();
        await page.getByLabel("Encryption").selectOption("aws:kms");
        await page.getByText("does not select SSE-KMS objects").waitFor();
        equal(mock.bucket("source")?.versions.length, 0);
      }),
  },
  {
    title: "a server with access keys shows its console to whoever has one",
    run: (browser) => {
      const accessKey = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "a secret" };
      return shown(browser, { buckets: twoBuckets, accessKey }, async ({ client, page }) => {
        await open(page, "source");
        await client.send(new PutObjectCommand({ ...cat, Body: "meow" }));
        await open(page, "photos/cat.jpg");
        await page.getByRole("button", { name: "Settle" }).click();
        await statusIs(page, "COMPLETED");
      });
    },
  },
  {
    title: "100,000 keys are shown with at most 200 rows in the page",
    run: (browser) => shown(browser, { buckets: manyKeys() }, lookThroughKeys),
  },
  {
    title: "a phone shows every page without scrolling sideways",
    run: (browser) =>
      shown(browser, { buckets: twoBuckets }, async ({ client, page }) => {
        await page.setViewportSize({ width: 390, height: 800 });
        await client.send(new PutObjectCommand({ ...cat, Body: "meow" }));
        for (const place of places) {
          await goTo(page, place);
          const width = await page.evaluate("document.documentElement.scrollWidth");
          ok(Number(width) <= 390, `${place} is ${width} wide`);
        }
      }),
  },
];

/** The address of every page, where there is the object of the stories. */
export const places: readonly string[] = [
  "#/",
  "#/bucket?bucket=source",
  "#/object?bucket=source&key=photos%2Fcat.jpg",
  "#/why?bucket=source",
  "#/time",
  "#/faults",
  "#/requests",
  "#/test",
];

const isShown =
  "document.querySelector('main').dataset.address === location.hash && document.querySelector('main').children.length > 1 && !document.querySelector('main').textContent.includes('Loading…')";

/** Goes to a page, and waits until it is there with what it shows. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(place)}`);
  // The page's policy forbids what waits for an expression in the page itself.
  while (!(await page.evaluate(isShown))) await page.waitForTimeout(20);
}

/** Clicks on what has a name in a table. */
async function open(page: Page, name: string): Promise<void> {
  await page.getByRole("cell").getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
}

/** Waits until the page of an object shows its status. */
export async function statusIs(page: Page, status: string): Promise<void> {
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  const row = page.locator("dl div").filter({ hasText: "Replication status" });
  await row.getByText(status, { exact: true }).waitFor();
}

function manyKeys() {
  const keys = Array.from({ length: 100_000 }, (_, index) => String(index).padStart(6, "0"));
  const objects = Object.fromEntries(keys.map((key) => [`key-${key}`, "0"]));
  return { source: { versioning: "Enabled", objects } } as const;
}

async function lookThroughKeys({ page }: Scene): Promise<void> {
  const rows = page.getByRole("region", { name: "Versions" }).getByRole("row");
  const atMost = async (): Promise<void> => ok((await rows.count()) <= 200, "at most 200 rows");
  await open(page, "source");
  await page.getByRole("link", { name: "key-000000" }).waitFor();
  await atMost();
  await page.getByRole("link", { name: "Next page" }).click();
  await page.getByRole("link", { name: "key-000100" }).waitFor();
  await atMost();
  await page.getByLabel("Keys that begin with").fill("key-0999");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("link", { name: "key-099900" }).waitFor();
  await page.getByRole("link", { name: "key-099999" }).waitFor();
  await atMost();
}
