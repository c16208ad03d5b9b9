import { readFileSync } from "node:fs";
import { join } from "node:path";
import { operationNames } from "../../lib/base/operationNames.generated.js";
import { operationModel } from "../../lib/wire/model.js";
import { renderControlModel, renderControlNames } from "../../scripts/generateControlModel.js";
import { operationSchemas, renderModel } from "../../scripts/generateModel.js";

test("generating the model again changes nothing", () => {
  const committed = readFileSync(join(__dirname, "../../lib/wire/model.generated.ts"), "utf8");
  expect(renderModel()).toBe(committed);
});

test.each([
  ["lib/wire/controlModel.generated.ts", renderControlModel],
  ["lib/base/controlOperationNames.generated.ts", renderControlNames],
])("generating %s again changes nothing", (path, render) => {
  expect(render()).toBe(readFileSync(join(__dirname, "../..", path), "utf8"));
});

test("the model has every operation of the SDK, and each compiles", () => {
  expect(operationNames).toEqual(operationSchemas().map(([, , name]) => name));
  expect(operationNames).toHaveLength(112);
  for (const name of operationNames) expect(operationModel(name).name).toBe(name);
});

test("an operation is compiled once", () => {
  expect(operationModel("PutObject")).toBe(operationModel("PutObject"));
});
