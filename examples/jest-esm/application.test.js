import { S3Client } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { archive } from "./archive.js";
import { buckets } from "./buckets.js";

const mock = replicationMock({ buckets });
const installed = mock.install(S3Client);
afterAll(() => installed.end());

test("what the application archives reaches the backup", async () => {
  await archive("2026.txt", "42");
  mock.settle();
  expect(mock.bucket("backup").versions).toMatchObject([
    { key: "TaxDocs/2026.txt", isReplica: true },
  ]);
});
