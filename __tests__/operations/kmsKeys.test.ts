import { manualClock } from "../../lib/base/clock.js";
import { kmsKeyArn } from "../../lib/defaults/defaultEncryption.js";
import { checkKmsKey } from "../../lib/operations/objects/checkKmsKey.js";
import type { KmsKeyState } from "../../lib/state/faults.js";
import { createS3 } from "../../lib/state/s3.js";

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
