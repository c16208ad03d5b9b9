import { equal, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import type { Page } from "playwright-core";
import { shown, twoBuckets } from "./scene.js";
import { goTo, places, type Story } from "./stories.js";

/** Texts that would run, or break out of where they stand, if a page took them for more than text. */
const corpus: readonly string[] = [
  "<script>window.struck=1</script>",
  "<img src=x onerror=window.struck=1>",
  '"><svg onload=window.struck=1>',
  "</title><script>window.struck=1</script>",
  "</textarea><img src=x onerror=window.struck=1>",
  "'-window.struck=1-'",
  "javascript:window.struck=1",
  "{{constructor.constructor('window.struck=1')()}}",
  "<a href=javascript:window.struck=1>x</a>",
  "<!--<img src='--><img src=x onerror=window.struck=1>//",
  "]]><foreignObject><img src=x onerror=window.struck=1></foreignObject>",
];

/** Rules, tags and metadata allow less than keys do. */
const inRule = "<img src=x onerror=window.struck=1>";

export const safetyStories: readonly Story[] = [
  {
    title: "whatever is in a name, a tag, metadata or an error is text",
    run: (browser) =>
      shown(browser, { buckets: hostileBuckets() }, async ({ client, mock, page, problems }) => {
        const Metadata = { note: inRule };
        for (const Key of corpus) {
          await client.send(new PutObjectCommand({ Bucket: "source", Key, Body: Key, Metadata }));
        }
        mock.faults.respond({ operation: "GetObject", code: "SlowDown", message: inRule });
        await client
          .send(new GetObjectCommand({ Bucket: "source", Key: `${inRule}.gone` }))
          .catch(() => {});
        for (const place of ["#/", "#/bucket?bucket=source", ...places]) {
          await goTo(page, place);
          await isHarmless(page, place);
        }
        for (const [index, key] of corpus.entries()) {
          await goTo(page, `#/object?${new URLSearchParams({ bucket: "source", key })}`);
          await isHarmless(page, key);
          equal(await page.locator("main h1").textContent(), key, `key ${index}`);
        }
        await goTo(page, "#/bucket?bucket=source");
        const text = (await page.locator("main").textContent()) ?? "";
        for (const key of corpus) ok(text.includes(key), `${key} is not shown as it is`);
        await goTo(page, "#/");
        const picture = (await page.locator("svg.picture").textContent()) ?? "";
        ok(picture.includes("<img src=x"), "the rule's name stands in the picture");
        equal(problems.join("\n"), "");
      }),
  },
  {
    title: "axe finds nothing on any page, light or dark",
    run: (browser) =>
      shown(browser, { buckets: twoBuckets }, async ({ client, mock, page }) => {
        const object = { Bucket: "source", Key: "photos/cat.jpg", Body: "meow" };
        await client.send(new PutObjectCommand({ ...object, Metadata: { made: "here" } }));
        mock.faults.unavailable({ region: "eu-west-1" });
        const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");
        await page.evaluate(axe);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          for (const place of places) {
            await goTo(page, place);
            equal(await findings(page), "", `${place}, ${colorScheme}`);
          }
        }
      }),
  },
];

function hostileBuckets(): typeof twoBuckets {
  const { source, ...others } = twoBuckets;
  const [rule] = source?.replication?.Rules ?? [];
  if (source?.replication === undefined || rule === undefined) return twoBuckets;
  const replication = {
    ...source.replication,
    Rules: [{ ...rule, ID: inRule, Filter: { Prefix: "<" } }],
  };
  const tagged = { body: "", tags: { "tag=javascript:": "+window.struck=1:" } };
  return { ...others, source: { ...source, replication, objects: { tagged } } };
}

async function isHarmless(page: Page, where: string): Promise<void> {
  equal(await page.evaluate("window.struck"), undefined, `something ran at ${where}`);
  const made = await page.evaluate(
    "document.querySelectorAll('main script, main [onerror], main [onload], main foreignObject, a[href^=\"javascript:\"]').length",
  );
  equal(made, 0, `an element was made at ${where}`);
}

async function findings(page: Page): Promise<string> {
  const found = await page.evaluate(
    "axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary).join(' | ')).join('\\n'))",
  );
  return String(found);
}
