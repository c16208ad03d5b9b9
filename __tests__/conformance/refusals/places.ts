import type { OperationName } from "../../../lib/base/operationNames.generated.js";
import { operationModel } from "../../../lib/wire/model.js";
import type { MemberShape, StructureShape } from "../../../lib/wire/shapes.js";
import { documents } from "./documents.js";

type Path = readonly (string | number)[];
/** A member somewhere in one of the documents. */
export interface Place {
  readonly operation: string;
  readonly input: object;
  readonly path: Path;
  readonly structure: string;
  readonly member: MemberShape;
}

/** What the model says of an operation's document. */
export function documentShape(operation: string) {
  const { body } = operationModel(operation as OperationName).input;
  if (body?.kind !== "document") throw new Error(`${operation} has no document`);
  return body;
}

function* placesIn(
  shape: StructureShape,
  value: Record<string, unknown>,
  place: Pick<Place, "operation" | "input" | "path">,
): Generator<Place> {
  for (const member of shape.members) {
    const inside = value[member.name];
    if (inside === undefined) continue;
    const path = [...place.path, member.name];
    yield { ...place, path, structure: shape.name, member };
    const item = member.shape.kind === "list" ? member.shape.item : member.shape;
    if (item.kind !== "structure") continue;
    const values = Array.isArray(inside) ? inside : [inside];
    for (const [at, each] of values.entries()) {
      yield* placesIn(item, each, { ...place, path: Array.isArray(inside) ? [...path, at] : path });
    }
  }
}

export const places = Object.entries(documents).flatMap(([operation, inputs]) =>
  inputs.flatMap((input) => {
    const { member, document } = documentShape(operation);
    const root = member === undefined ? input : Reflect.get(input, member);
    return [
      ...placesIn(document.structure, root, { operation, input, path: member ? [member] : [] }),
    ];
  }),
);

/** The same input with another value at a place; undefined takes it away. */
export function changed(input: object, [step = "", ...rest]: Path, value: unknown): object {
  const copy = Array.isArray(input) ? [...input] : { ...input };
  const inside = rest.length === 0 ? value : changed(Reflect.get(input, step), rest, value);
  Reflect.set(copy, step, inside);
  return copy;
}
