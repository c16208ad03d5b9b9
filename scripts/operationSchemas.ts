import { NormalizedSchema } from "@smithy/core/schema";

/** An operation's schema: its kind, namespace, name, traits, input and output. */
export type OperationSchema = readonly [
  9,
  string,
  string,
  { http: [string, string, number]; httpChecksum?: unknown },
  () => unknown,
  () => unknown,
];

function isOperationSchema(value: unknown): value is OperationSchema {
  return Array.isArray(value) && value[0] === 9;
}

/** The schemas of all operations that a client's package exports, by name. */
export function operationSchemasOf(sdk: object): readonly OperationSchema[] {
  const exported: unknown[] = Object.values(sdk);
  return exported.filter(isOperationSchema).sort((a, b) => (a[2] < b[2] ? -1 : 1));
}

/** An operation's input or output, normalized. */
export function messageSchema(
  operation: OperationSchema,
  side: "input" | "output",
): NormalizedSchema {
  // The schemas export no types that NormalizedSchema's own parameter type would accept.
  return NormalizedSchema.of(operation[side === "input" ? 4 : 5] as never);
}
