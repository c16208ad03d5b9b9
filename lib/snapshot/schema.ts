import { types } from "node:util";

/**
 * What a part of a saved state must look like: undefined where it does, else what is wrong, with the
 * path to it.
 */
export type Schema = (value: unknown, path: string) => string | undefined;

/** A value of one of JavaScript's kinds that meets a condition. */
export function plain(what: string, accepts: (value: unknown) => boolean): Schema {
  return (value, path) => (accepts(value) ? undefined : `${path} is not ${what}`);
}

export const text = plain("a text", (value) => typeof value === "string");
export const flag = plain("true or false", (value) => typeof value === "boolean");
export const count = plain(
  "a whole number of at least 0",
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
);
/** Milliseconds since the epoch that a `Date` can hold. */
export const time = plain("a time", isDateMs);
export const timeOrNever = plain(
  "a time",
  (value) => value === Number.POSITIVE_INFINITY || isDateMs(value),
);
export const bytes = plain("bytes", (value) => types.isUint8Array(value));
export const date = plain("a date", (value) => types.isDate(value) && !Number.isNaN(+value));

function isDateMs(value: unknown): boolean {
  return Number.isFinite(value) && Math.abs(Number(value)) <= 8.64e15;
}

/** Whether a value is an object and nothing else besides, such as a date or a map. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  // By its tag, as what was read belongs to another realm in some test runners.
  return Object.prototype.toString.call(value) === "[object Object]";
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
      // A few bytes may say that there are four thousand million of nothing.
      const problem = Object.hasOwn(value, index)
        ? schema(each, `${path}[${index}]`)
        : `${path}[${index}] is not there`;
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
    if (!isObject(value)) return `${path} is not an object`;
    const unknown = Object.keys(value).find((name) => !Object.hasOwn(members, name));
    if (unknown !== undefined) return `${path}.${unknown} is not known`;
    return firstProblem(names, (name) => members[name]?.(value[name], `${path}.${name}`));
  };
}

/** An object whose members are all of that. */
export function recordOf(schema: Schema): Schema {
  return (value, path) => {
    if (!isObject(value)) return `${path} is not an object`;
    return firstProblem(Object.entries(value), ([name, each]) => schema(each, `${path}.${name}`));
  };
}

/** That, and what it says of itself beside. */
export function both(schema: Schema, also: Schema): Schema {
  return (value, path) => schema(value, path) ?? also(value, path);
}

/** That, looked at once however many there are that share it. */
export function shared(schema: Schema): Schema {
  // What was found right: a memo, not a state.
  const right = new WeakSet<object>();
  return (value, path) => {
    const isOne = typeof value === "object" && value !== null;
    if (isOne && right.has(value)) return undefined;
    const problem = schema(value, path);
    if (isOne && problem === undefined) right.add(value);
    return problem;
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

/** What is wrong with the first of some that is not right. */
export function firstProblem<Item>(
  items: readonly Item[],
  problemOf: (item: Item, index: number) => string | undefined,
): string | undefined {
  for (const [index, item] of items.entries()) {
    const problem = problemOf(item, index);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
