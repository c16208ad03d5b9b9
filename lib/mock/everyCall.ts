import { beginAtCaller } from "../base/mockError.js";

/** Runs what a member of the handle does: what is due before it, and what has happened told after it. */
export type RunCall = <Result>(run: () => Result) => Result;

/**
 * The same members, each of them run as a call of the handle; so is everything of a result that can be
 * ended. The stack of the mock's own errors begins where the member was called.
 */
export function everyCall<Members extends object>(members: Members, runCall: RunCall): Members {
  const calls: PropertyDescriptorMap = {};
  for (const name of Reflect.ownKeys(members)) {
    const property = Object.getOwnPropertyDescriptor(members, name);
    if (property !== undefined)
      calls[name] = { ...property, ...asCall(members, property, runCall) };
  }
  // Every member has the type that it had.
  return Object.defineProperties({}, calls) as Members;
}

function asCall(of: object, property: PropertyDescriptor, runCall: RunCall): PropertyDescriptor {
  const { get, value } = property;
  if (get !== undefined) return { get: () => runCall(() => get.call(of)) };
  if (typeof value !== "function") return {};
  const call = (...given: unknown[]) => {
    try {
      const result: unknown = runCall(() => value.apply(of, given));
      if (Array.isArray(result) && result.every(canEnd)) {
        return result.map((each) => everyCall(each, runCall));
      }
      return canEnd(result) ? everyCall(result, runCall) : result;
    } catch (error) {
      throw beginAtCaller(error, call);
    }
  };
  return { value: call };
}

function canEnd(result: unknown): result is { end(): void } {
  return typeof result === "object" && result !== null && "end" in result;
}
