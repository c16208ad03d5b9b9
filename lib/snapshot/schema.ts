import { types } from "node:util";

/**
 * What a part of a saved state must look like: undefined where it does, else what is wrong, with the
 * path to it.
 */
export type Schema = (value: unknown, path: string) => string | undefined;

/** A value of one of JavaScript's kinds that meets a condition. */
function plain(what: string, accepts: (value: unknown) => boolean): Schema {
  return (value, path) => (accepts(value) ? undefined : `${path} is not ${what}`);
}

export const text = plain("a text", (value) => typeof value === "string");
export const flag = plain("true or false", (value) => typeof value === "boolean");
export const count = plain(
  "a whole number of at least 0",
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
);
/** Milliseconds since the epoch that a `Date` can hold. */
export const time = plain("a time", (value) => Number.isFinite(value) && isDateMs(Number(value)));
export const timeOrNever = plain(
  "a time",
  (value) =>
    value === Number.POSITIVE_INFINITY || (Number.isFinite(value) && isDateMs(Number(value))),
);
export const bytes = plain("bytes", (value) => types.isUint8Array(value));
export const date = plain("a date", (value) => types.isDate(value) && !Number.isNaN(+value));

function isDateMs(ms: number): boolean {
  return Math.abs(ms) <= 8.64e15;
}

/** One of a few texts. */
export function oneOf(...allowed: readonly unknown[]): Schema {
  return plain(`one of ${allowed.join(", ")}`, (value) => allowed.includes(value));
}

/** That, or undefined. */
export function optional(schema: Schema): Schema {
  return (value, path) => (value === undefined ? undefined : schema(value, path));
}

/** A list of that. */
export function list(schema: Schema): Schema {
  return (value, path) => {
    if (!Array.isArray(value)) return `${path} is not a list`;
    for (const [index, each] of value.entries()) {
      const problem = schema(each, `${path}[${index}]`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

/** A list of exactly these. */
export function tuple(...schemas: readonly Schema[]): Schema {
  return (value, path) => {
    if (!Array.isArray(value) || value.length !== schemas.length) {
      return `${path} is not a list of ${schemas.length}`;
    }
    return firstProblem(schemas, (schema, index) => schema(value[index], `${path}[${index}]`));
  };
}

/** A `Map` of that to that. */
export function mapOf(key: Schema, each: Schema): Schema {
  return (value, path) => {
    if (!types.isMap(value)) return `${path} is not a map`;
    for (const [name, member] of value) {
      const problem = key(name, `${path} key`) ?? each(member, `${path}[${JSON.stringify(name)}]`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

/** An object with these members and no others. */
export function record(members: Readonly<Record<string, Schema>>): Schema {
  const names = Object.keys(members);
  return (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return `${path} is not an object`;
    }
    const given: Readonly<Record<string, unknown>> = { ...value };
    const unknown = Object.keys(given).find((name) => !Object.hasOwn(members, name));
    if (unknown !== undefined) return `${path}.${unknown} is not known`;
    return firstProblem(names, (name) => members[name]?.(given[name], `${path}.${name}`));
  };
}

/** An object whose members are all of that. */
export function recordOf(schema: Schema): Schema {
  return (value, path) => {
    if (typeof value !== "object" || value === null) return `${path} is not an object`;
    return firstProblem(Object.entries(value), ([name, each]) => schema(each, `${path}.${name}`));
  };
}

/** What one of several says is right. */
export function either(...schemas: readonly Schema[]): Schema {
  return (value, path) => {
    let problem: string | undefined;
    for (const schema of schemas) {
      problem = schema(value, path);
      if (problem === undefined) return undefined;
    }
    return problem;
  };
}

/** A document as an SDK has it: texts, numbers, dates, bytes, and lists and objects of them. */
export const document: Schema = (value, path) => {
  if (value === undefined || value === null) return undefined;
  if (["string", "number", "boolean"].includes(typeof value)) return undefined;
  if (types.isDate(value)) return date(value, path);
  if (types.isUint8Array(value)) return undefined;
  if (Array.isArray(value)) return list(document)(value, path);
  if (typeof value !== "object") return `${path} is not part of a document`;
  return recordOf(document)(value, path);
};

function firstProblem<Item>(
  items: readonly Item[],
  problemOf: (item: Item, index: number) => string | undefined,
): string | undefined {
  for (const [index, item] of items.entries()) {
    const problem = problemOf(item, index);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
