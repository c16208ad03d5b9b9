import { isRecord, listOf } from "../../access/policies/language/statementElements.js";
import { MockError } from "../../base/mockError.js";
import type { ReplicationConfigurationDocument } from "../replicationDocument.js";
import {
  collector,
  type DeployedDocuments,
  type Named,
  textOf,
  UnresolvedError,
} from "./deployedDocuments.js";

type Values = Readonly<Record<string, unknown>>;

/**
 * The roles, users, keys, bucket policies and replication configurations of what
 * `terraform show -json` prints of a state or a plan.
 *
 * @throws MockError when it is neither
 */
export function readTerraform(state: unknown): DeployedDocuments {
  const parsed = typeof state === "string" ? JSON.parse(state) : state;
  const values = isRecord(parsed) ? (parsed.values ?? parsed.planned_values) : undefined;
  if (!isRecord(values) || !isRecord(values.root_module)) {
    throw new MockError(
      "mock.iam.fromTerraform: there is no root_module; allowed is what terraform show -json prints, as an object or its JSON",
    );
  }
  const resources = resourcesIn(values.root_module);
  const ofType = (type: string): Named<Values>[] =>
    resources
      .filter(({ value }) => value.type === type)
      .map(({ resource, value }) => ({
        resource,
        value: isRecord(value.values) ? value.values : {},
      }));
  const { collect, unresolved } = collector();
  const policiesOf = (kind: "role" | "user", values: Values, name: string) => [
    ...listOf(values.inline_policy)
      .filter(isRecord)
      .filter(({ policy }) => policy !== undefined && policy !== "")
      .map((each) => policyOf(each, `inline policy of ${name}`)),
    ...ofType(`aws_iam_${kind}_policy`)
      .filter(({ value }) => value[kind] === name)
      .map(({ resource, value }) => policyOf(value, resource)),
    ...ofType(`aws_iam_${kind}_policy_attachment`)
      .filter(({ value }) => value[kind] === name)
      .map(({ resource, value }) => managedPolicy(ofType("aws_iam_policy"), value, resource)),
  ];
  const boundaryOf = ({ permissions_boundary: arn }: Values, name: string) => {
    if (arn === undefined || arn === null || arn === "") return undefined;
    const attachment = { policy_arn: arn };
    const { PolicyDocument } = managedPolicy(ofType("aws_iam_policy"), attachment, name);
    return PolicyDocument;
  };
  const principalOf = (kind: "role" | "user", values: Values) => {
    const name = textOf(values.name, "name");
    return {
      Arn: textOf(values.arn, "arn"),
      Policies: policiesOf(kind, values, name),
      PermissionsBoundary: boundaryOf(values, name),
    };
  };
  return {
    roles: collect(ofType("aws_iam_role"), (role) => ({
      ...principalOf("role", role),
      AssumeRolePolicyDocument: textOf(role.assume_role_policy, "assume_role_policy"),
    })),
    users: collect(ofType("aws_iam_user"), (user) => principalOf("user", user)),
    keys: collect(ofType("aws_kms_key"), ({ arn, policy, is_enabled: isEnabled }) => ({
      Arn: textOf(arn, "arn"),
      Policy: textOf(policy, "policy"),
      KeyState: isEnabled === false ? ("Disabled" as const) : ("Enabled" as const),
      Aliases: ofType("aws_kms_alias")
        .filter(({ value }) => value.target_key_arn === arn)
        .map(({ value }) => String(value.name)),
    })),
    bucketPolicies: collect(ofType("aws_s3_bucket_policy"), ({ bucket, policy }) => ({
      bucket: textOf(bucket, "bucket"),
      policy: textOf(policy, "policy"),
    })),
    replications: collect(ofType("aws_s3_bucket_replication_configuration"), (values) => ({
      bucket: textOf(values.bucket, "bucket"),
      configuration: replicationOf(values),
    })),
    unresolved,
  };
}

function resourcesIn(module: Values): Named<Values>[] {
  const own = listOf(module.resources)
    .filter(isRecord)
    .map((value) => ({ resource: String(value.address), value }));
  return [...own, ...listOf(module.child_modules).filter(isRecord).flatMap(resourcesIn)];
}

function policyOf({ name, policy }: Values, resource: string) {
  return {
    PolicyName: typeof name === "string" ? name : resource.replace(/[^\w+=,.@-]/g, "-"),
    PolicyDocument: textOf(policy, `the policy of ${resource}`),
  };
}

function managedPolicy(
  known: readonly Named<Values>[],
  { policy_arn: arn }: Values,
  resource: string,
) {
  const found = known.find(({ value }) => value.arn === arn && arn !== undefined);
  if (found !== undefined) return policyOf(found.value, found.resource);
  throw new UnresolvedError(
    `the document of ${String(arn)}, attached by ${resource}, is not there`,
  );
}

/** Terraform's blocks are lists of one; its names are S3's in another spelling. */
function replicationOf({ role, rule }: Values): ReplicationConfigurationDocument {
  const document = { Role: textOf(role, "role"), Rules: listOf(rule).filter(isRecord).map(ruleOf) };
  // S3 itself checks what is in it.
  return document as unknown as ReplicationConfigurationDocument;
}

function ruleOf(rule: Values): object {
  return withoutAbsent({
    ID: rule.id,
    Priority: rule.filter === undefined ? undefined : (rule.priority ?? undefined),
    Status: rule.status,
    Prefix: rule.prefix,
    Filter: filterOf(block(rule.filter)),
    DeleteMarkerReplication: renamed(block(rule.delete_marker_replication)),
    ExistingObjectReplication: renamed(block(rule.existing_object_replication)),
    SourceSelectionCriteria: renamed(block(rule.source_selection_criteria)),
    Destination: destinationOf(block(rule.destination) ?? {}),
  });
}

function destinationOf({ bucket, ...members }: Values): object {
  return { Bucket: textOf(bucket, "the destination's bucket"), ...renamed(members) };
}

function filterOf(filter: Values | undefined): object | undefined {
  if (filter === undefined) return undefined;
  const and = block(filter.and);
  const tags = isRecord(and?.tags) ? Object.entries(and.tags) : [];
  return withoutAbsent({
    Prefix: and === undefined ? (filter.prefix ?? "") : undefined,
    Tag: renamed(block(filter.tag)),
    And: and && { Prefix: and.prefix ?? "", Tags: tags.map(([Key, Value]) => ({ Key, Value })) },
  });
}

/** The one element of a block; absent where there is none. */
function block(value: unknown): Values | undefined {
  const [first] = listOf(value ?? undefined);
  return isRecord(first) ? first : undefined;
}

/** A block with S3's names: `replica_kms_key_id` is `ReplicaKmsKeyID`. */
function renamed(values: Values | undefined): object | undefined {
  if (values === undefined) return undefined;
  const members = Object.entries(values).map(([name, value]) => {
    const pascal = name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
    const inner = Array.isArray(value) ? renamed(block(value)) : value;
    return [pascal.replace(/KmsKeyId$/, "KmsKeyID"), inner === "" ? undefined : inner] as const;
  });
  return withoutAbsent(Object.fromEntries(members));
}

function withoutAbsent(members: Values): object {
  const present = Object.entries(members).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  return Object.fromEntries(present);
}
