import fc from "fast-check";
import { ByteSink } from "../../lib/server/byteSink.js";

const pieces = fc.array(fc.uint8Array({ maxLength: 3_000 }), { maxLength: 30 });

test("what comes out of a byte sink is what went in, whatever was expected", () => {
  fc.assert(
    fc.property(pieces, fc.integer({ min: 0, max: 90_000 }), (given, expectedBytes) => {
      const sink = new ByteSink(expectedBytes);
      for (const piece of given) sink.add(piece);
      const whole = Buffer.concat(given);
      expect(sink.bytes).toBe(whole.length);
      const taken = sink.take();
      expect(taken.equals(whole)).toBe(true);
      // A guess that was too high does not stay in memory.
      expect(taken.buffer.byteLength).toBeLessThanOrEqual(
        Math.max(whole.length * 1.15, Buffer.poolSize),
      );
    }),
  );
});
