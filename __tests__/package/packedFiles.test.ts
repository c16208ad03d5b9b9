import { entryName, entryPoints } from "../../scripts/package/entryPoints.js";
import {
  contentProblems,
  type Packed,
  sizeProblems,
  textProblems,
} from "../../scripts/package/packedFiles.js";

const complete: Packed["files"] = [
  ...["LICENSE", "README.md", "package.json", "dist/cjs/package.json"],
  ...["esm", "cjs"].flatMap((half) =>
    entryPoints.flatMap(({ subpath }) =>
      [".js", ".d.ts"].map((extension) => `dist/${half}/${entryName(subpath)}${extension}`),
    ),
  ),
  "dist/cjs/chunks/chunk-A1B2.js",
  "dist/cli/main.js",
].map((path) => ({ path, size: 1, mode: path === "dist/cli/main.js" ? 0o755 : 0o644 }));

function without(path: string): Packed["files"] {
  return complete.filter((file) => file.path !== path);
}

test("a complete package passes", () => {
  expect(contentProblems(complete)).toEqual([]);
});

test.each<[string, Packed["files"], string]>([
  [
    "an entry without declarations",
    without("dist/cjs/index.d.ts"),
    "dist/cjs/index.d.ts is missing.",
  ],
  ["no licence", without("LICENSE"), "LICENSE is missing."],
  [
    "a source map",
    [...complete, { path: "dist/esm/index.js.map", size: 1, mode: 0o644 }],
    "dist/esm/index.js.map is of no use to those who install the package.",
  ],
  [
    "a source file",
    [...complete, { path: "lib/index.ts", size: 1, mode: 0o644 }],
    "lib/index.ts is of no use to those who install the package.",
  ],
  [
    "an empty file",
    [...without("README.md"), { path: "README.md", size: 0, mode: 0o644 }],
    "README.md is empty.",
  ],
  [
    "a command that is no program",
    [...without("dist/cli/main.js"), { path: "dist/cli/main.js", size: 1, mode: 0o644 }],
    "dist/cli/main.js cannot be executed.",
  ],
])("a package with %s is refused", (_name, files, problem) => {
  expect(contentProblems(files)).toEqual([problem]);
});

test("a package of exactly the bars passes, one of a byte more does not", () => {
  expect(sizeProblems({ size: 600_000, unpackedSize: 3_000_000 })).toEqual([]);
  expect(sizeProblems({ size: 600_001, unpackedSize: 3_000_001 })).toEqual([
    "size is 600001 bytes; the bar is 600000.",
    "unpackedSize is 3000001 bytes; the bar is 3000000.",
  ]);
});

test("a file that names its build folder or a source map is refused", () => {
  expect(textProblems("a.js", "f();\n", "/somewhere/repository")).toEqual([]);
  expect(
    textProblems("a.js", 'f("/somewhere/repository/lib");\n', "/somewhere/repository"),
  ).toEqual(["a.js names the folder in which it was built."]);
  expect(textProblems("a.js", "f();\n//# sourceMappingURL=a.js.map\n", "/somewhere")).toEqual([
    "a.js names a source map; none is packed.",
  ]);
});

test("CommonJS that calls import() is refused", () => {
  const text = 'const load = () => import("a");\n';
  expect(textProblems("dist/esm/index.js", text, "/somewhere")).toEqual([]);
  expect(textProblems("dist/cjs/chunks/a.js", text, "/somewhere")).toEqual([
    "dist/cjs/chunks/a.js calls import().",
  ]);
});
