import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import "../../lib/testing/jest.js";

test("the handle of an installation can be asserted about", async () => {
  const mock = replicationMock({ buckets: { box: {} } });
  const installed = mock.install(S3Client);
  try {
    const client = new S3Client({});
    await client.send(new PutObjectCommand({ Bucket: "box", Key: "k", Body: "x" }));
    expect(installed).toHaveReceivedCommand(PutObjectCommand);
  } finally {
    installed.end();
  }
});
