/**
 * CRC-64 as ECMA-182 has it, reflected. @see https://reveng.sourceforge.io/crc-catalogue/all.htm
 * (CRC-64/XZ)
 */
const polynomial = { high: 0xc96c5795, low: 0xd7870f42 } as const;

interface Table {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

const table = createTable();

function createTable(): Table {
  const high = new Uint32Array(256);
  const low = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let upper = 0;
    let lower = byte;
    for (let bit = 0; bit < 8; bit++) {
      const isOdd = (lower & 1) === 1;
      lower = (lower >>> 1) | (upper << 31);
      upper >>>= 1;
      if (isOdd) {
        upper ^= polynomial.high;
        lower ^= polynomial.low;
      }
    }
    high[byte] = upper;
    low[byte] = lower;
  }
  return { high, low };
}

/** The checksum as COS prints it: an unsigned decimal number. */
export function crc64ecma(bytes: Uint8Array): string {
  let high = -1;
  let low = -1;
  for (const byte of bytes) {
    const index = (low ^ byte) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (table.low[index] ?? 0);
    high = (high >>> 8) ^ (table.high[index] ?? 0);
  }
  return ((BigInt(~high >>> 0) << 32n) | BigInt(~low >>> 0)).toString();
}
