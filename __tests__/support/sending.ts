import * as sdk from "@aws-sdk/client-s3";
import { operationSchemas } from "../../scripts/generateModel.js";
import { minimalInput } from "../../scripts/minimalInput.js";
import { messageSchema } from "../../scripts/operationSchemas.js";

/** Sends an operation that is known by its name only. */
export function sendByName(
  client: sdk.S3Client,
  operation: string,
  input: object,
): Promise<Record<string, unknown>> {
  // Each command takes an input of its own type; here it is known by name only.
  const Command = Reflect.get(sdk, `${operation}Command`) as new (input: object) => object;
  const sender = client as unknown as { send(command: object): Promise<Record<string, unknown>> };
  return sender.send(new Command(input));
}

/** The smallest input of an operation that the SDK can send. */
export function smallestInput(operation: string): Record<string, unknown> {
  const schema = operationSchemas().find(([, , name]) => name === operation);
  if (schema === undefined) throw new Error(`the SDK has no operation ${operation}`);
  return minimalInput(messageSchema(schema, "input"));
}
