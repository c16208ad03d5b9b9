import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { S3Client } from "@aws-sdk/client-s3";
import type { Browser, Page } from "playwright-core";
import type { ReplicationMock, ReplicationMockOptions } from "s3-replication-mock";
import { repositoryRoot } from "../repositoryRoot.js";

/** A console in a browser, of a mock of its own. */
export interface Scene {
  readonly mock: ReplicationMock;
  readonly client: S3Client;
  readonly page: Page;
  /** Of the server, without a path. */
  readonly url: string;
  /** What went wrong in the page, and what it asked others for. */
  readonly problems: readonly string[];
}

interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Where a server shows its console. */
export const consolePath = "/_s3-replication-mock/console";

/** Two buckets, of which one replicates to the other what begins with `photos/` or is tagged. */
export const twoBuckets: NonNullable<ReplicationMockOptions["buckets"]> = {
  destination: { versioning: "Enabled", region: "eu-west-1" },
  source: {
    versioning: "Enabled",
    replication: {
      Role: "arn:aws:iam::123456789012:role/replication",
      Rules: [
        {
          ID: "photos",
          Status: "Enabled",
          Priority: 1,
          Filter: { Prefix: "photos/" },
          DeleteMarkerReplication: { Status: "Disabled" },
          Destination: { Bucket: "arn:aws:s3:::destination" },
        },
        {
          ID: "tagged",
          Status: "Enabled",
          Priority: 2,
          Filter: { Tag: { Key: "team", Value: "red" } },
          DeleteMarkerReplication: { Status: "Disabled" },
          Destination: { Bucket: "arn:aws:s3:::destination" },
        },
      ],
    },
  },
};

/** Serves a mock as it is installed, and shows its console while `use` runs. */
export async function shown(
  browser: Browser,
  { accessKey, ...options }: ReplicationMockOptions & { readonly accessKey?: AccessKey },
  use: (scene: Scene) => Promise<void>,
): Promise<void> {
  const built = pathToFileURL(join(repositoryRoot, "dist/esm/index.js")).href;
  const { manualClock, replicationMock }: typeof import("s3-replication-mock") = await import(
    built
  );
  const mock = replicationMock({ delay: 60_000, clock: manualClock(), ...options });
  const server = await mock.listen({
    console: true,
    ...(accessKey && { credentials: [accessKey] }),
  });
  const client = new S3Client({ region: "us-east-1" });
  client.middlewareStack.use(mock);
  const page = await browser.newPage({
    viewport: { width: 1_280, height: 900 },
    ...(accessKey && {
      httpCredentials: { username: accessKey.accessKeyId, password: accessKey.secretAccessKey },
    }),
  });
  page.setDefaultTimeout(20_000);
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(`the page threw ${error.message}`));
  page.on("dialog", (dialog) => {
    problems.push(`the page opened a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`the page said ${message.text()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(server.url)) problems.push(`it asked for ${request.url()}`);
  });
  try {
    await page.goto(server.url + consolePath);
    await use({ mock, client, page, url: server.url, problems });
  } finally {
    await page.close();
    client.destroy();
    await server.close();
  }
}
