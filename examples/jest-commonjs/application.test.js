const { S3Client } = require("@aws-sdk/client-s3");
const { replicationMock } = require("s3-replication-mock");
const { archive } = require("./archive.js");
const { buckets } = require("./buckets.js");

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
