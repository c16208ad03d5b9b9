import type { ObjectAddress } from "../base/objectName.js";
import type { MatcherSubject } from "./matcherSubject.js";
import { nearRequestLines } from "./nearRequests.js";

/** The message of a failed assertion about an object: the lines, and the requests that came near. */
export function assertionText(
  mock: MatcherSubject,
  address: ObjectAddress,
  lines: readonly string[],
): string {
  return [...lines, ...nearRequestLines(mock, address)].join("\n");
}

/** The assertion as it was written, about. */
export function callText(matcher: string, isNot: boolean, given: readonly unknown[]): string {
  const shown = given.flatMap((argument) => {
    if (typeof argument !== "object" || argument === null)
      return [JSON.stringify(argument) ?? "undefined"];
    const members = Object.entries(argument)
      .filter(([, value]) => value !== undefined)
      .map(
        ([name, value]) => `${name}: ${value instanceof RegExp ? value : JSON.stringify(value)}`,
      );
    return members.length === 0 ? [] : [`{ ${members.join(", ")} }`];
  });
  return `expect(mock)${isNot ? ".not" : ""}.${matcher}(${shown.join(", ")})`;
}
