import type { NormalizedSchema } from "@smithy/core/schema";

/** Members that are 64 bits wide. The schemas call all numbers alike, so S3's published model decides here. */
const longs = new Set([
  "BytesProcessed",
  "BytesReturned",
  "BytesScanned",
  "ContentLength",
  "ElapsedTimeInActiveSeconds",
  "End",
  "IfMatchSize",
  "MpuObjectSize",
  "NumberOfTasksFailed",
  "NumberOfTasksSucceeded",
  "ObjectSize",
  "ObjectSizeGreaterThan",
  "ObjectSizeGreaterThanBytes",
  "ObjectSizeLessThan",
  "ObjectSizeLessThanBytes",
  "Size",
  "Start",
  "TotalNumberOfTasks",
  "WriteOffsetBytes",
]);

/** Traits that the tables carry, or that change nothing on the wire. */
const knownTraits = new Set([
  "eventPayload",
  "hostLabel",
  "httpHeader",
  "httpLabel",
  "httpPayload",
  "httpPrefixHeaders",
  "httpQuery",
  "idempotencyToken",
  "sensitive",
  "streaming",
  "xmlAttribute",
  "xmlFlattened",
  "xmlName",
  "xmlNamespace",
]);

interface Rendering {
  required: boolean;
  /** Adds a structure to the tables and answers its name there. */
  refer: (structure: NormalizedSchema) => string;
}

function renderType(name: string, schema: NormalizedSchema, { refer }: Rendering): string {
  if (schema.isStructSchema()) return schema.isStreaming() ? "E" : refer(schema);
  const kind: unknown = schema.getSchema();
  switch (kind) {
    case 0:
      return "s";
    case 1:
      return longs.has(name) ? "l" : "i";
    case 2:
      return "b";
    case 4:
      return "t";
    case 5:
      return "d";
    case 6:
      return "h";
    case 21:
      return "B";
    case 42:
      return "S";
    default:
      throw new Error(
        `${name} is of the kind ${JSON.stringify(kind)}, which the tables cannot say.`,
      );
  }
}

function renderShape(name: string, schema: NormalizedSchema, rendering: Rendering): string {
  if (schema.isMapSchema()) {
    if (!schema.getMergedTraits().httpPrefixHeaders || !schema.getValueSchema().isStringSchema()) {
      throw new Error(`${name} is a map outside of prefix headers, which the tables cannot say.`);
    }
    return "s";
  }
  if (!schema.isListSchema()) return renderType(name, schema, rendering);
  const item = schema.getValueSchema();
  const type = renderType(name, item, rendering);
  if (schema.getMergedTraits().xmlFlattened) return `${type}*`;
  return `${type}[${item.getMergedTraits().xmlName ?? "member"}]`;
}

function renderBinding(name: string, schema: NormalizedSchema): string {
  const traits = schema.getMergedTraits();
  if (traits.httpPrefixHeaders) return `@${traits.httpPrefixHeaders}*`;
  // The SDK copies the header under a second name before it reads it; on the wire there is one.
  if (traits.httpHeader === "ExpiresString") return "@Expires";
  if (traits.httpHeader) return `@${traits.httpHeader}`;
  if (traits.httpQuery) return `?${traits.httpQuery}`;
  if (traits.httpLabel) return "/";
  if (traits.httpPayload) {
    return `=${schema.isStructSchema() ? (traits.xmlName ?? schema.getName()) : ""}`;
  }
  if (traits.xmlAttribute) return `^${traits.xmlName ?? name}`;
  // A structure's own xmlName names it as a root only; a list's names its element.
  const { xmlName } = schema.isStructSchema() ? schema.getMemberTraits() : traits;
  return xmlName && xmlName !== name ? `<${xmlName}` : "";
}

/** A member in the notation of the tables, for example `Rules!:ReplicationRule*<Rule`. */
export function renderMember(name: string, schema: NormalizedSchema, rendering: Rendering): string {
  const traits = schema.getMergedTraits();
  for (const trait of Object.keys(traits)) {
    if (!knownTraits.has(trait)) throw new Error(`${name} has an unknown trait ${trait}.`);
  }
  const [prefix, uri] = traits.xmlNamespace ?? [];
  const namespace = uri ? `{${prefix ?? ""}=${uri}}` : "";
  const required = rendering.required ? "!" : "";
  return `${name}${required}:${renderShape(name, schema, rendering)}${renderBinding(name, schema)}${namespace}`;
}
