import { format } from "node:util";
import { transformSync } from "@swc/core";
import type { CodeBlock } from "./codeBlocks.js";

type Provided = Readonly<Record<string, unknown>>;
type Compiled = (...values: unknown[]) => unknown;

/** Whether a block registers tests of its own, and so runs while tests are collected. */
export function isTestFile({ code }: CodeBlock): boolean {
  return /^(test|it|describe)(\.\w+)*\(/m.test(code);
}

/** Runs a block that registers tests: its imports are loaded and its tests known when this returns. */
export function collectBlock(block: CodeBlock, provided: Provided): void {
  compiled(block, Function, Object.keys(provided))(...Object.values(provided));
}

/**
 * Runs a block to its end, with top-level `await`. Answers what it printed by `console.log` and, from the
 * comments behind these calls, what it says it prints.
 */
export async function runBlock(
  block: CodeBlock,
  provided: Provided,
): Promise<{ printed: string[]; promised: string[] }> {
  const printed: string[] = [];
  const log = (...values: unknown[]): void => void printed.push(format(...values));
  const names = { ...provided, console: { ...console, log } };
  const AsyncConstructor = (async () => {}).constructor;
  await compiled(block, AsyncConstructor, Object.keys(names))(...Object.values(names));
  const promised = block.code.matchAll(/^\s*console\.log\(.*\); \/\/ (.+)$/gm);
  return { printed, promised: [...promised].map(([, text = ""]) => text) };
}

function compiled(block: CodeBlock, functionKind: unknown, names: readonly string[]): Compiled {
  const { code } = transformSync(block.code, {
    filename: block.place,
    configFile: false,
    swcrc: false,
    isModule: true,
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "commonjs" },
  });
  // Both constructors take the names of parameters, then the body, and answer the function.
  const make = functionKind as (...parts: string[]) => Compiled;
  return make(...names, `${code}\n//# sourceURL=${block.place}`);
}
