import type { Browser } from "playwright-core";
import { openBrowser } from "./console/browser.js";
import { giantStories } from "./console/giantStories.js";
import { safetyStories } from "./console/safety.js";
import { type Story, stories } from "./console/stories.js";
import { type Outcome, outcomeOf, Tally } from "./tally.js";

const tally = new Tally();
const browser = await openBrowser();
for (const story of [...stories, ...safetyStories, ...giantStories]) {
  if (browser === undefined) tally.skip(story.title, "there is no Chromium");
  else tally.add(story.title, [await tell(story, browser)]);
}
await browser?.close();
tally.finish();
// Where nothing could be run, nothing has failed.
if (browser === undefined) process.exitCode = 0;

async function tell(story: Story, open: Browser): Promise<Outcome> {
  try {
    await story.run(open);
    return outcomeOf([]);
  } catch (error) {
    return outcomeOf([error instanceof Error ? (error.stack ?? error.message) : String(error)]);
  }
}
