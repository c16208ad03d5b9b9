import { compilePolicy } from "../../../lib/access/policies/compilePolicy.js";
import { evaluate } from "../../../lib/access/policies/evaluate.js";
import { defaultKeyPolicy } from "../../../lib/access/policies/knownPolicies.js";
import type { ContextValues } from "../../../lib/access/policies/language/conditionContext.js";
import { principalNamed } from "../../../lib/access/principals.js";
import { accountA, accountB, compiled, policyOf, question, verdict } from "./question.js";

const role = `arn:aws:iam::${accountA}:role/repl`;
const principal = principalNamed(role, "s3-replication");
const sourceKey = `arn:aws:kms:us-east-1:${accountA}:key/KS`;
const destinationKey = `arn:aws:kms:eu-west-1:${accountB}:key/KD`;
const read = { Effect: "Allow", Action: "s3:GetObjectVersionForReplication", Resource: "*" };
const kms = (action: string, Resource: string, region: string, context: string) => ({
  Effect: "Allow",
  Action: action,
  Resource,
  Condition: {
    StringLike: {
      "kms:ViaService": `s3.${region}.amazonaws.com`,
      "kms:EncryptionContext:aws:s3:arn": context,
    },
  },
});
const decrypt = kms("kms:Decrypt", sourceKey, "us-east-1", "arn:aws:s3:::src/*");
const encrypt = kms("kms:Encrypt", destinationKey, "eu-west-1", "arn:aws:s3:::dst/*");

describe("a key of replication", () => {
  const use = (
    action: string,
    key: string,
    policy: readonly object[],
    keyPolicy: object,
    values: ContextValues,
  ) => {
    const [resourceAccountId = ""] = key.match(/\d{12}/) ?? [];
    return verdict(
      evaluate(
        question({
          principal,
          action,
          resource: key,
          resourceAccountId,
          resourceKind: "key",
          identityPolicies: [compiled(...policy)],
          resourcePolicy: compilePolicy(keyPolicy),
          values,
        }),
      ),
    );
  };
  const via = (region: string, arn: string) => ({
    "kms:ViaService": `s3.${region}.amazonaws.com`,
    "kms:EncryptionContext:aws:s3:arn": arn,
  });
  const no = "implicit: identity-based policy";
  const ofA = defaultKeyPolicy(accountA);
  const naming = policyOf({
    Effect: "Allow",
    Principal: { AWS: role },
    Action: "kms:Encrypt",
    Resource: "*",
  });

  test.each<[string, string, string, readonly object[], object, ContextValues, string]>([
    [
      "decrypts the source",
      "kms:Decrypt",
      sourceKey,
      [decrypt],
      ofA,
      via("us-east-1", "arn:aws:s3:::src/k"),
      "yes",
    ],
    [
      "does not without a statement",
      "kms:Decrypt",
      sourceKey,
      [read],
      ofA,
      via("us-east-1", "arn:aws:s3:::src/k"),
      no,
    ],
    [
      "does not with a Bucket Key's context",
      "kms:Decrypt",
      sourceKey,
      [decrypt],
      ofA,
      via("us-east-1", "arn:aws:s3:::src"),
      no,
    ],
    [
      "encrypts for another account that names the role",
      "kms:Encrypt",
      destinationKey,
      [encrypt],
      naming,
      via("eu-west-1", "arn:aws:s3:::dst/k"),
      "yes",
    ],
    [
      "does not in another Region",
      "kms:Encrypt",
      destinationKey,
      [encrypt],
      naming,
      via("us-east-1", "arn:aws:s3:::dst/k"),
      no,
    ],
    [
      "does not where the other account names nobody",
      "kms:Encrypt",
      destinationKey,
      [encrypt],
      defaultKeyPolicy(accountB),
      via("eu-west-1", "arn:aws:s3:::dst/k"),
      "implicit: resource-based policy",
    ],
  ])("%s", (_fact, action, key, policy, keyPolicy, values, expected) => {
    expect(use(action, key, policy, keyPolicy, values)).toBe(expected);
  });
});
