/** A decimal number of any size: `digits` times ten to the power of `-scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const decimalParts = /^([+-]?)(?:(\d+)\.?(\d*)|\.(\d+))(?:[eE]([+-]?\d+))?$/;

/** Beyond it a number is not read, so that a short text cannot stand for a huge one; `assumed`. */
const maximumExponent = 400;

/** Reads a number; undefined where the text is none. `NaN` and `Infinity` are none. Recorded 2026. */
export function readDecimal(text: string): Decimal | undefined {
  const [, sign, whole = "", fraction = "", bare = "", exponent = "0"] =
    decimalParts.exec(text) ?? [];
  if (sign === undefined || Math.abs(Number(exponent)) > maximumExponent) return undefined;
  const decimals = fraction + bare;
  const digits = BigInt(`${whole}${decimals}`);
  return { digits: sign === "-" ? -digits : digits, scale: decimals.length - Number(exponent) };
}

/** Negative where the left number is less, zero where both are the same. Exact at any size. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const scale = Math.max(left.scale, right.scale);
  const difference = scaled(left, scale) - scaled(right, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function scaled({ digits, scale }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(to - scale);
}
