import type { ControlOperationName } from "../base/controlOperationNames.generated.js";
import { controlOperationLines } from "./controlModel.generated.js";
import { messageModel, type OperationModel } from "./model.js";

/** The namespace of S3 Control's documents. */
export const controlNamespace = "http://awss3control.amazonaws.com/doc/2018-08-20/";

/** What an operation's line says by itself, which is all that routing takes. */
export function controlOperationHead(
  name: ControlOperationName,
): Pick<OperationModel, "method" | "path" | "statusCode"> {
  const [method = "", path = "", statusCode] = controlOperationLines[name].split(" ");
  return { method, path, statusCode: Number(statusCode) };
}

// A compiled model is a constant that is computed late: remembering it is no state.
const models = new Map<ControlOperationName, OperationModel>();

/** An operation's model, compiled once. The messages of what is not simulated are empty. */
export function controlOperationModel(name: ControlOperationName): OperationModel {
  let model = models.get(name);
  if (model === undefined) {
    const [, , , input = "-", output = "-"] = controlOperationLines[name].split(" ");
    model = {
      name,
      ...controlOperationHead(name),
      literalQuery: {},
      input: messageModel(input, controlNamespace),
      output: messageModel(output, controlNamespace),
    };
    models.set(name, model);
  }
  return model;
}
