import { sourceModule } from "./sourceModule.js";
import { stateProblems } from "./stateRules.js";

const judging: Record<string, [text: string, problem: RegExp]> = {
  refuses: ['import { fail } from "../base/errors.js";', /The state contains and never judges/],
  "knows a limit of S3": [
    'import { limits } from "../base/limits.js";',
    /The state contains and never judges/,
  ],
  "answers whether": [
    "export function isPublic(acl: object): boolean { return false; }",
    /bucket\.ts:1 exports isPublic, .* belongs to the layer that asks/,
  ],
};

test.each(Object.entries(judging))("state that %s is found", (_name, [text, problem]) => {
  expect(stateProblems([sourceModule("lib/state/bucket.ts", text)])).toEqual([
    expect.stringMatching(problem),
  ]);
});

const containing: Record<string, string> = {
  "names the type of an error": 'import type { ErrorCode } from "../base/errors.js";',
  finds: "export function find(id: string): string | undefined { return id; }",
};

test.each(Object.entries(containing))("state that %s passes", (_name, text) => {
  expect(stateProblems([sourceModule("lib/state/bucket.ts", text)])).toEqual([]);
});

test("a rule outside of the state passes", () => {
  const text = "export function isPublic(acl: object): boolean { return false; }";
  expect(stateProblems([sourceModule("lib/access/acl.ts", text)])).toEqual([]);
});
