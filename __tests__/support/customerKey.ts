import { createHash } from "node:crypto";
import type { S3 } from "@aws-sdk/client-s3";

/** The members that carry a key of a customer's own, made of one letter. */
export function customerKey(letter = "a") {
  const key = Buffer.from(letter.repeat(32));
  return {
    SSECustomerAlgorithm: "AES256",
    SSECustomerKey: key.toString("base64"),
    SSECustomerKeyMD5: createHash("md5").update(key).digest("base64"),
  };
}

/** Lets customers' keys into a bucket; new buckets block them. */
export async function allowCustomerKeys(s3: S3, bucket: string): Promise<void> {
  await s3.putBucketEncryption({
    Bucket: bucket,
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" },
          BlockedEncryptionTypes: { EncryptionType: ["NONE"] },
        },
      ],
    },
  });
}
