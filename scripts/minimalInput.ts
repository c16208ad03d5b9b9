import type { NormalizedSchema } from "@smithy/core/schema";

/** Values that the SDK or its endpoint rules look into, so that any string will not do. */
const particular: Readonly<Record<string, unknown>> = {
  Bucket: "bucket",
  Key: "key",
  CopySource: "bucket/key",
};

function minimalValue(schema: NormalizedSchema, name: string): unknown {
  if (schema.isStructSchema()) return minimalInput(schema);
  if (schema.isListSchema()) return [minimalValue(schema.getValueSchema(), name)];
  if (schema.isTimestampSchema()) return new Date(0);
  if (schema.isNumericSchema()) return 1;
  if (schema.isBooleanSchema()) return true;
  if (schema.isBlobSchema()) return new Uint8Array([120]);
  return particular[name] ?? "x";
}

/**
 * The smallest input that a structure's schema accepts: its required members, one item in each list,
 * the first member of a union, and a payload, so that there is a body to have a checksum.
 */
export function minimalInput(schema: NormalizedSchema): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  const definition: unknown = schema.getSchema();
  const required = Array.isArray(definition) ? Number(definition[6] ?? 0) : 0;
  const needed = schema.isUnionSchema() ? 1 : required;
  let index = 0;
  for (const [name, member] of schema.structIterator()) {
    const traits = member.getMergedTraits();
    if (index++ < needed || traits.httpPayload) input[name] = minimalValue(member, name);
  }
  return input;
}
