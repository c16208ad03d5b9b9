import { PutObjectCommand } from "@aws-sdk/client-s3";
import { replicationMock } from "s3-replication-mock";
import { manualClock } from "../../lib/base/clock.js";
import { kmsKeyArn } from "../../lib/defaults/defaultEncryption.js";
import { checkKmsKey } from "../../lib/operations/objects/checkKmsKey.js";
import type { KmsKeyState } from "../../lib/state/faults.js";
import { createS3 } from "../../lib/state/s3.js";
import { clientOf } from "../support/client.js";

const accountId = "123456789012";
const scope = { region: "eu-west-1", accountId };
const arn = `arn:aws:kms:eu-west-1:${accountId}:key/1234`;

test.each<[state: KmsKeyState, code: string, message: string]>([
  ["Missing", "KMS.NotFoundException", `Key '${arn}' does not exist`],
  ["Disabled", "KMS.DisabledException", `${arn} is disabled.`],
  ["PendingDeletion", "KMS.KMSInvalidStateException", `${arn} is pending deletion.`],
])("a key that is %s fails with %s", (state, code, message) => {
  const clock = manualClock();
  const s3 = createS3({ accountId, region: "eu-west-1", clock, seed: 1, delay: 0 });
  expect(() => checkKmsKey(s3, arn)).not.toThrow();
  s3.faults.kmsKeys.set(1, { key: "1234", state, struck: 0 });
  expect(() => checkKmsKey(s3, arn)).toThrow(expect.objectContaining({ code, message }));
});

test.each([
  ["an ARN", arn, arn],
  ["an id", "1234", arn],
  ["an alias", "alias/mine", `arn:aws:kms:eu-west-1:${accountId}:alias/mine`],
])("a key that is named by %s has an ARN", (_by, name, expected) => {
  expect(kmsKeyArn(name, scope)).toBe(expected);
});

describe("a key that was described", () => {
  const otherRegion = `arn:aws:kms:us-west-2:${accountId}`;
  const here = `arn:aws:kms:us-east-1:${accountId}`;

  test.each<[name: string, isIt: boolean]>([
    [`${here}:key/k1`, true],
    ["k1", true],
    ["alias/mine", true],
    [`${here}:alias/mine`, true],
    ["1", false],
    ["xk1", false],
    ["alias/others", false],
    [`${here}:alias/others`, false],
    [`${otherRegion}:key/k1`, false],
    [`${otherRegion}:alias/mine`, false],
    ["arn:aws:kms:us-east-1:999999999999:alias/mine", false],
  ])("is it the one that %s names: %s", async (SSEKMSKeyId, isIt) => {
    const mock = replicationMock({ accountId, buckets: { bucket: {} } });
    mock.iam.putKey({ KeyId: "k0", Aliases: ["alias/first"] });
    mock.iam.putKey({ KeyId: "k1", KeyState: "Disabled", Aliases: ["alias/other", "alias/mine"] });
    const put = clientOf(mock).send(
      new PutObjectCommand({
        Bucket: "bucket",
        Key: "k",
        Body: "",
        ServerSideEncryption: "aws:kms",
        SSEKMSKeyId,
      }),
    );
    const outcome = await put.then(
      () => "stored",
      (error: Error) => error.name,
    );
    expect(outcome).toBe(isIt ? "KMS.DisabledException" : "stored");
  });
});
