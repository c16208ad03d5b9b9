import type { NormalizedSchema } from "@smithy/core/schema";
import fc from "fast-check";
import { operationSchemas } from "../../scripts/generateModel.js";
import { messageSchema } from "../../scripts/operationSchemas.js";

type Values = Record<string, unknown>;

/**
 * What the SDK and HTTP leave of a value, and so what values are drawn from:
 *
 * - header values are latin-1 without control characters, without blanks at their ends, and not empty;
 * - dates of HTTP have whole seconds, those of ISO 8601 milliseconds;
 * - a flattened list or a map of headers that is empty leaves no trace, so it has at least one item;
 * - text has no lone surrogates, which UTF-8 cannot say.
 */
interface Drawing {
  /** The members that are drawn from something narrower than their type, by name. */
  readonly particular: Readonly<Record<string, fc.Arbitrary<unknown>>>;
  /** Text in documents. */
  readonly text: fc.Arbitrary<string>;
}

const visible = Array.from({ length: 0x5f }, (_, index) => String.fromCharCode(0x20 + index));
const latin = Array.from({ length: 0x5f }, (_, index) => String.fromCharCode(0xa1 + index));

const headerText = fc
  .string({ unit: fc.constantFrom(...visible, ...latin), minLength: 1, maxLength: 20 })
  .map((text) => text.replace(/^[ \u00a0]+|[ \u00a0]+$/g, ""))
  .filter((text) => text !== "");
const headerToken = fc.string({
  unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz0123456789-_."),
  minLength: 1,
  maxLength: 8,
});

/** All of Unicode, with what documents and URLs give a meaning of their own more often than by chance. */
export const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ..."<>&\"'/+%?#;= \t\r\n\0\u0001\u007f\u0085\u2028\ufeff\uffff]",
      "]]>",
      "&amp;",
    ),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
  maxLength: 12,
});

function date(step: 1 | 1000): fc.Arbitrary<Date> {
  const last = Date.UTC(9999, 11, 31, 23, 59, 59);
  return fc.integer({ min: 0, max: Math.floor(last / step) }).map((n) => new Date(n * step));
}

const int32 = fc.integer();
const int64 = fc.maxSafeInteger();
/** Members of 64 bits, as far as these tests send any. */
const longs = /^(?:(?:Object)?Size.*|ContentLength|Start|End|.*Bytes|MpuObjectSize|IfMatchSize)$/;

function simple(name: string, schema: NormalizedSchema, drawing: Drawing): fc.Arbitrary<unknown> {
  const traits = schema.getMergedTraits();
  const isHeader = traits.httpHeader !== undefined;
  if (schema.isTimestampSchema()) {
    const kind: unknown = schema.getSchema();
    return date(kind === 6 || (kind === 4 && isHeader) ? 1000 : 1);
  }
  if (schema.isNumericSchema()) return longs.test(name) ? int64 : int32;
  if (schema.isBooleanSchema()) return fc.boolean();
  if (schema.isBlobSchema()) return fc.uint8Array({ maxLength: 40 });
  return isHeader ? headerText : drawing.text;
}

function value(name: string, schema: NormalizedSchema, drawing: Drawing): fc.Arbitrary<unknown> {
  if (schema.isStructSchema()) return structure(schema, drawing);
  const particular = drawing.particular[name];
  if (particular !== undefined) return particular;
  if (schema.isMapSchema())
    return fc.dictionary(headerToken, headerText, { minKeys: 1, maxKeys: 4 });
  if (!schema.isListSchema()) return simple(name, schema, drawing);
  const traits = schema.getMergedTraits();
  const isHeader = traits.httpHeader !== undefined;
  const item = isHeader ? headerText : value(name, schema.getValueSchema(), drawing);
  return fc.array(item, { minLength: traits.xmlFlattened || isHeader ? 1 : 0, maxLength: 3 });
}

/** Values of a structure: its required members, and any of the others. */
export function structure(schema: NormalizedSchema, drawing: Drawing): fc.Arbitrary<Values> {
  if (schema.isUnitSchema()) return fc.constant({});
  const definition: unknown = schema.getSchema();
  const requiredCount = Array.isArray(definition) ? Number(definition[6] ?? 0) : 0;
  const members = [...schema.structIterator()];
  const arbitraries: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, member] of members) arbitraries[name] = value(name, member, drawing);
  if (schema.isUnionSchema()) {
    const names = Object.keys(arbitraries);
    return fc
      .constantFrom(...names)
      .chain((name) => fc.record({ [name]: arbitraries[name] ?? fc.constant(undefined) }));
  }
  const always = members.slice(0, requiredCount).map(([name]) => name);
  const payload = members.filter(([, member]) => member.getMergedTraits().httpPayload);
  return fc.record(arbitraries, {
    requiredKeys: [...new Set([...always, ...payload.map(([name]) => name)])],
  });
}

/** The schemas of an operation's messages, from the SDK. */
export function schemaOf(operation: string, side: "input" | "output"): NormalizedSchema {
  const schema = operationSchemas().find(([, , name]) => name === operation);
  if (schema === undefined) throw new Error(`The SDK has no operation ${operation}.`);
  return messageSchema(schema, side);
}
