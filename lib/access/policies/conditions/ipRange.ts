/** An IP address: its bits as one number. */
export interface IpAddress {
  readonly version: 4 | 6;
  readonly bits: bigint;
}

/** A range of addresses that begin with the same bits. */
export interface IpRange {
  readonly address: IpAddress;
  readonly prefixLength: number;
  /** Whether it contains nothing: IPv6 with bits set beside the prefix. */
  readonly isEmpty: boolean;
}

const lengths = { 4: 32, 6: 128 } as const;

/** What IPv4 addresses begin with where they are written as IPv6. */
const mapped = /^(?:::|(?:0{1,4}:){5})ffff:/i;

/**
 * Reads an address. Leading zeros do no harm, and IPv4 mapped into IPv6 is IPv4; a dotted end of other
 * IPv6 addresses is not read. Recorded 2026.
 */
export function readIpAddress(text: string): IpAddress | undefined {
  const bits = readIpv4(text.replace(mapped, ""));
  if (bits !== undefined) return { version: 4, bits };
  const wide = readIpv6(text);
  if (wide === undefined) return undefined;
  return wide >> 32n === 0xffffn
    ? { version: 4, bits: wide & 0xffff_ffffn }
    : { version: 6, bits: wide };
}

/** Reads `192.0.2.0/24`, `2001:db8::/32`, or an address alone; undefined where it is neither. */
export function readIpRange(text: string): IpRange | undefined {
  const [, written = "", prefix] = /^([^/]+)(?:\/\+?(\d{1,4}))?$/.exec(text) ?? [];
  const ipv4 = readIpv4(written);
  const bits = ipv4 ?? readIpv6(written);
  if (bits === undefined) return undefined;
  const version = ipv4 === undefined ? 6 : 4;
  const length = lengths[version];
  const prefixLength = prefix === undefined ? length : Number(prefix);
  if (prefixLength > length) return undefined;
  const hostBits = (1n << BigInt(length - prefixLength)) - 1n;
  const isEmpty = version === 6 && (bits & hostBits) !== 0n;
  return { address: { version, bits }, prefixLength, isEmpty };
}

/** Whether an address lies in a range; IPv4 ignores bits beside the prefix. */
export function contains(
  { address, prefixLength, isEmpty }: IpRange,
  { version, bits }: IpAddress,
): boolean {
  if (isEmpty || address.version !== version) return false;
  const hostLength = BigInt(lengths[version] - prefixLength);
  return address.bits >> hostLength === bits >> hostLength;
}

function readIpv4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  let bits = 0n;
  for (const part of parts) {
    if (!/^\d{1,4}$/.test(part) || Number(part) > 255) return undefined;
    bits = (bits << 8n) | BigInt(part);
  }
  return bits;
}

function readIpv6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(readGroups);
  if (head === undefined) return undefined;
  if (halves.length === 1) return head.length === 8 ? joined(head) : undefined;
  if (tail === undefined || head.length + tail.length > 7) return undefined;
  const zeros = Array<bigint>(8 - head.length - tail.length).fill(0n);
  return joined([...head, ...zeros, ...tail]);
}

/** Groups of 16 bits. */
function readGroups(text: string): bigint[] | undefined {
  if (text === "") return [];
  const groups = text.split(":");
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.map((group) => BigInt(`0x${group}`));
}

function joined(groups: readonly bigint[]): bigint {
  return groups.reduce((bits, group) => (bits << 16n) | group, 0n);
}
