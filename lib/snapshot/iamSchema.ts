import type { IamDocumentKind } from "../access/policies/documents/iamDocumentKind.js";
import { iamDocumentProblem } from "../access/policies/documents/iamDocumentProblem.js";
import { flag, list, mapOf, oneOf, optional, record, type Schema, text } from "./schema.js";

/** A document that IAM would store. */
function policy(kind: IamDocumentKind): Schema {
  return (value, path) =>
    text(value, path) ??
    (iamDocumentProblem(kind, value) === undefined ? undefined : `${path} is no policy`);
}

const ofPrincipal = {
  arn: text,
  policies: list(record({ name: text, document: policy("identity") })),
  permissionsBoundary: optional(policy("boundary")),
  isDeleted: flag,
};

/** The roles, users and keys that somebody described. */
export const iam = record({
  roles: mapOf(text, record({ ...ofPrincipal, trustPolicy: optional(policy("trust")) })),
  users: mapOf(text, record(ofPrincipal)),
  keys: mapOf(
    text,
    record({
      arn: text,
      policy: optional(policy("key")),
      state: oneOf("Enabled", "Disabled", "PendingDeletion", "Missing"),
      aliases: list(text),
    }),
  ),
});
