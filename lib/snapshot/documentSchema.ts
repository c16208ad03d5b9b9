import { types } from "node:util";
import { sharedAcl } from "../access/ownership.js";
import { limits } from "../base/limits.js";
import type { MemberShape, Shape } from "../wire/shapes.js";
import { structure } from "../wire/structures.js";
import {
  date,
  firstProblem,
  flag,
  isObject,
  list,
  record,
  type Schema,
  text,
  time,
} from "./schema.js";

/** Deeper than any document of S3 is. */
const mostDeep = 32;
/** As many as a request can bring: an element is a value, and may be the one of a list. */
const mostValues = 2 * limits.xmlElements;

/**
 * A document as an SDK has it: texts, numbers, dates, bytes, and lists and objects of them. It ends: one
 * that contains itself, or the same part many times over, could be read for ever.
 */
export const document: Schema = (value, path) => {
  let values = 0;
  const problemOf = (part: unknown, place: string, depth: number): string | undefined => {
    if (++values > mostValues) return `${path} has more than ${mostValues} values`;
    if (depth > mostDeep) return `${path} is deeper than ${mostDeep} values`;
    if (part === undefined || part === null) return undefined;
    if (typeof part === "number")
      return Number.isFinite(part) ? undefined : `${place} is no number`;
    if (typeof part === "string" || typeof part === "boolean") return undefined;
    if (types.isDate(part)) return date(part, place);
    if (types.isUint8Array(part)) return undefined;
    const inner: Schema = (each, its) => problemOf(each, its, depth + 1);
    if (Array.isArray(part)) return list(inner)(part, place);
    if (!isObject(part)) return `${place} is not part of a document`;
    return firstProblem(Object.entries(part), ([name, each]) => inner(each, `${place}.${name}`));
  };
  return problemOf(value, path, 0);
};

/** What an SDK has for a structure of S3's model; more may be there, of the seeds of a test say. */
export function structured(name: string): Schema {
  // The model's lines are read when they are first asked for.
  return (value, path) =>
    membersProblem(structure(name).members, value, path) ?? document(value, path);
}

type TypedMember = Pick<MemberShape, "name" | "required" | "shape">;

function membersProblem(
  members: readonly TypedMember[],
  value: unknown,
  path: string,
): string | undefined {
  if (!isObject(value)) return `${path} is not an object`;
  return firstProblem(members, ({ name, required, shape }) => {
    const member = value[name];
    if (member !== undefined) return shapeProblem(shape, member, `${path}.${name}`);
    return required ? `${path}.${name} is not there` : undefined;
  });
}

function shapeProblem(shape: Shape, value: unknown, path: string): string | undefined {
  switch (shape.kind) {
    case "structure":
      return membersProblem(shape.members, value, path);
    case "list":
      return list((each, place) => shapeProblem(shape.item, each, place))(value, path);
    case "string":
      return text(value, path);
    case "boolean":
      return flag(value, path);
    case "integer":
    case "long":
      return Number.isSafeInteger(value) ? undefined : `${path} is not a whole number`;
    case "date-time":
    case "http-date":
      return date(value, path);
    default:
      // Of which nothing is read.
      return undefined;
  }
}

/** What a bucket keeps under each name, which is that of a sub-resource but for COS's own. */
const byName: Readonly<Record<string, Schema>> = {
  accelerate: structured("AccelerateConfiguration"),
  analytics: list(structured("AnalyticsConfiguration")),
  cors: structured("GetBucketCorsOutput"),
  cosPolicy: structured("GetBucketPolicyOutput"),
  "intelligent-tiering": list(structured("IntelligentTieringConfiguration")),
  inventory: list(structured("InventoryConfiguration")),
  lifecycle: structured("GetBucketLifecycleConfigurationOutput"),
  location: text,
  logging: structured("GetBucketLoggingOutput"),
  metrics: list(structured("MetricsConfiguration")),
  notification: structured("NotificationConfiguration"),
  ownershipControls: structured("GetBucketOwnershipControlsOutput"),
  policy: structured("GetBucketPolicyOutput"),
  publicAccessBlock: structured("GetPublicAccessBlockOutput"),
  replicationRuleCreationTime: time,
  requestPayment: structured("RequestPaymentConfiguration"),
  [sharedAcl]: record({}),
  tagging: structured("GetBucketTaggingOutput"),
  website: structured("GetBucketWebsiteOutput"),
};

/** The configurations of a bucket that are kept as they were sent, by their names. */
export const bucketDocuments: Schema = (value, path) => {
  if (!types.isMap(value)) return `${path} is not a map`;
  return firstProblem([...value], ([name, kept]) => {
    const place = `${path}[${JSON.stringify(name)}]`;
    const schema = Object.hasOwn(byName, String(name)) ? byName[String(name)] : undefined;
    return schema === undefined ? `${place} is not known` : schema(kept, place);
  });
};
