/** An IP address: its bits as one number. */
export interface IpAddress {
  readonly version: 4 | 6;
  readonly bits: bigint;
}

/** A range of addresses that begin with the same bits. */
export interface IpRange {
  readonly address: IpAddress;
  readonly prefixLength: number;
  /** Whether bits are set beside the prefix. */
  readonly hasHostBits: boolean;
}

const lengths = { 4: 32, 6: 128 } as const;

/** Reads an address; leading zeros do no harm, and IPv4 in IPv6 is IPv4. Recorded 2026. */
export function readIpAddress(text: string): IpAddress | undefined {
  const bits = readIpv4(text);
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
  return { address: { version, bits }, prefixLength, hasHostBits: (bits & hostBits) !== 0n };
}

/** Whether an address of the same version lies in a range. */
export function contains(
  { address, prefixLength }: IpRange,
  { version, bits }: IpAddress,
): boolean {
  if (address.version !== version) return false;
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

/** Groups of 16 bits; the last one may be an IPv4 address, which is two of them. */
function readGroups(text: string): bigint[] | undefined {
  if (text === "") return [];
  const groups: bigint[] = [];
  for (const group of text.split(":")) {
    const ipv4 = group.includes(".") ? readIpv4(group) : undefined;
    if (ipv4 !== undefined) groups.push(ipv4 >> 16n, ipv4 & 0xffffn);
    else if (/^[0-9a-f]{1,4}$/i.test(group)) groups.push(BigInt(`0x${group}`));
    else return undefined;
  }
  return groups;
}

function joined(groups: readonly bigint[]): bigint {
  return groups.reduce((bits, group) => (bits << 16n) | group, 0n);
}
