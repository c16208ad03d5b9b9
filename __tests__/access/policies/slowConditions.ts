import type { SlowQuestion, SlowStatement } from "./slowQuestion.js";

/** Matches by trying everything: `*` takes nothing or one character and tries again. */
export function slowlyMatches(pattern: string, text: string): boolean {
  if (pattern === "") return text === "";
  const rest = pattern.slice(1);
  if (pattern[0] === "*") {
    return slowlyMatches(rest, text) || (text !== "" && slowlyMatches(pattern, text.slice(1)));
  }
  if (text === "") return false;
  return (pattern[0] === "?" || pattern[0] === text[0]) && slowlyMatches(rest, text.slice(1));
}

/** Characters that no text of the properties has stand for characters that are no wildcards. */
const literalStar = "\u0001";
const literalMark = "\u0002";

/** Whether a text fits a pattern of a document, with variables where its Version has them. */
export function fits(
  asked: SlowQuestion,
  pattern: string,
  text: string,
  isNew: boolean,
  isLike: boolean,
): boolean {
  let isKnown = true;
  const shielded = (value: string) =>
    value.replaceAll("*", literalStar).replaceAll("?", literalMark);
  const resolved = (isLike ? pattern : pattern.replace(/[*?](?!\})/g, shielded)).replace(
    /\$\{([^}]*)\}/g,
    (whole, inside: string) => {
      if (!isNew) return whole;
      if (["*", "?", "$"].includes(inside)) return shielded(inside);
      const [key = "", fallback] = inside.split(", ");
      const value = contextValue(asked, key) ?? fallback?.slice(1, -1);
      if (typeof value !== "string") isKnown = false;
      return shielded(String(value));
    },
  );
  return isKnown && slowlyMatches(resolved, shielded(text));
}

function contextValue(asked: SlowQuestion, key: string) {
  return Object.entries(asked.values).find(
    ([name]) => name.toLowerCase() === key.toLowerCase(),
  )?.[1];
}

/** Whether all conditions of a statement are met. */
export function conditionsFit(
  asked: SlowQuestion,
  { Condition = {} }: SlowStatement,
  isNew: boolean,
): boolean {
  for (const [operator, keys] of Object.entries(Condition)) {
    for (const [key, expected] of Object.entries(keys)) {
      if (!conditionFits(asked, operator, contextValue(asked, key), list(expected), isNew))
        return false;
    }
  }
  return true;
}

function conditionFits(
  asked: SlowQuestion,
  operator: string,
  actual: string | readonly string[] | undefined,
  expected: readonly string[],
  isNew: boolean,
): boolean {
  const isSet = operator.includes(":");
  const name = operator.replace(/^.*:/, "").replace(/IfExists$/, "");
  const isNot = name.includes("Not");
  const isThere = actual !== undefined && !(typeof actual !== "string" && actual.length === 0);
  if (name === "Null")
    return expected.some((value) => (value.toLowerCase() === "true") !== isThere);
  if (!isThere) {
    if (operator.endsWith("IfExists")) return true;
    if (isSet) return operator.startsWith("ForAllValues");
    return isNot;
  }
  const one = (value: string) => {
    if (name.endsWith("IpAddress") && !/^\d+\.\d+\.\d+\.\d+$/.test(value)) return false;
    return expected.some((each) => compare(asked, name, value, each, isNew)) !== isNot;
  };
  if (!isSet) return typeof actual === "string" && one(actual);
  const values = typeof actual === "string" ? [actual] : [...actual];
  return operator.startsWith("ForAllValues") ? values.every(one) : values.some(one);
}

function compare(
  asked: SlowQuestion,
  name: string,
  actual: string,
  expected: string,
  isNew: boolean,
): boolean {
  if (name.startsWith("Bool"))
    return (actual.toLowerCase() === "true") === (expected.toLowerCase() === "true");
  if (name.startsWith("Numeric")) {
    if (!/^\d+$/.test(actual) || !/^\d+$/.test(expected)) return false;
    const difference = Number(actual) - Number(expected);
    if (name.endsWith("LessThan")) return difference < 0;
    if (name.endsWith("GreaterThanEquals")) return difference >= 0;
    return difference === 0;
  }
  if (name.endsWith("IpAddress")) {
    const [address = "", length = "32"] = expected.split("/");
    const bits = (text: string) =>
      text
        .split(".")
        .map((part) => Number(part).toString(2).padStart(8, "0"))
        .join("");
    return bits(address).slice(0, Number(length)) === bits(actual).slice(0, Number(length));
  }
  return fits(asked, expected, actual, isNew, name.endsWith("Like"));
}

/** A single value as a list. */
export function list(value: string | readonly string[]): string[] {
  return typeof value === "string" ? [value] : [...value];
}
