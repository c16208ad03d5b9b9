import { join } from "node:path";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { openBrowser } from "./console/browser.js";
import { shown, twoBuckets } from "./console/scene.js";
import { goTo } from "./console/stories.js";
import { repositoryRoot } from "./repositoryRoot.js";

/** The picture of the console in the README, from the running product. */
const browser = await openBrowser();
if (browser === undefined) throw new Error("There is no Chromium to make the picture with.");
await shown(browser, { buckets: twoBuckets }, async ({ client, mock, page }) => {
  const put = (Key: string, Tagging?: string) =>
    client.send(new PutObjectCommand({ Bucket: "source", Key, Body: "meow", Tagging }));
  await put("photos/cat.jpg");
  await put("photos/dog.jpg");
  mock.settle();
  mock.faults.fail({ prefix: "report", reason: "AssumeRoleNotPermitted" });
  await put("report.pdf", "team=red");
  mock.settle();
  await put("photos/bird.jpg");
  await page.setViewportSize({ width: 1_100, height: 760 });
  await goTo(page, "#/");
  await page.getByText("1 pending", { exact: false }).first().waitFor();
  await page.screenshot({ path: join(repositoryRoot, "docs/console.png") });
});
await browser.close();
