import { operations } from "../../../lib/operations/operations.js";
import { errorOf } from "../../support/client.js";
import { sendByName } from "../../support/sending.js";
import { bucketRows } from "./bucketRows.js";
import { configurationRows } from "./configurationRows.js";
import { listingRows } from "./listingRows.js";
import { objectRows } from "./objectRows.js";
import { refusingStore } from "./row.js";
import { uploadRows } from "./uploadRows.js";

const rows = [...bucketRows, ...configurationRows, ...listingRows, ...objectRows, ...uploadRows];

/**
 * Operations that have nothing to refuse but what all have: a bucket that is missing, another owner than expected,
 * a caller who may not, and values that are none of their type.
 */
const nothingOfTheirOwn = [
  "DeleteBucketCors",
  "DeleteBucketEncryption",
  "DeleteBucketLifecycle",
  "DeleteBucketOwnershipControls",
  "DeleteBucketPolicy",
  "DeleteBucketReplication",
  "DeleteBucketTagging",
  "DeleteBucketWebsite",
  "DeletePublicAccessBlock",
  "GetBucketAccelerateConfiguration",
  "GetBucketAcl",
  "GetBucketEncryption",
  "GetBucketLocation",
  "GetBucketLogging",
  "GetBucketNotificationConfiguration",
  "GetBucketRequestPayment",
  "GetBucketVersioning",
  "HeadBucket",
];

test("every operation says what it refuses, or that it refuses nothing of its own", () => {
  const told = new Set<string>(rows.map(([operation]) => operation));
  expect([...told, ...nothingOfTheirOwn].sort()).toEqual(Object.keys(operations).sort());
});

test.each(rows)("%s refuses %s", async (operation, _fault, input, code) => {
  const { s3, ids } = await refusingStore();
  const sent = typeof input === "function" ? input(ids) : input;
  const error = await errorOf(sendByName(s3, operation, sent));
  if (typeof code === "number") expect(error.$metadata.httpStatusCode).toBe(code);
  else expect([error.name, error.message]).toEqual([code, expect.any(String)]);
});

// That each key answers for itself is `assumed`.
test("DeleteObjects lists a key over 1,024 bytes as KeyTooLongError and deletes the rest", async () => {
  const { s3 } = await refusingStore();
  const Objects = [{ Key: "x".repeat(1025) }, { Key: "k" }];
  const output = await s3.deleteObjects({ Bucket: "plain", Delete: { Objects } });
  expect(output.Errors).toMatchObject([{ Code: "KeyTooLongError" }]);
  expect(output.Deleted).toMatchObject([{ Key: "k" }]);
});
