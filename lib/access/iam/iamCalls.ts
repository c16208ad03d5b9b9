import {
  checkOptions,
  choiceOption,
  type OptionRule,
  shown,
  textOption,
} from "../../base/checkOptions.js";
import { MockError } from "../../base/mockError.js";
import type { IamUser } from "../../state/iam.js";
import type { S3 } from "../../state/s3.js";
import type {
  IamOptions,
  KeyDescription,
  PrincipalPolicies,
  RoleDescription,
  UserDescription,
} from "./iamDescriptions.js";
import { checkRoleSize, readDocument, readPolicies } from "./readDocuments.js";

/** What was described, by the ARN under which configurations and `mock.as` know it. */
export interface Described {
  readonly Arn: string;
}

/**
 * IAM and KMS as far as S3 asks them: roles, users and keys with their documents. Whom nobody described
 * may do everything that its account may.
 */
export interface Iam {
  /**
   * Describes a role, or describes it anew: nothing of an earlier description stays.
   *
   * @throws MockError for what IAM would refuse to store
   */
  putRole(role: RoleDescription): Described;
  /**
   * Describes a user, or describes it anew.
   *
   * @throws MockError for what IAM would refuse to store
   */
  putUser(user: UserDescription): Described;
  /**
   * Describes a KMS key, or describes it anew.
   *
   * @throws MockError for what KMS would refuse to store
   */
  putKey(key: KeyDescription): Described;
  /**
   * Deletes a role, by its name or ARN: S3 cannot assume it any more. It need not have been described.
   *
   * @throws MockError when it is no name of a role
   */
  deleteRole(role: string): void;
  /**
   * Deletes a user, by its name or ARN. It need not have been described.
   *
   * @throws MockError when it is no name of a user
   */
  deleteUser(user: string): void;
  /**
   * Deletes a KMS key, by its id or ARN. It need not have been described.
   *
   * @throws MockError when it is no name of a key
   */
  deleteKey(key: string): void;
}

/** The calls of one simulated S3. */
export function iamCalls(s3: S3): Iam {
  const { roles, users, keys } = s3.iam;
  return {
    putRole(role) {
      const place = "mock.iam.putRole: the role";
      checkOptions(role, roleFields, placeOf(place));
      const arn = principalArn(s3, "role", role.Arn ?? role.RoleName, place);
      const policies = readPolicies(role.Policies ?? [], place);
      checkRoleSize(policies, place);
      const trust = role.AssumeRolePolicyDocument;
      const trustPolicy = readDocument("trust", trust, `${place}.AssumeRolePolicyDocument`);
      const permissionsBoundary = boundaryOf(role, place);
      roles.set(arn, { arn, policies, permissionsBoundary, trustPolicy, isDeleted: false });
      return { Arn: arn };
    },
    putUser(user) {
      const place = "mock.iam.putUser: the user";
      checkOptions(user, userFields, placeOf(place));
      const arn = principalArn(s3, "user", user.Arn ?? user.UserName, place);
      const policies = readPolicies(user.Policies ?? [], place);
      users.set(arn, {
        arn,
        policies,
        permissionsBoundary: boundaryOf(user, place),
        isDeleted: false,
      });
      return { Arn: arn };
    },
    putKey(key) {
      const place = "mock.iam.putKey: the key";
      checkOptions(key, keyOptions, placeOf(place));
      const arn = keyArn(s3, key.Arn ?? key.KeyId, place);
      const policy = readDocument("key", key.Policy, `${place}.Policy`);
      const { KeyState: state = "Enabled", Aliases: aliases = [] } = key;
      keys.set(arn, { arn, policy, state, aliases: [...aliases] });
      return { Arn: arn };
    },
    deleteRole(role) {
      const arn = principalArn(s3, "role", role, "mock.iam.deleteRole: the argument");
      roles.set(arn, { ...gone(arn), trustPolicy: undefined });
    },
    deleteUser(user) {
      const arn = principalArn(s3, "user", user, "mock.iam.deleteUser: the argument");
      users.set(arn, gone(arn));
    },
    deleteKey(key) {
      const arn = keyArn(s3, key, "mock.iam.deleteKey: the argument");
      keys.set(arn, { arn, policy: undefined, state: "Missing", aliases: [] });
    },
  };
}

