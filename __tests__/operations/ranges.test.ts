import fc from "fast-check";
import { readCopyRange, readRange } from "../../lib/operations/objects/ranges.js";

const sizes = fc.nat(50);

test("a range that is answered lies within the object and is what was asked for", () => {
  fc.assert(
    fc.property(sizes, fc.nat(60), fc.nat(60), (sizeBytes, first, last) => {
      if (first >= sizeBytes || last < first) return;
      expect(readRange(`bytes=${first}-${last}`, sizeBytes)).toEqual({
        first,
        last: Math.min(last, sizeBytes - 1),
      });
    }),
  );
});

test("a suffix is that many bytes of the end, or all there are", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 60 }),
      (sizeBytes, n) => {
        expect(readRange(`bytes=-${n}`, sizeBytes)).toEqual({
          first: Math.max(0, sizeBytes - n),
          last: sizeBytes - 1,
        });
      },
    ),
  );
});

test("no header breaks it: it is ignored, answered or not satisfiable", () => {
  fc.assert(
    fc.property(fc.string(), sizes, (header, sizeBytes) => {
      for (const text of [header, `bytes=${header}`]) {
        try {
          const range = readRange(text, sizeBytes);
          if (range !== undefined) expect(range.last).toBeLessThan(sizeBytes);
        } catch (error) {
          expect(error).toMatchObject({ code: "InvalidRange" });
        }
      }
    }),
  );
});

test("a copy range is within the source or refused", () => {
  fc.assert(
    fc.property(sizes, fc.nat(60), fc.nat(60), (sizeBytes, first, last) => {
      const read = () => readCopyRange(`bytes=${first}-${last}`, sizeBytes);
      if (first <= last && last < sizeBytes) expect(read()).toEqual({ first, last });
      else expect(read).toThrow();
    }),
  );
});
