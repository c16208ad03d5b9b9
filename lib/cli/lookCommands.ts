import type { BucketView } from "../observe/bucketView.js";
import type { Command } from "./command.js";
import { callForJson, clientFlags } from "./controlClient.js";
import { refuse } from "./flagValues.js";
import { objectOperand, versionFlag } from "./objectOperand.js";

/** A bucket as the control interface lists it. */
interface ListedBucket
  extends Pick<BucketView, "name" | "region" | "owner" | "versioning" | "isReplicated"> {
  readonly versions: number;
  readonly pendingWork: number;
}

export const bucketsCommand: Command = {
  summary: "Lists the buckets.",
  details: ["With their Regions, owners and versioning, and what is in them."],
  flags: clientFlags,
  examples: ["buckets"],
  async run(given, terminal) {
    const request = { method: "GET", path: "buckets" };
    const answer = await callForJson<readonly ListedBucket[]>(given, request);
    if (given.has("json")) {
      terminal.print(JSON.stringify(answer, undefined, 2));
      return;
    }
    for (const { name, region, owner, versioning, ...bucket } of answer) {
      const kept = versioning === undefined ? "not versioned" : `versioning ${versioning}`;
      const work = bucket.isReplicated ? `, ${bucket.pendingWork} PENDING` : "";
      terminal.print(
        `s3://${name} (${region}, account ${owner}, ${kept}): ${bucket.versions} versions${work}`,
      );
    }
    if (answer.length === 0) terminal.print("There are no buckets.");
  },
};

export const lsCommand: Command = {
  summary: "Lists the versions in a bucket, with their replication statuses.",
  operands: ["<s3://BUCKET/PREFIX>"],
  details: ["Delete markers too: keys in S3's order, the newest version of each first."],
  flags: clientFlags,
  examples: ["ls s3://source", "ls s3://source/TaxDocs/"],
  async run(given, terminal) {
    const [operand = ""] = given.operands;
    const [, bucket, prefix = ""] = /^s3:\/\/([^/]+)(?:\/(.*))?$/s.exec(operand) ?? [];
    if (bucket === undefined) refuse("the bucket", operand, "one such as s3://source/TaxDocs/");
    const request = { method: "GET", path: "bucket", query: { bucket, prefix } };
    const { versions } = await callForJson<JsonBucket>(given, request);
    if (given.has("json")) {
      terminal.print(JSON.stringify(versions, undefined, 2));
      return;
    }
    for (const version of versions) terminal.print(line(version));
    if (versions.length === 0) terminal.print("There is nothing.");
  },
};

/** As JSON has it. */
type Version = BucketView["versions"][number];
interface JsonBucket {
  readonly versions: readonly (Omit<Version, "lastModified"> & { readonly lastModified: string })[];
}

function line(version: JsonBucket["versions"][number]): string {
  const { lastModified, sizeBytes, key, versionId, replicationStatus, isLatest } = version;
  const what = version.isDeleteMarker ? "delete marker" : `${sizeBytes} bytes`;
  const current = isLatest ? "" : ", noncurrent";
  return `${lastModified} ${key} ${versionId} (${what}${current}) ${replicationStatus ?? "NONE"}`;
}

export const timelineCommand: Command = {
  summary: "Tells the life of an object version: made, matched, waiting, arrived, failed, gone.",
  operands: ["<s3://BUCKET/KEY>"],
  details: ["By the mock's clock."],
  flags: { ...versionFlag, ...clientFlags },
  examples: ["timeline s3://source/TaxDocs/2026.pdf"],
  async run(given, terminal) {
    const request = { method: "GET", path: "timeline", query: { ...objectOperand(given) } };
    const answer = await callForJson<{ readonly text: string }>(given, request);
    terminal.print(given.has("json") ? JSON.stringify(answer, undefined, 2) : answer.text);
  },
};
