/**
 * The model of S3's REST protocol: how each operation's input and output lie on HTTP and XML. The generated
 * tables are lines of text, which cost nothing to load; an operation is compiled when first asked for.
 */
import type { ControlOperationName } from "../base/controlOperationNames.generated.js";
import { MockError } from "../base/mockError.js";
import type { OperationName } from "../base/operationNames.generated.js";
import { operationLines } from "./model.generated.js";
import type { DocumentShape, ListShape, SimpleShape } from "./shapes.js";
import { type Member, structure } from "./structures.js";

/** A member in a header or in a query parameter. */
export interface Binding {
  readonly member: string;
  /** A header's name is in lower case. */
  readonly wireName: string;
  readonly shape: SimpleShape | ListShape;
  readonly required: boolean;
}

/** What the body of a message is. */
export type BodyModel =
  /** One member is the body, bytes or text. */
  | {
      readonly kind: "payload";
      readonly member: string;
      readonly shape: SimpleShape;
      readonly required: boolean;
    }
  /** The body is an XML document. It is one member, or, if there is none, all that lie nowhere else. */
  | {
      readonly kind: "document";
      readonly member?: string;
      readonly document: DocumentShape;
      readonly required: boolean;
    };

/** Where the members of an input or an output lie. */
export interface MessageModel {
  /** In the path. */
  readonly labels: readonly string[];
  readonly headers: readonly Binding[];
  readonly queries: readonly Binding[];
  /** The member that holds all headers with a prefix, which is in lower case. */
  readonly prefixHeaders?: { readonly member: string; readonly prefix: string };
  readonly body?: BodyModel;
}

/** One operation on the wire. */
export interface OperationModel {
  readonly name: OperationName | ControlOperationName;
  readonly method: string;
  /** `/` for the service or a bucket, `/{Key+}` for an object; one operation has a path of its own, as all of S3 Control's have. */
  readonly path: string;
  /** The parameters that are part of the operation's name. `x-id`, which is a mere hint, is left out. */
  readonly literalQuery: Readonly<Record<string, string>>;
  readonly statusCode: number;
  readonly input: MessageModel;
  readonly output: MessageModel;
}

function binding({ name, wireName, shape, required, place }: Member): Binding {
  if (shape.kind === "structure") {
    throw new MockError(
      `${name} is a structure outside of XML, which the model cannot say.`,
      "ERR_MOCK_INTERNAL",
    );
  }
  const lowerCase = place === "header" ? wireName.toLowerCase() : wireName;
  return { member: name, wireName: lowerCase, shape, required };
}

function bodyOf(name: string, namespace: string | undefined): BodyModel | undefined {
  const { root, members, shape } = structure(name);
  const payload = members.find(({ place }) => place === "payload");
  if (payload === undefined) {
    if (shape.members.length === 0) return undefined;
    const required = shape.members.some((member) => member.required);
    return { kind: "document", document: { root, namespace, structure: shape }, required };
  }
  const { name: member, required, wireName } = payload;
  if (payload.shape.kind === "structure") {
    const document = { root: wireName, namespace, structure: payload.shape };
    return { kind: "document", member, document, required };
  }
  if (payload.shape.kind === "list")
    throw new MockError(`${member} is a list that is a payload.`, "ERR_MOCK_INTERNAL");
  return { kind: "payload", member, shape: payload.shape, required };
}

/** @param namespace - that of its documents, where it is not S3's */
export function messageModel(name: string, namespace?: string): MessageModel {
  if (name === "-") return { labels: [], headers: [], queries: [] };
  const { members } = structure(name);
  const at = (place: Member["place"]) => members.filter((member) => member.place === place);
  const body = bodyOf(name, namespace);
  const [prefixed] = at("prefixHeaders");
  return {
    labels: at("label").map((member) => member.name),
    headers: at("header").map(binding),
    queries: at("query").map(binding),
    ...(prefixed && {
      prefixHeaders: { member: prefixed.name, prefix: prefixed.wireName.toLowerCase() },
    }),
    ...(body && { body }),
  };
}

/** What an operation's line says by itself, which is all that routing takes. */
export function operationHead(
  name: OperationName,
): Pick<OperationModel, "name" | "method" | "path" | "literalQuery" | "statusCode"> {
  const [method = "", uri = "", statusCode] = operationLines[name].split(" ");
  const [path = "", query = ""] = uri.split("?");
  const literalQuery: Record<string, string> = {};
  for (const parameter of query.split("&")) {
    const [key = "", value = ""] = parameter.split("=");
    if (key !== "" && key !== "x-id") literalQuery[key] = value;
  }
  return { name, method, path, literalQuery, statusCode: Number(statusCode) };
}

// A compiled model is a constant that is computed late: remembering it is no state.
const models = new Map<OperationName, OperationModel>();

/** An operation's model, compiled once. */
export function operationModel(name: OperationName): OperationModel {
  let model = models.get(name);
  if (model === undefined) {
    const [, , , input = "-", output = "-"] = operationLines[name].split(" ");
    model = {
      ...operationHead(name),
      input: messageModel(input),
      output: messageModel(output),
    };
    models.set(name, model);
  }
  return model;
}
