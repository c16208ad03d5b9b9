import { configurationTexts } from "./bucketConfigurationTexts.js";
import type { ConsoleSource } from "./consoleSource.js";
import { faultsPage } from "./faultsPage.js";
import { objectPage } from "./objectPage.js";
import { overviewOf } from "./overview.js";
import { requestsPage } from "./requestsPage.js";
import { ruleInWords } from "./ruleInWords.js";
import { testFile } from "./testFile.js";
import { timelineSvgOf, timelineText } from "./timelinePart.js";
import { timePage } from "./timePage.js";
import { versionPage } from "./versionPage.js";
import { whyPage } from "./whyPage.js";

/** The parameters of a query. */
export type Query = Readonly<Record<string, string | undefined>>;

/** Looks something up for a page; undefined where there is no such thing. */
export type Read = (source: ConsoleSource, query: Query) => unknown;

/** What the pages ask for, by their paths. Nothing of it changes anything. */
export const readRoutes: Readonly<Record<string, Read>> = {
  overview: ({ s3 }, { prefix = "", from }) => overviewOf(s3, { prefix, from: placeIn(from) }),
  bucket: bucketOf,
  object: ({ s3 }, query) => objectPage(s3, objectIn(query)),
  timeline: ({ s3, lives }, query) => timelineText(s3, lives, objectIn(query)),
  why: ({ s3 }, query) => whyPage(s3, query),
  time: ({ s3 }) => timePage(s3),
  faults: ({ s3 }) => faultsPage(s3),
  requests: ({ s3 }) => requestsPage(s3),
  test: ({ s3, dialect }) => ({ text: testFile(s3, dialect) }),
};

/** A version's life as a picture, by itself: a browser runs nothing that is in an image. */
export function timelinePicture({ s3, lives }: ConsoleSource, query: Query): string {
  return timelineSvgOf(s3, lives, objectIn(query));
}

const shownRules = 50;

function bucketOf({ s3 }: ConsoleSource, query: Query) {
  const { bucket: name = "", prefix = "", after } = query;
  const bucket = s3.buckets.get(name);
  if (bucket === undefined) return undefined;
  const rules = bucket.replication?.rules ?? [];
  const from = placeIn(query.rule);
  return {
    name,
    region: bucket.region,
    owner: bucket.ownerId,
    versioning: bucket.versioning ?? "never enabled",
    keyCount: bucket.versions.size,
    rules: rules.slice(from, from + shownRules).map((rule) => ({
      ruleId: rule.id,
      words: ruleInWords(rule),
    })),
    ruleCount: rules.length,
    /** Where the next rules begin; undefined where there are no more. */
    nextRule: rules.length > from + shownRules ? from + shownRules : undefined,
    configurations: configurationTexts(s3, bucket),
    ...versionPage(s3, bucket, { prefix, after }),
  };
}

/** What the page of a bucket shows. */
export type BucketPage = NonNullable<ReturnType<typeof bucketOf>>;

function objectIn({ bucket = "", key = "", versionId }: Query) {
  return { bucket, key, versionId };
}

/** How many of a list come before; what was made up stands for the beginning. */
function placeIn(text: string | undefined): number {
  const place = Number(text ?? 0);
  return Number.isSafeInteger(place) && place > 0 ? place : 0;
}
