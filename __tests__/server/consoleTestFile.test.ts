import * as sdk from "@aws-sdk/client-s3";
import * as library from "s3-replication-mock";
import { clientOf } from "../support/client.js";

const replication = {
  Role: "arn:aws:iam::123456789012:role/replication",
  Rules: [
    {
      ID: "photos",
      Status: "Enabled",
      Priority: 1,
      Filter: { Prefix: "photos/" },
      DeleteMarkerReplication: { Status: "Disabled" },
      Destination: { Bucket: "arn:aws:s3:::destination" },
    } as const,
  ],
};

/** The text that the console offers to be copied. */
async function textOf(mock: library.ReplicationMock): Promise<string> {
  const server = await mock.listen({ console: true });
  try {
    const answer = await fetch(`${server.url}/_s3-replication-mock/console/api/test`);
    return ((await answer.json()) as { text: string }).text;
  } finally {
    await server.close();
  }
}

/** Runs the text as a test runner would. */
async function runTestFile(text: string): Promise<void> {
  const code = text
    .replace(/^import (\{.*\}) from "@aws-sdk\/client-s3";$/m, "const $1 = sdk;")
    .replace(/^import (\{.*\}) from "s3-replication-mock";$/m, "const $1 = library;");
  let running: Promise<void> | undefined;
  const test = (_title: string, run: () => Promise<void>) => {
    running = run();
  };
  new Function("sdk", "library", "test", "expect", code)(sdk, library, test, expect);
  await running;
}

test("the test that is copied passes by itself", async () => {
  const mock = library.replicationMock({
    buckets: {
      destination: { versioning: "Enabled", region: "eu-west-1" },
      source: {
        versioning: "Enabled",
        objects: { old: { body: "1", tags: { a: "b" } }, ["__proto__"]: "2" },
        replication,
      },
    },
  });
  const client = clientOf(mock);
  const source = { Bucket: "source" };
  await client.send(new sdk.PutObjectCommand({ ...source, Key: "photos/`\n", Body: "meow" }));
  await client.send(new sdk.HeadObjectCommand({ ...source, Key: "old" }));
  await client.send(new sdk.GetObjectCommand({ ...source, Key: "gone" })).catch(() => {});
  await client.send(new sdk.HeadObjectCommand({ ...source, Key: "__proto__" }));
  mock.faults.respond({ code: "SlowDown", key: /never/ });
  await client.send(new sdk.ListObjectsV2Command(source));
  mock.settle();
  const text = await textOf(mock);
  expect(text).toContain("// Not sent again: ListObjectsV2.");
  expect(text).toContain("new PutObjectCommand");
  expect(text).toMatch(/rejects\.toThrow\(\); \/\/ "NoSuchKey"/);
  expect(text).toContain('.toBe("COMPLETED")');
  await runTestFile(text);
});

test("the test that is copied fails where replication comes to something else", async () => {
  const mock = library.replicationMock({
    buckets: {
      destination: { versioning: "Enabled" },
      source: { versioning: "Enabled", replication },
    },
  });
  await clientOf(mock).send(
    new sdk.PutObjectCommand({ Bucket: "source", Key: "photos/cat", Body: "meow" }),
  );
  mock.settle();
  const text = (await textOf(mock)).replace('"photos/"', '"films/"');
  await expect(runTestFile(text)).rejects.toThrow(/COMPLETED/);
});
