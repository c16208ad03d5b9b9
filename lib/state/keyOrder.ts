/**
 * Orders keys as S3 lists them: by their UTF-8 bytes.
 *
 * JavaScript compares UTF-16 units, which differs only where a surrogate meets a unit above the
 * surrogates: UTF-8 puts the surrogate's character last.
 */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right)
      return isSurrogate(left) === isSurrogate(right) ? left - right : surrogateLast(left, right);
  }
  return a.length - b.length;
}

/** Above every key that begins with `prefix`: where a listing goes on after a common prefix. */
export function afterPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function surrogateLast(left: number, right: number): number {
  if (isSurrogate(left)) return 1;
  return isSurrogate(right) ? -1 : left - right;
}
