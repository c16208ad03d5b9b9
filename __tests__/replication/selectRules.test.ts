import type { ReplicationRule } from "@aws-sdk/client-s3";
import fc from "fast-check";
import {
  type Change,
  judgeRule,
  judgeRules,
  matchesTags,
  selectRules,
} from "../../lib/replication/compiledRules.js";
import type { CompiledRule } from "../../lib/state/replicationRules.js";
import { change, compile, compileRules } from "../support/compiledRules.js";
import { arn, v1 } from "../support/replicationConfigurations.js";

const kmsKey = "arn:aws:kms:us-east-1:123456789012:key/1";
const marker = change({ operation: "deleteMarker" });
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
const ids = (rules: readonly CompiledRule[]): string[] => rules.map(({ id }) => id);
const tags = (text: string) =>
  [...new URLSearchParams(text)].map(([Key, Value]) => ({ Key, Value }));

describe("A rule's tags", () => {
  const [rule] = compileRules({ Filter: tagged }).rules;
  test.each([
    ["match an object that has all of them", "a=1&b=2", true],
    ["match in any order and beside others", "c=3&b=2&a=1", true],
    ["do not match an object that lacks one", "a=1&c=3", false],
    ["do not match another value", "a=1&b=3", false],
    ["do not match another case", "A=1&b=2", false],
    ["do not match an object without tags", "", false],
  ])("%s", (_, text, matches) => {
    expect(rule && matchesTags(rule, tags(text))).toBe(matches);
  });
});

describe("One rule judges a change", () => {
  const kms = {
    SourceSelectionCriteria: { SseKmsEncryptedObjects: enabled },
    Destination: {
      Bucket: arn("destination"),
      EncryptionConfiguration: { ReplicaKmsKeyID: kmsKey },
    },
  };
  const kmsOff = { ...kms, SourceSelectionCriteria: { SseKmsEncryptedObjects: disabled } };
  const encrypted = change({ isKmsEncrypted: true });
  test.each<[name: string, rule: Partial<ReplicationRule>, change: Change, verdict: string]>([
    ["as Matches by its prefix", { Filter: { Prefix: "logs/" } }, change(), "Matches"],
    ["as PrefixDiffers", { Filter: { Prefix: "log/" } }, change(), "PrefixDiffers"],
    ["as Disabled", disabled, change(), "Disabled"],
    ["as TagsDiffer", { Filter: tagged }, change({ tags: tags("a=1") }), "TagsDiffer"],
    ["as Matches by its tags", { Filter: tagged }, change({ tags: tags("a=1&b=2") }), "Matches"],
    ["as KmsNotSelected without the opt-in", {}, encrypted, "KmsNotSelected"],
    ["as KmsNotSelected with a Disabled opt-in", kmsOff, encrypted, "KmsNotSelected"],
    ["as Matches with the opt-in", kms, encrypted, "Matches"],
    ["as Matches for what is not under KMS, with the opt-in", kms, change(), "Matches"],
    ["as TagFilterOnDeleteMarker", { Filter: tagged }, marker, "TagFilterOnDeleteMarker"],
    ["as DeleteMarkerReplicationDisabled", {}, marker, "DeleteMarkerReplicationDisabled"],
    ["as Matches for a marker", { DeleteMarkerReplication: enabled }, marker, "Matches"],
  ])("%s", (_, rule, aChange, verdict) => {
    expect(compileRules(rule).rules.map((compiled) => judgeRule(compiled, aChange))).toEqual([
      verdict,
    ]);
  });
});

describe("The rules that replicate a change", () => {
  const elsewhere = { Destination: { Bucket: arn("elsewhere") } };
  const markers = { DeleteMarkerReplication: enabled };
  const untagged = { Filter: {} };
  test.each<[name: string, rules: Partial<ReplicationRule>[], change: Change, winners: string[]]>([
    ["are none where none matches", [{ Filter: { Prefix: "x" } }], change(), []],
    ["are one per destination", [{}, elsewhere], change(), ["rule 1", "rule 2"]],
    ["are those of highest priority", [{}, {}, elsewhere], change(), ["rule 2", "rule 3"]],
    ["go by priority and not by place", [{ Priority: 9 }, {}], change(), ["rule 1"]],
    [
      "go by priority and not by length of prefix",
      [{ Filter: { Prefix: "logs/" } }, {}],
      change(),
      ["rule 2"],
    ],
    ["pass over a Disabled one of higher priority", [{}, disabled], change(), ["rule 1"]],
    ["pass over one whose tags differ", [{}, { Filter: tagged }], change(), ["rule 1"]],
    ["pass over one that does not select KMS", [{}, {}], change({ isKmsEncrypted: true }), []],
    ["of a delete marker need the Enabled element", [markers], marker, ["rule 1"]],
    ["of a delete marker are none below a winner that declines", [markers, {}], marker, []],
    [
      "of a delete marker are the winner whatever declines below it",
      [{}, markers],
      marker,
      ["rule 2"],
    ],
    [
      "of a delete marker pass over tags",
      [{ ...markers, ...untagged }, { Filter: tagged }],
      marker,
      ["rule 1"],
    ],
    ["of a delete marker pass over Disabled", [markers, disabled], marker, ["rule 1"]],
    [
      "of a delete marker are chosen per destination",
      [markers, { ...elsewhere }],
      marker,
      ["rule 1"],
    ],
  ])("%s", (_, rules, aChange, winners) => {
    expect(ids(selectRules(compileRules(...rules), aChange))).toEqual(winners);
  });

  test("of a delete marker are the matching ones in V1", () => {
    const compiled = compile(v1({ ID: "logs", Prefix: "logs/" }), v1({ ID: "b", Prefix: "b" }));
    expect(compiled.schemaVersion).toBe("V1");
    expect(ids(selectRules(compiled, marker))).toEqual(["logs"]);
  });
});

describe("Every rule's judgement", () => {
  test("tells a loser to LowerPriority from one that does not match", () => {
    const compiled = compileRules({}, disabled, {}, { Filter: { Prefix: "x" } });
    expect(judgeRules(compiled, change()).map(({ verdict }) => verdict)).toEqual([
      "LowerPriority",
      "Disabled",
      "Matches",
      "PrefixDiffers",
    ]);
  });

  test("has Matches exactly on the rules that replicate the change", () => {
    const rule = fc.record({
      Status: fc.constantFrom("Enabled", "Disabled"),
      Filter: fc.constantFrom({ Prefix: "" }, { Prefix: "logs/" }, { Prefix: "x" }, tagged),
      Destination: fc.constantFrom({ Bucket: arn("one") }, { Bucket: arn("two") }),
    });
    const changes = fc.constantFrom(change(), marker, change({ tags: tags("a=1&b=2") }));
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 12 }), changes, (rules, aChange) => {
        const compiled = compileRules(...rules);
        const matching = judgeRules(compiled, aChange).filter(
          ({ verdict }) => verdict === "Matches",
        );
        expect(matching.map(({ rule: { id } }) => id)).toEqual(ids(selectRules(compiled, aChange)));
      }),
    );
  });
});
