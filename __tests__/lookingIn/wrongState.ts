import type { Path } from "../support/savedStates.js";

/** A state that is wrong in one place: what is put there, for what was there, and how it is refused. */
export type WrongState = readonly [
  what: string,
  path: Path,
  change: (value: never) => unknown,
  problem: string,
];

export type List = readonly unknown[];
export const to = (value: unknown) => () => value;
export const twice = (list: List) => [...list, ...list];
export const reversed = (list: List) => list.toReversed();
export const added =
  (...more: List) =>
  (list: List) => [...list, ...more];
/** The same with another member. */
export const having = (members: object) => (value: object) => ({ ...value, ...members });
export const entry = (key: unknown, value: unknown) => (map: ReadonlyMap<unknown, unknown>) =>
  new Map([...map, [key, value]]);
/** So many of nothing, in a few bytes. */
export const hollow = () => {
  const list: unknown[] = [];
  list.length = 2 ** 32 - 1;
  return list;
};
export const circle = () => {
  const round: { Id: string; Filter?: unknown } = { Id: "list" };
  round.Filter = round;
  return [round];
};
/** Two to the power of thirty texts, in a few bytes. */
export const doubled = () => {
  let value: unknown = "text";
  for (let depth = 0; depth < 30; depth++) value = [value, value];
  return value;
};

/** Where things stand in the state of everything. */
export const source: Path = ["buckets", 0];
export const stack: Path = [...source, "versions", 0, 1];
export const version: Path = [...stack, 0];
export const upload: Path = [...source, "uploads", 0, 1, 0];
export const work: Path = ["work", 0, 1];
export const job: Path = ["jobs", 0, 1];
export const documents: Path = [...source, "documents"];
export const replication: Path = [...source, "replication"];
