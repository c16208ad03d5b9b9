import { inspect } from "node:util";
import { latestMs } from "./clock.js";
import { didYouMean } from "./closestName.js";
import { MockError } from "./mockError.js";

/** What a field of an object may hold: how a person is told, and how a value is judged. */
export interface OptionRule {
  readonly allowed: string;
  /** The values there are, for a slip in one of them. */
  readonly choices?: readonly string[];
  accepts(value: unknown): boolean;
}

/** Where the object stands that is checked. */
export interface Place {
  /** What the name of a field follows in a sentence: `replicationMock: option `. */
  readonly field: string;
  /** What the object itself is called in a sentence: `replicationMock: the argument`. */
  readonly whole: string;
}

/**
 * Checks an object of a test author's against the fields that it may have. A field that is undefined
 * is as good as absent.
 *
 * @throws MockError that says which field it is, what came and what is allowed
 */
export function checkOptions(
  given: unknown,
  fields: Readonly<Record<string, OptionRule>>,
  place: Place,
): void {
  const names = Object.keys(fields).join(", ");
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new MockError(`${place.whole} is ${shown(given)}; allowed is an object of ${names}`);
  }
  for (const [name, value] of Object.entries(given)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) {
      const meant = didYouMean(name, Object.keys(fields));
      throw new MockError(`${place.field}${name} does not exist; there are ${names}${meant}`);
    }
    if (value !== undefined && !field.accepts(value)) {
      const meant = didYouMean(value, field.choices ?? []);
      throw new MockError(
        `${place.field}${name} is ${shown(value)}${meant}${meant === "" ? "; allowed" : " Allowed"} is ${field.allowed}`,
      );
    }
  }
}

/** A field that holds a text of any length but none. */
export function textOption(allowed: string): OptionRule {
  return { allowed, accepts: (value) => typeof value === "string" && value !== "" };
}

/** A field that holds one of a few values. */
export function choiceOption(...choices: readonly (string | boolean)[]): OptionRule {
  return {
    allowed: choices.map((choice) => shown(choice)).join(" or "),
    choices: choices.filter((choice) => typeof choice === "string"),
    accepts: (value) => choices.some((choice) => choice === value),
  };
}

/** A field that holds a whole number of at least `least`. */
export function countOption(least: number): OptionRule {
  return {
    allowed: `a whole number of at least ${least}`,
    accepts: (value) => Number.isSafeInteger(value) && Number(value) >= least,
  };
}

/** A field that holds a length of time, after which there is still a date. */
export const msOption: OptionRule = {
  allowed: `milliseconds of at least 0, and of ${latestMs} at most`,
  accepts: (value) => typeof value === "number" && value >= 0 && value <= latestMs,
};

/** A field that holds the id of an AWS account. */
export const accountOption: OptionRule = {
  allowed: "12 digits",
  accepts: (value) => typeof value === "string" && /^\d{12}$/.test(value),
};

/** A field that holds the name of a Region; whether there is such a Region is S3's to say. */
export const regionOption: OptionRule = {
  allowed: 'the name of a Region such as "us-east-1"',
  accepts: (value) => typeof value === "string" && /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(value),
};

/** A value as a sentence shows it. */
export function shown(value: unknown): string {
  return typeof value === "string"
    ? JSON.stringify(value)
    : inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
}
