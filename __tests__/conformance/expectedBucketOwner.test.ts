import type { S3Client } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { operationNames } from "../../lib/base/operationNames.generated.js";
import { operations } from "../../lib/operations/operations.js";
import { operationModel } from "../../lib/wire/model.js";
import { clientOf, errorOf } from "../support/client.js";
import { sendByName, smallestInput } from "../support/sending.js";

const registered = operationNames.filter((name) => name in operations);
const onBuckets = registered.filter((name) => {
  const { input } = operationModel(name);
  return input.labels.includes("Bucket") && name !== "CreateBucket";
});
const withExpectedOwner = onBuckets.filter((name) =>
  operationModel(name).input.headers.some(({ member }) => member === "ExpectedBucketOwner"),
);

function inputOf(operation: string, members: object): object {
  return { ...smallestInput(operation), ...members };
}

function clientWithBucket(): S3Client {
  return clientOf(replicationMock({ buckets: { bucket: { objects: { key: "content" } } } }));
}

const isHead = (operation: string) => operation.startsWith("Head");

test("every operation on a bucket lets the client expect its owner", () => {
  expect(withExpectedOwner).toEqual(onBuckets);
});

describe.each(withExpectedOwner.map((name) => [name]))("%s", (operation) => {
  test("refuses a bucket that is not the expected owner's", async () => {
    const input = inputOf(operation, { ExpectedBucketOwner: "000000000000" });
    const error = await errorOf(sendByName(clientWithBucket(), operation, input));
    expect(error.$metadata.httpStatusCode).toBe(403);
    if (isHead(operation)) return;
    expect(error).toMatchObject({ name: "AccessDenied", message: "Access Denied" });
  });

  test.each([["abcd"], ["0000000000020"]])(
    "refuses the expected owner %s, which is no account",
    async (ExpectedBucketOwner) => {
      const input = inputOf(operation, { ExpectedBucketOwner });
      const error = await errorOf(sendByName(clientWithBucket(), operation, input));
      expect(error.$metadata.httpStatusCode).toBe(400);
      if (isHead(operation)) return;
      expect(error).toMatchObject({
        name: "InvalidBucketOwnerAWSAccountID",
        message: `The value of the expected bucket owner parameter must be an AWS Account ID... [${ExpectedBucketOwner}]`,
      });
    },
  );

  test("tells of a bucket that is missing before it looks at the expected owner", async () => {
    const input = inputOf(operation, { Bucket: "missing", ExpectedBucketOwner: "abcd" });
    const error = await errorOf(sendByName(clientWithBucket(), operation, input));
    expect(error.$metadata.httpStatusCode).toBe(404);
    if (isHead(operation)) return;
    expect(error).toMatchObject({
      name: "NoSuchBucket",
      message: "The specified bucket does not exist",
      BucketName: "missing",
    });
  });
});
