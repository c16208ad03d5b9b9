import fc from "fast-check";
import { type Listed, listed } from "../../lib/operations/listing/listing.js";
import {
  continuationToken,
  readContinuationToken,
} from "../../lib/operations/listing/pagination.js";
import { compareKeys } from "../../lib/state/keyOrder.js";
import { sortedMap } from "../../lib/state/sortedMap.js";

/** Few letters, so that prefixes meet; some whose UTF-16 and UTF-8 orders differ. */
const letter = fc.constantFrom("a", "b", "/", "\uffee", "\u{1f600}", "\u{10ffff}");
const name = fc.array(letter, { minLength: 1, maxLength: 6 }).map((letters) => letters.join(""));
const prefix = fc.array(letter, { maxLength: 2 }).map((letters) => letters.join(""));
const delimiter = fc.constantFrom(undefined, "", "/", "a", "/a", "\u{1f600}");

function mapOf(names: readonly string[]) {
  const keys = sortedMap<string, readonly string[]>(compareKeys);
  for (const key of names) keys.set(key, [key]);
  return keys;
}

const nameOf = (each: Listed<readonly string[]>) =>
  "commonPrefix" in each ? each.commonPrefix : each.key;

/** What a listing is, by its definition. */
function expected(names: readonly string[], prefix: string, delimiter: string | undefined) {
  const rolled = names
    .filter((key) => key.startsWith(prefix))
    .map((key) => {
      const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
      return end === -1 ? key : key.slice(0, end + (delimiter ?? "").length);
    });
  return [...new Set(rolled)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

test("a listing is its keys, rolled up, in the order of their UTF-8 bytes", () => {
  fc.assert(
    fc.property(fc.array(name), prefix, delimiter, (names, prefix, delimiter) => {
      const scope = { prefix, delimiter, after: "" };
      const all = [...listed(mapOf(names), scope, () => true)].map(nameOf);
      expect(all).toEqual(expected(names, prefix, delimiter));
    }),
    { numRuns: 500 },
  );
});

test("pages of any size put together are the whole listing", () => {
  fc.assert(
    fc.property(
      fc.array(name),
      prefix,
      delimiter,
      fc.integer({ min: 1, max: 4 }),
      (names, prefix, delimiter, pageSize) => {
        const keys = mapOf(names);
        const all: string[] = [];
        for (let after = ""; ; ) {
          const page: string[] = [];
          for (const each of listed(keys, { prefix, delimiter, after }, () => true)) {
            page.push(nameOf(each));
            if (page.length === pageSize) break;
          }
          all.push(...page);
          if (page.length < pageSize) break;
          after = readContinuationToken(continuationToken(page.at(-1) ?? ""));
        }
        expect(all).toEqual(expected(names, prefix, delimiter));
      },
    ),
    { numRuns: 500 },
  );
});

test("keys that do not count make no common prefix", () => {
  fc.assert(
    fc.property(fc.array(name), delimiter, (names, delimiter) => {
      const counts = (key: string) => key.includes("b");
      const scope = { prefix: "", delimiter, after: "" };
      const some = [...listed(mapOf(names), scope, ([key = ""]) => counts(key))].map(nameOf);
      expect(some).toEqual(expected(names.filter(counts), "", delimiter));
    }),
  );
});

test("a listing visits what it yields, and not what it rolls up", () => {
  const keys = mapOf(Array.from({ length: 20_000 }, (_, i) => `${i % 10}/${i}`));
  let visited = 0;
  const count = () => {
    visited++;
    return true;
  };
  expect([...listed(keys, { prefix: "", delimiter: "/", after: "" }, count)]).toHaveLength(10);
  expect(visited).toBe(10);
});
