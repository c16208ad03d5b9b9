import { fail } from "./errors.js";

/**
 * Demands what S3's schema demands of a document and the SDK's model does not.
 *
 * @throws S3Error MalformedXML
 */
export function demand(isValid: boolean): asserts isValid {
  if (!isValid) fail("MalformedXML");
}

/** Demands one of the values of an enumeration; undefined is none of them. */
export function demandOneOf(allowed: ReadonlySet<unknown>, value: unknown): void {
  demand(allowed.has(value));
}
