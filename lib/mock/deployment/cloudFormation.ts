import type { AttachedPolicy } from "../../access/iam/iamDescriptions.js";
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
import { type References, resolved } from "./intrinsicFunctions.js";

/** What a template leaves open. */
export interface TemplateValues {
  /** The names of resources that the template gives none, by logical id: of buckets above all. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  /** The values of parameters. Default: those that the template has. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/** Where a template is deployed. */
export interface Deployment extends TemplateValues {
  readonly accountId: string;
  readonly region: string;
}

type Resource = { readonly Type?: unknown; readonly Properties?: unknown };
type Properties = Readonly<Record<string, unknown>>;

/**
 * The roles, users, keys, bucket policies and replication configurations of a CloudFormation template,
 * as CDK writes it too.
 *
 * @throws MockError when it is no template
 */
export function readCloudFormation(template: unknown, deployment: Deployment): DeployedDocuments {
  const parsed = typeof template === "string" ? JSON.parse(template) : template;
  if (!isRecord(parsed) || !isRecord(parsed.Resources)) {
    throw new MockError(
      "mock.iam.fromCloudFormation: the template has no Resources; allowed is a template as an object or its JSON",
    );
  }
  const resources = parsed.Resources as Readonly<Record<string, Resource>>;
  const references = referencesOf(parsed, resources, deployment);
  const ofType = (type: string): Named<Properties>[] =>
    Object.entries(resources)
      .filter(([, { Type }]) => Type === type)
      .map(([resource, { Properties: properties }]) => ({
        resource,
        value: isRecord(properties) ? properties : {},
      }));
  const { collect, unresolved } = collector();
  const read = (properties: Properties) => resolved(properties, references) as Properties;
  const aliases = collect(ofType("AWS::KMS::Alias"), read);
  const policies = [...ofType("AWS::IAM::Policy"), ...ofType("AWS::IAM::ManagedPolicy")];
  const known = collect(policies, read);
  const unread = policies.filter(({ resource }) =>
    unresolved.some((each) => each.resource === resource),
  );
  const { accountId } = deployment;
  const ofPrincipal = principalReader({ accountId, known, unread, references });
  return {
    roles: collect(ofType("AWS::IAM::Role"), (properties, id) => {
      const own = read(properties);
      return {
        ...ofPrincipal(own, "Roles", String(references.ref(id))),
        AssumeRolePolicyDocument: own.AssumeRolePolicyDocument as object,
      };
    }),
    users: collect(ofType("AWS::IAM::User"), (properties, id) =>
      ofPrincipal(read(properties), "Users", String(references.ref(id))),
    ),
    keys: collect(ofType("AWS::KMS::Key"), (properties, id) => {
      const { KeyPolicy, Enabled } = read(properties);
      return {
        KeyId: String(references.ref(id)),
        Policy: KeyPolicy as object | undefined,
        KeyState: Enabled === false ? ("Disabled" as const) : ("Enabled" as const),
        Aliases: aliases
          .filter(({ value }) => String(value.TargetKeyId).endsWith(String(references.ref(id))))
          .map(({ value }) => String(value.AliasName)),
      };
    }),
    bucketPolicies: collect(ofType("AWS::S3::BucketPolicy"), (properties) => {
      const { Bucket, PolicyDocument } = read(properties);
      return { bucket: textOf(Bucket, "Bucket"), policy: PolicyDocument };
    }),
    replications: collect(ofType("AWS::S3::Bucket"), (properties, id) => {
      if (properties.ReplicationConfiguration === undefined) return undefined;
      const configuration = resolved(properties.ReplicationConfiguration, references);
      const bucket = textOf(references.ref(id), `the name of ${id}`);
      return { bucket, configuration: replicationOf(configuration as Properties) };
    }),
    unresolved,
  };
}

/** What principals are read with. */
interface PrincipalSources {
  readonly accountId: string;
  /** The policies that were read. */
  readonly known: readonly Named<Properties>[];
  /** And those that could not be. */
  readonly unread: readonly Named<Properties>[];
  readonly references: References;
}

function principalReader({ accountId, known, unread, references }: PrincipalSources) {
  const attached = (kind: "Roles" | "Users", name: string): AttachedPolicy[] =>
    known
      .filter(({ value }) => listOf(value[kind]).includes(name))
      .map(({ resource, value }) => ({
        PolicyName: String(value.PolicyName ?? value.ManagedPolicyName ?? resource),
        PolicyDocument: value.PolicyDocument as object,
      }));
  return (properties: Properties, kind: "Roles" | "Users", name: string) => {
    checkAttached(properties);
    const missing = unread.find(({ value }) => isAbout(value[kind], name, references));
    if (missing !== undefined) {
      throw new UnresolvedError(`its policy ${missing.resource} is not known`);
    }
    const type = kind === "Roles" ? "role" : "user";
    return {
      Arn: `arn:aws:iam::${accountId}:${type}${pathOf(properties)}${name}`,
      Policies: [...(listOf(properties.Policies) as AttachedPolicy[]), ...attached(kind, name)],
    };
  };
}

/** Whether a policy that cannot be read is one of this principal's, as far as that can be told. */
function isAbout(attachedTo: unknown, name: string, references: References): boolean {
  return listOf(attachedTo).some((each) => {
    try {
      return resolved(each, references) === name;
    } catch (error) {
      if (error instanceof UnresolvedError) return false;
      throw error;
    }
  });
}

/** The documents of managed policies that the template does not make are not in it. */
function checkAttached({ ManagedPolicyArns, PermissionsBoundary }: Properties): void {
  const [elsewhere] = [...listOf(ManagedPolicyArns), ...listOf(PermissionsBoundary)];
  if (elsewhere === undefined) return;
  throw new UnresolvedError(`the document of ${String(elsewhere)} is not in the template`);
}

function pathOf({ Path }: Properties): string {
  return typeof Path === "string" ? Path : "/";
}

/** What names and ARNs stand for: a resource without a name of its own is called by its logical id. */
function referencesOf(
  template: Properties,
  resources: Readonly<Record<string, Resource>>,
  { accountId, region, names = {}, parameters = {} }: Deployment,
): References {
  const pseudo: Readonly<Record<string, string>> = {
    "AWS::AccountId": accountId,
    "AWS::Partition": "aws",
    "AWS::Region": region,
    "AWS::URLSuffix": "amazonaws.com",
  };
  const declared = isRecord(template.Parameters) ? template.Parameters : {};
  const references: References = {
    ref(name) {
      const parameter = declared[name];
      const byDefault = isRecord(parameter) ? parameter.Default : undefined;
      const value = pseudo[name] ?? parameters[name] ?? names[name] ?? byDefault;
      return value === undefined ? nameOf(name) : String(value);
    },
    attribute(name, attribute) {
      const { Type, Properties: properties } = resources[name] ?? {};
      const own = references.ref(name);
      if (own === undefined || attribute !== "Arn") return undefined;
      const path = isRecord(properties) ? pathOf(properties) : "/";
      if (Type === "AWS::S3::Bucket") return `arn:aws:s3:::${own}`;
      if (Type === "AWS::IAM::Role") return `arn:aws:iam::${accountId}:role${path}${own}`;
      if (Type === "AWS::IAM::User") return `arn:aws:iam::${accountId}:user${path}${own}`;
      if (Type === "AWS::KMS::Key") return `arn:aws:kms:${region}:${accountId}:key/${own}`;
      return undefined;
    },
  };
  function nameOf(id: string): string | undefined {
    const { Type, Properties: properties } = resources[id] ?? {};
    const given = isRecord(properties)
      ? (properties.BucketName ?? properties.RoleName ?? properties.UserName)
      : undefined;
    if (given !== undefined) return String(resolved(given, references));
    // The name of a bucket is what a test calls it by: it is not made up.
    return Type === undefined || Type === "AWS::S3::Bucket" ? undefined : id;
  }
  return references;
}

/** CloudFormation spells three members otherwise than S3. */
function replicationOf(configuration: Properties): ReplicationConfigurationDocument {
  const rules = listOf(configuration.Rules) as readonly Properties[];
  const document = {
    Role: configuration.Role,
    Rules: rules.map(({ Id, Filter, ...rule }) => ({
      ...(Id !== undefined && { ID: Id }),
      ...(isRecord(Filter) && { Filter: filterOf(Filter) }),
      ...rule,
    })),
  };
  // S3 itself checks what is in it.
  return document as unknown as ReplicationConfigurationDocument;
}

function filterOf({ TagFilter, And, ...filter }: Properties): Properties {
  return {
    ...filter,
    ...(TagFilter !== undefined && { Tag: TagFilter }),
    ...(isRecord(And) && { And: { Prefix: And.Prefix, Tags: And.TagFilters } }),
  };
}