/**
 * Describes what a mock starts with.
 *
 * @throws MockError for what IAM and KMS would refuse to store
 */
export function describeAll(s3: S3, options: IamOptions): void {
  const place = { field: "replicationMock: iam.", whole: "replicationMock: option iam" };
  const lists = { allowed: "an array of descriptions", accepts: Array.isArray };
  checkOptions(options, { roles: lists, users: lists, keys: lists }, place);
  const calls = iamCalls(s3);
  for (const role of options.roles ?? []) calls.putRole(role);
  for (const user of options.users ?? []) calls.putUser(user);
  for (const key of options.keys ?? []) calls.putKey(key);
}

const documentOption: OptionRule = {
  allowed: "a policy document: an object or its JSON",
  accepts: (value) => typeof value === "string" || (typeof value === "object" && value !== null),
};
const ofPrincipal = {
  Arn: textOption("an ARN"),
  Policies: { allowed: "an array of policy documents", accepts: Array.isArray },
  PermissionsBoundary: documentOption,
};
const roleFields: { [Name in keyof Required<RoleDescription>]: OptionRule } = {
  ...ofPrincipal,
  RoleName: textOption("the name of a role"),
  AssumeRolePolicyDocument: documentOption,
};
const userFields: { [Name in keyof Required<UserDescription>]: OptionRule } = {
  ...ofPrincipal,
  UserName: textOption("the name of a user"),
};
const keyOptions: { [Name in keyof Required<KeyDescription>]: OptionRule } = {
  KeyId: textOption("the id of a key"),
  Arn: textOption("an ARN"),
  Policy: documentOption,
  KeyState: choiceOption("Enabled", "Disabled", "PendingDeletion"),
  Aliases: {
    allowed: 'an array of names such as "alias/replicas"',
    accepts: (value) =>
      Array.isArray(value) && value.every((each) => /^alias\/[\w/-]+$/.test(String(each))),
  },
};

function placeOf(whole: string) {
  return { field: `${whole}'s `, whole };
}

function boundaryOf({ PermissionsBoundary }: PrincipalPolicies, place: string): string | undefined {
  return readDocument("boundary", PermissionsBoundary, `${place}.PermissionsBoundary`);
}

function gone(arn: string): IamUser {
  return { arn, policies: [], permissionsBoundary: undefined, isDeleted: true };
}

/** The ARN of a role or user of the mock's account, unless it is one already. */
function principalArn(
  { accountId }: S3,
  kind: "role" | "user",
  name: unknown,
  place: string,
): string {
  const text = String(name);
  const arn = text.startsWith("arn:") ? text : `arn:aws:iam::${accountId}:${kind}/${text}`;
  const isOne = new RegExp(`^arn:aws[\\w-]*:iam::\\d{12}:${kind}/([!-~]+/)?[\\w+=,.@-]{1,64}$`);
  if (typeof name === "string" && isOne.test(arn)) return arn;
  throw new MockError(
    `${place} is called ${shown(name)}; allowed is the name of a ${kind}, or an ARN such as "arn:aws:iam::${accountId}:${kind}/name"`,
  );
}

function keyArn({ accountId, region }: S3, name: unknown, place: string): string {
  const text = String(name);
  const arn = text.startsWith("arn:") ? text : `arn:aws:kms:${region}:${accountId}:key/${text}`;
  const isOne = /^arn:aws[\w-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/.test(arn);
  if (typeof name === "string" && isOne) return arn;
  throw new MockError(
    `${place} is called ${shown(name)}; allowed is the id of a key, or an ARN such as "arn:aws:kms:${region}:${accountId}:key/id"`,
  );
}
