import {
  augmentationsIn,
  forgottenTypes,
  withoutShared,
} from "../../scripts/package/sharedDeclarations.js";

const main = `import type { Socket } from 'node:net';

/** An object. */
export declare interface Found {
    readonly key: string;

    readonly size: Size;
}

declare type Size = number;

export declare function find(socket: Socket): Found;

export { }
`;

const entry = `/**
 * An entry.
 *
 * @packageDocumentation
 */

import type { Expect } from 'runner';
import type { Socket } from 'node:net';

/** An object. */
declare interface Found {
    readonly key: string;

    readonly size: Size;
}

declare type Size = number;

export declare function find(socket: Socket): Found;

export declare function matches(found: Found, expect: Expect, order: Order): boolean;

/** What Size is not. */
declare type Order = "Size" | "key";

export { }

declare module "runner" {
    interface Matchers {
        toMatch(found: Found): void;
    }
}
`;

describe("the declarations of an entry", () => {
  test("import what the main entry exports in the same words", () => {
    expect(withoutShared(entry, main)).toBe(`/**
 * An entry.
 *
 * @packageDocumentation
 */

import { Found, find } from "./index.js";

import type { Expect } from 'runner';

export declare function matches(found: Found, expect: Expect, order: Order): boolean;

/** What Size is not. */
declare type Order = "Size" | "key";

declare module "runner" {
    interface Matchers {
        toMatch(found: Found): void;
    }
}

export { find };
`);
  });

  test("keep what the main entry declares in other words", () => {
    const other = main.replace("readonly key: string", "readonly key: URL");
    expect(withoutShared(entry, other)).toContain("declare interface Found {");
  });

  test("import nothing that only what was taken out has needed", () => {
    const text = `declare interface Found {
    readonly key: string;
}

export declare function matches(): boolean;

export { }
`;
    const exported = "export declare interface Found {\n    readonly key: string;\n}\n";
    expect(withoutShared(text, exported)).toBe(
      "export declare function matches(): boolean;\n\nexport { }\n",
    );
  });

  test("stay as they are where nothing is shared", () => {
    expect(withoutShared(main, "export { }\n")).toBe(main);
  });
});

test("a type that cannot be imported is forgotten, what typeof looks at is not", () => {
  const text = `declare const names: readonly ["a"];

export declare type Name = (typeof names)[number];

${main}`;
  expect(forgottenTypes(text)).toEqual(["Size"]);
});

test("what a file adds to the declarations of others is found", () => {
  const global = "declare global {\n    interface Window {\n    }\n}\n";
  expect(augmentationsIn(`${global}${entry}`)).toEqual([
    global,
    expect.stringMatching(/^declare module "runner" \{[\s\S]*void;\n {4}\}\n\}\n$/),
  ]);
});
