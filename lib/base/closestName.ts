/**
 * The name that was probably meant: the one that differs least from what was written, if it differs so
 * little that it is a slip. Undefined where `written` is one of the names, and where none is near.
 *
 * A swap of two neighbours is one slip, and so is another case; names that differ in digits alone are
 * names of two things (`backup-1`, `backup-2`).
 */
export function closestName(written: string, names: Iterable<string>): string | undefined {
  const mostSlips = Math.min(3, Math.ceil(written.length / 4));
  let closest: string | undefined;
  let fewest = mostSlips + 1;
  for (const name of names) {
    if (name === written) return undefined;
    if (Math.abs(name.length - written.length) > mostSlips || differInDigits(written, name))
      continue;
    const slips = slipsBetween(written.toLowerCase(), name.toLowerCase());
    if (slips >= fewest) continue;
    closest = name;
    fewest = slips;
  }
  return closest;
}

/** `; did you mean SlowDown?` where a name is near, and nothing where none is. */
export function didYouMean(written: unknown, names: Iterable<string>): string {
  const closest = typeof written === "string" ? closestName(written, names) : undefined;
  return closest === undefined ? "" : `; did you mean ${closest}?`;
}

function differInDigits(a: string, b: string): boolean {
  return /\d/.test(a + b) && a.replace(/\d+/g, "0") === b.replace(/\d+/g, "0");
}

/**
 * The optimal string alignment distance: how many letters are missing, too many, wrong, or swapped with
 * their neighbour.
 *
 * @see https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance
 */
function slipsBetween(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      const choices = [
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
      ];
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        choices.push(at(beforeLast, column - 2) + 1);
      }
      current.push(Math.min(...choices));
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
