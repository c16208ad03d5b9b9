import type { S3 } from "./s3.js";

/**
 * What was made of something that never changes, or is made of it now. Of one thing only one kind of
 * value is made.
 */
export function derivedFrom<Value>(
  { derived }: Pick<S3, "derived">,
  source: object,
  make: () => Value,
): Value {
  // Whoever asks for what is made of this source has made it.
  const known = derived.get(source) as Value | undefined;
  if (known !== undefined) return known;
  const made = make();
  derived.set(source, made);
  return made;
}
