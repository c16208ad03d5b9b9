import { S3Client } from "@aws-sdk/client-s3";
import { Test } from "@nestjs/testing";
import { replicationMock } from "s3-replication-mock";
import { ArchiveModule } from "./archive.module.js";
import { ArchiveService } from "./archive.service.js";
import { buckets } from "./buckets.js";

const mock = replicationMock({ buckets });
const installed = mock.install(S3Client);
afterAll(() => installed.end());

test("what the service archives reaches the backup", async () => {
  const module = await Test.createTestingModule({ imports: [ArchiveModule] }).compile();
  await module.get(ArchiveService).archive("2026.txt", "42");
  mock.settle();
  expect(mock.bucket("backup")?.versions).toMatchObject([
    { key: "TaxDocs/2026.txt", isReplica: true },
  ]);
});
