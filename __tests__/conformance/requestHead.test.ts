import type { S3Client } from "@aws-sdk/client-s3";
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import { changeRequests } from "../support/bareRequests.js";
import { errorOf } from "../support/client.js";
import { objectStore } from "../support/objectStore.js";
import { served } from "../support/server.js";

// Recorded in versitygw issue 2180 and va.gov-team issue 89412; that the query counts is documented.
const refused = {
  name: "RequestHeaderSectionTooLarge",
  message: "Your request header section exceeds the maximum allowed size.",
  MaxSizeAllowed: "8192",
  $metadata: { httpStatusCode: 400 },
};
const key = { Bucket: "plain", Key: "k" };

async function refusesLongHeads(client: S3Client): Promise<void> {
  await client.send(new PutObjectCommand({ ...key, Body: "x" }));
  let value = "x".repeat(8192);
  changeRequests(client, ({ headers }) => {
    headers["x-amz-custom-header"] = value;
  });
  expect(await errorOf(client.send(new GetObjectCommand(key)))).toMatchObject(refused);
  value = "x".repeat(6000);
  expect((await client.send(new GetObjectCommand(key))).ContentLength).toBe(1);
  const listing = { Bucket: "plain", StartAfter: "y".repeat(3000) };
  expect(await errorOf(client.send(new ListObjectsV2Command(listing)))).toMatchObject(refused);
}

describe("a request whose headers and query are longer than 8 KB is refused", () => {
  test("by the plugin", async () => {
    await refusesLongHeads(objectStore().s3);
  });

  test("by a server", async () => {
    await served(({ client }) => refusesLongHeads(client({ forcePathStyle: true })));
  });
});

test("an object's metadata of more than 8 KB is refused as a head that is too long", async () => {
  const Metadata = { a: "x".repeat(9000) };
  const send = objectStore().s3.putObject({ ...key, Metadata });
  expect(await errorOf(send)).toMatchObject(refused);
});
