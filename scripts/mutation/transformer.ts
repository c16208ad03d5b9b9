import type { TransformOptions } from "@jest/transform";
import swc from "@swc/jest";
import { instrumentedText } from "./instrumentedFiles.js";
import { hashOf } from "./mutant.js";

/** Compiles as the suite does, and lib's files with the mutants that were put into them. */
// biome-ignore lint/style/noDefaultExport: Jest looks for a transformer there
export default {
  createTransformer(options: Parameters<typeof swc.createTransformer>[0]) {
    const inner = swc.createTransformer(options);
    return {
      getCacheKey: (text: string, path: string, { configString }: TransformOptions) =>
        hashOf(`${configString}${path}${instrumentedText(path) ?? text}`),
      process: (text: string, path: string, given: TransformOptions) =>
        inner.process?.(instrumentedText(path) ?? text, path, given),
    };
  },
};
