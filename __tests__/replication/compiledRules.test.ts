import fc from "fast-check";
import { rulesForKey } from "../../lib/replication/compiledRules.js";
import { compile, compileRules } from "../support/compiledRules.js";
import { arn, configuration, v2, v2To } from "../support/replicationConfigurations.js";

const kmsKey = "arn:aws:kms:us-east-1:123456789012:key/1";
const tagged = {
  And: {
    Tags: [
      { Key: "a", Value: "1" },
      { Key: "b", Value: "2" },
    ],
  },
};
const enabled = { Status: "Enabled" } as const;
const disabled = { Status: "Disabled" } as const;

describe("A compiled configuration", () => {
  test("resolves the defaults of a rule with nothing optional", () => {
    expect(compile(v2()).rules).toEqual([
      {
        id: "rule",
        isEnabled: true,
        schemaVersion: "V2",
        priority: 1,
        prefix: "",
        tags: [],
        replicatesDeleteMarkers: false,
        replicatesReplicaModifications: false,
        replicatesKmsEncrypted: false,
        destination: { bucket: "destination", overridesOwner: false, hasMetrics: false },
      },
    ]);
  });

  test("carries everything a rule can say", () => {
    const rule = v2To(
      {
        Account: "123456789012",
        StorageClass: "STANDARD_IA",
        AccessControlTranslation: { Owner: "Destination" },
        EncryptionConfiguration: { ReplicaKmsKeyID: kmsKey },
        ReplicationTime: { Status: "Enabled", Time: { Minutes: 15 } },
        Metrics: { Status: "Enabled", EventThreshold: { Minutes: 15 } },
      },
      {
        Status: "Disabled",
        Filter: { And: { Prefix: "logs/", Tags: [{ Key: "a", Value: "1" }] } },
        SourceSelectionCriteria: {
          SseKmsEncryptedObjects: enabled,
          ReplicaModifications: enabled,
        },
      },
    );
    const compiled = compile(rule);
    expect(compiled).toMatchObject({ role: configuration().Role, schemaVersion: "V2" });
    expect(compiled.rules).toEqual([
      {
        id: "rule",
        isEnabled: false,
        schemaVersion: "V2",
        priority: 1,
        prefix: "logs/",
        tags: [{ Key: "a", Value: "1" }],
        replicatesDeleteMarkers: false,
        replicatesReplicaModifications: true,
        replicatesKmsEncrypted: true,
        destination: {
          bucket: "destination",
          accountId: "123456789012",
          storageClass: "STANDARD_IA",
          overridesOwner: true,
          replicaKmsKeyId: kmsKey,
          replicationTimeMinutes: 15,
          hasMetrics: true,
        },
      },
    ]);
  });

  test("has no Replication Time Control where its Status is Disabled", () => {
    const [rule] = compile(
      v2To({ ReplicationTime: { ...disabled, Time: { Minutes: 15 } }, Metrics: disabled }),
    ).rules;
    expect(rule?.destination).toMatchObject({
      replicationTimeMinutes: undefined,
      hasMetrics: false,
    });
  });

  test("links each prefix to the longest one that it begins with", () => {
    const rules = ["a/b/c", "b", "a/", "a/b", "", "a/", "a/d"].map((Prefix) => ({
      Filter: { Prefix },
    }));
    expect(compileRules(...rules).prefixes).toEqual([
      { prefix: "", parent: -1, rules: [4] },
      { prefix: "a/", parent: 0, rules: [5, 2] },
      { prefix: "a/b", parent: 1, rules: [3] },
      { prefix: "a/b/c", parent: 2, rules: [0] },
      { prefix: "a/d", parent: 1, rules: [6] },
      { prefix: "b", parent: 0, rules: [1] },
    ]);
  });

  test("is plain data, equal and as useful after a structured clone", () => {
    const compiled = compileRules({ Filter: { Prefix: "logs/" } }, { Filter: tagged });
    const clone = structuredClone(compiled);
    expect(clone).toEqual(compiled);
    expect(rulesForKey(clone, "logs/a").map(({ id }) => id)).toEqual(["rule 1", "rule 2"]);
  });

  test("shares nothing with the document that was put", () => {
    const rule = v2();
    const compiled = compile(rule);
    rule.Filter = { Prefix: "changed" };
    if (rule.Destination !== undefined) rule.Destination.Bucket = arn("changed");
    expect(compiled.document).toEqual(configuration(v2()));
  });
});

describe("The rules for a key", () => {
  // Few letters, so that prefixes nest and meet; U+FFFF sorts behind surrogates in UTF-8 only.
  const text = fc.string({
    unit: fc.constantFrom("a", "b", "/", "\uffff", "\u{1f600}"),
    maxLength: 6,
  });
  const prefixes = fc.array(text, { minLength: 1, maxLength: 25 });

  test("are those whose prefix the key begins with, in document order", () => {
    fc.assert(
      fc.property(prefixes, text, (drawn, key) => {
        const compiled = compileRules(...drawn.map((Prefix) => ({ Filter: { Prefix } })));
        const expected = compiled.rules.filter(({ prefix }) => key.startsWith(prefix));
        expect(rulesForKey(compiled, key)).toEqual(expected);
      }),
    );
  });

  test("are the deepest of a thousand nested prefixes and all above it", () => {
    const nested = Array.from({ length: 1000 }, (_, length) => "a".repeat(length));
    const compiled = compileRules(...nested.map((Prefix) => ({ Filter: { Prefix } })));
    expect(rulesForKey(compiled, "a".repeat(1024))).toHaveLength(1000);
    expect(rulesForKey(compiled, "aaab")).toHaveLength(4);
    expect(rulesForKey(compiled, "b")).toHaveLength(1);
  });
});
