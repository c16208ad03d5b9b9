import type {
  Destination,
  ReplicationConfiguration,
  ReplicationRule,
  ReplicationRuleFilter,
} from "@aws-sdk/client-s3";
import fc from "fast-check";
import { foreignAccount } from "./replicationClient.js";
import { arn, metrics, replicationTime, role } from "./replicationConfigurations.js";

const status = fc.constantFrom("Enabled" as const, "Disabled" as const);
const text = fc.string({ unit: "grapheme", maxLength: 20 });
const tag = fc.record({
  Key: fc.string({ unit: "grapheme", minLength: 1, maxLength: 9 }),
  Value: text,
});

function tags(minLength: number) {
  return fc.uniqueArray(tag, { selector: ({ Key }) => Key, minLength, maxLength: 4 });
}

const filter: fc.Arbitrary<ReplicationRuleFilter> = fc.oneof(
  fc.constant({}),
  fc.record({ Prefix: text }),
  fc.record({ Tag: tag }),
  fc.record({ And: fc.record({ Prefix: text, Tags: tags(1) }) }),
  fc.record({ And: fc.record({ Tags: tags(2) }) }),
);

/** Members that go together, each set of them valid by itself and beside the others. */
const timing = fc.constantFrom<Partial<Destination>>(
  {},
  metrics("Enabled"),
  metrics("Disabled"),
  { ...replicationTime("Enabled"), ...metrics("Enabled", 15) },
  { ...replicationTime("Disabled"), ...metrics("Disabled") },
);
const owner = fc.constantFrom<Partial<Destination>>(
  {},
  { Account: "abc" },
  { Bucket: arn("foreign") },
  {
    Bucket: arn("foreign"),
    Account: foreignAccount,
    AccessControlTranslation: { Owner: "Destination" },
  },
);
const storage = fc.constantFrom<Partial<Destination>>(
  {},
  { StorageClass: "STANDARD" },
  { StorageClass: "GLACIER_IR" },
);
const key = fc.constantFrom("key/1", "alias/replicas");
const selection = fc.option(
  fc.record({ SseKmsEncryptedObjects: fc.record({ Status: status }), key }),
  {
    nil: undefined,
  },
);
const modifications = fc.option(fc.record({ Status: status }), { nil: undefined });

const v2Rule: fc.Arbitrary<ReplicationRule> = fc
  .record({ status, filter, markers: status, timing, owner, storage, selection, modifications })
  .map((drawn) => {
    const { SseKmsEncryptedObjects, key: keyId } = drawn.selection ?? {};
    const hasTags = drawn.filter.Tag !== undefined || drawn.filter.And !== undefined;
    const criteria = {
      ...(SseKmsEncryptedObjects && { SseKmsEncryptedObjects }),
      ...(drawn.modifications && { ReplicaModifications: drawn.modifications }),
    };
    return {
      Status: drawn.status,
      Filter: drawn.filter,
      DeleteMarkerReplication: { Status: hasTags ? "Disabled" : drawn.markers },
      ...(Object.keys(criteria).length > 0 && { SourceSelectionCriteria: criteria }),
      Destination: {
        Bucket: arn("destination"),
        ...drawn.owner,
        ...drawn.storage,
        ...drawn.timing,
        ...(keyId && {
          EncryptionConfiguration: {
            ReplicaKmsKeyID: `arn:aws:kms:eu-west-1:123456789012:${keyId}`,
          },
        }),
      },
    };
  });

/** Of the same length, so that none of them begins with another. */
const v1Prefix = fc.string({ unit: "grapheme-ascii", minLength: 3, maxLength: 3 });

const v1Rule: fc.Arbitrary<ReplicationRule> = fc
  .record({ Status: status, Prefix: v1Prefix, storage })
  .map(({ storage: members, ...rule }) => ({
    ...rule,
    Destination: { Bucket: arn("destination"), ...members },
  }));

const id = fc.oneof(
  fc.constantFrom(undefined, ""),
  fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 255 }),
);
const ids = fc.uniqueArray(id, {
  minLength: 8,
  maxLength: 8,
  comparator: (a, b) => !!a && a === b,
});
const priorities = fc.uniqueArray(fc.nat({ max: 2 ** 31 - 1 }), { minLength: 8, maxLength: 8 });

const v2Rules = fc
  .tuple(fc.array(v2Rule, { minLength: 1, maxLength: 8 }), ids, priorities)
  .map(([rules, drawnIds, drawn]) =>
    rules.map((rule, at) => withId({ ...rule, Priority: drawn[at] ?? 0 }, drawnIds[at])),
  );
const v1Rules = fc
  .tuple(
    fc.uniqueArray(v1Rule, { selector: ({ Prefix }) => Prefix, minLength: 1, maxLength: 8 }),
    ids,
  )
  .map(([rules, drawnIds]) => rules.map((rule, at) => withId(rule, drawnIds[at])));

function withId(rule: ReplicationRule, ID: string | undefined): ReplicationRule {
  return ID === undefined ? rule : { ...rule, ID };
}

/** Any configuration that S3 accepts for the bucket `source` of `replicationClient`. */
export const validConfigurations: fc.Arbitrary<ReplicationConfiguration> = fc
  .oneof(v2Rules, v1Rules)
  .map((Rules) => ({ Role: role, Rules }));

const wrongTexts = ["", "x", "é", "Enabled", "Disabled", arn("source"), arn("nowhere"), undefined];
const wrongNumbers = [-1, 0, 14, 15.5, 2 ** 31, undefined];

/**
 * Configurations with one to three members anywhere replaced by others of the same kind or taken
 * away, so that the SDK can send them: some stay valid.
 */
export const tamperedConfigurations: fc.Arbitrary<ReplicationConfiguration> = fc
  .tuple(
    validConfigurations,
    fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 3 }),
  )
  .map(([document, changes]) => {
    const tampered = structuredClone(document);
    for (const [place, choice] of changes) {
      const members = membersOf(tampered);
      members[place % members.length]?.(choice);
    }
    return tampered;
  });

/** For each member in a tree, a function that replaces it by one of several others. */
function membersOf(tree: object): ((choice: number) => void)[] {
  return Object.entries(tree).flatMap(([name, value]) => [
    (choice: number) => {
      const others = othersThan(value);
      // Any member may be given any value of its kind here, whatever its type says.
      (tree as Record<string, unknown>)[name] = others[choice % others.length];
    },
    ...(typeof value === "object" && value !== null ? membersOf(value) : []),
  ]);
}

function othersThan(value: unknown): readonly unknown[] {
  if (typeof value === "string") return wrongTexts;
  if (typeof value === "number") return wrongNumbers;
  if (value === undefined) return [undefined];
  // The SDK refuses a list with holes, and sends an empty one as none at all.
  return Array.isArray(value) ? [[], [...value, ...value]] : [{}];
}
