import { fail } from "./errors.js";

/**
 * Demands what S3's schema demands of a document and the SDK's model does not.
 *
 * @throws S3Error MalformedXML
 */
export function requireValid(isValid: boolean): asserts isValid {
  if (!isValid) fail("MalformedXML");
}

/** Demands one of the values of an enumeration; undefined is none of them. */
export function requireOneOf(allowed: ReadonlySet<unknown>, value: unknown): void {
  requireValid(allowed.has(value));
}
