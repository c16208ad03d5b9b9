import { transform } from "esbuild";
import { commonJsSource } from "../../scripts/package/commonJsSource.js";

const chunk = { isEntry: false };
const entry = { isEntry: true };

describe("the source of a file of the package", () => {
  test.each<[string, string, string]>([
    [
      "takes names of others as constants",
      'import {\n  a,\n  b as c\n} from "./chunk-X.js";',
      'const {\n  a,\n  b: c\n} = require("./chunk-X.js");',
    ],
    ["runs what it takes no names of", 'import "../chunk-X.js";', 'require("../chunk-X.js");'],
    [
      "gives its own names as properties",
      "export {\n  a,\n  b as c\n};",
      "module.exports = {\n  a,\n  c: b\n};",
    ],
    [
      "leaves packages to esbuild",
      'import { x } from "fast-xml-parser";\nimport y from "../../shared/y.cjs";',
      'import { x } from "fast-xml-parser";\nimport y from "../../shared/y.cjs";',
    ],
  ])("%s", (_what, source, expected) => {
    expect(commonJsSource(source, chunk)).toBe(expected);
  });

  test("leaves what an entry exports to esbuild, which marks it for Node", async () => {
    const source = commonJsSource("var a = 1;\nexport {\n  a\n};\n", entry);
    const { code } = await transform(source, { format: "cjs", platform: "node" });
    expect(code).toMatch(/0 && \(module\.exports = \{\s+a\s+\}\)/);
  });

  test.each([
    'import * as all from "./chunk-X.js";',
    'import one from "./chunk-X.js";',
    'export * from "./chunk-X.js";',
    "export default 1;",
  ])("is refused with %p, which shares no names one by one", (source) => {
    expect(() => commonJsSource(source, chunk)).toThrow(/to be named one by one/);
  });
});
