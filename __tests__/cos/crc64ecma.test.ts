import { crc64ecma } from "../../lib/dialects/cos/crc64ecma.js";

const published: Record<string, [text: string, checksum: string]> = {
  // 0x995dc9bbdf1939fa: https://reveng.sourceforge.io/crc-catalogue/all.htm, CRC-64/XZ
  "the catalogue's check": ["123456789", "11051210869376104954"],
  "no bytes": ["", "0"],
};

test.each(Object.entries(published))("the CRC-64 of %s is known", (_name, [text, checksum]) => {
  expect(crc64ecma(Buffer.from(text))).toBe(checksum);
});
