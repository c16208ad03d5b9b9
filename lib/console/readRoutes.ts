import { createHash } from "node:crypto";
import { explainWrite } from "../observe/explain/explainWrite.js";
import { timeline } from "../observe/timeline/timeline.js";
import { configurationTexts } from "./bucketConfigurationTexts.js";
import type { ConsoleSource } from "./consoleSource.js";
import { faultsPage } from "./faultsPage.js";
import { objectPage } from "./objectPage.js";
import { overviewOf } from "./overview.js";
import { requestsPage } from "./requestsPage.js";
import { ruleInWords } from "./ruleInWords.js";
import { testFile } from "./testFile.js";
import { timePage } from "./timePage.js";
import { versionPage } from "./versionPage.js";

/** The parameters of a query. */
export type Query = Readonly<Record<string, string | undefined>>;

/** Looks something up for a page; undefined where there is no such thing. */
export type Read = (source: ConsoleSource, query: Query) => unknown;

/** What the pages ask for, by their paths. Nothing of it changes anything. */
export const readRoutes: Readonly<Record<string, Read>> = {
  overview: ({ s3 }) => overviewOf(s3),
  bucket: bucketOf,
  object: ({ s3 }, query) => objectPage(s3, objectIn(query)),
  timeline({ s3, lives }, query) {
    const { bucket, key, versionId } = objectIn(query);
    const { events, text } = timeline(s3, lives, {
      Bucket: bucket,
      Key: key,
      VersionId: versionId,
    });
    const mark = createHash("sha256").update(text).digest("hex");
    return { text, mark, eventCount: events.length };
  },
  why: ({ s3 }, query) =>
    explainWrite(s3, {
      Bucket: query.bucket ?? "",
      Key: query.key ?? "",
      Tagging: new URLSearchParams(tagsIn(query.tags ?? "")).toString() || undefined,
      ServerSideEncryption: query.encryption,
    }),
  time: ({ s3 }) => timePage(s3),
  faults: ({ s3 }) => faultsPage(s3),
  requests: ({ s3 }) => requestsPage(s3),
  test: ({ s3, dialect }) => ({ text: testFile(s3, dialect) }),
};

/** A version's life as a picture, by itself: a browser runs nothing that is in an image. */
export function timelinePicture({ s3, lives }: ConsoleSource, query: Query): string {
  const { bucket, key, versionId } = objectIn(query);
  return timeline(s3, lives, { Bucket: bucket, Key: key, VersionId: versionId }).svg;
}

function bucketOf({ s3 }: ConsoleSource, { bucket: name = "", prefix = "", after }: Query) {
  const bucket = s3.buckets.get(name);
  if (bucket === undefined) return undefined;
  return {
    name,
    region: bucket.region,
    owner: bucket.ownerId,
    versioning: bucket.versioning ?? "never enabled",
    keyCount: bucket.versions.size,
    rules: (bucket.replication?.rules ?? []).map((rule) => ({
      ruleId: rule.id,
      words: ruleInWords(rule),
    })),
    configurations: configurationTexts(s3, bucket),
    ...versionPage(s3, bucket, { prefix, after }),
  };
}

/** What the page of a bucket shows. */
export type BucketPage = NonNullable<ReturnType<typeof bucketOf>>;

function objectIn({ bucket = "", key = "", versionId }: Query) {
  return { bucket, key, versionId };
}

/** As they are typed: `team=red`, each in a line or after a comma. */
function tagsIn(text: string): [string, string][] {
  return text
    .split(/[\n,]/)
    .map((each) => each.trim())
    .filter((each) => each !== "")
    .map((each) => {
      const [key = "", ...value] = each.split("=");
      return [key.trim(), value.join("=").trim()];
    });
}
