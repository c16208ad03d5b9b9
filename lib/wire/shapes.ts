/** The types that are no structures and no lists. A `long` has 64 bits, an `integer` 32. */
export type SimpleKind =
  | "string"
  | "integer"
  | "long"
  | "boolean"
  | "date-time"
  | "http-date"
  | "blob"
  | "streamingBlob"
  | "eventStream"
  /** Of which nothing is read but that it is there. */
  | "opaque";

/** The type of a single value. */
export interface SimpleShape {
  readonly kind: SimpleKind;
}

/** Values in a row, in an element of their own or without one. */
export interface ListShape {
  readonly kind: "list";
  readonly item: Shape;
  /** The items' element inside the list's own; absent if the list is flattened. */
  readonly itemName?: string;
}

/** Members in the order they are written; those that lie outside of XML are left out. */
export interface StructureShape {
  readonly kind: "structure";
  readonly name: string;
  /** At most one member is present. */
  readonly union: boolean;
  readonly members: readonly MemberShape[];
}

/** The type of a value on the wire. */
export type Shape = SimpleShape | ListShape | StructureShape;

/** A member inside an XML document. */
export interface MemberShape {
  readonly name: string;
  readonly shape: Shape;
  readonly required: boolean;
  /** The name of its element, or of its attribute. */
  readonly xmlName: string;
  readonly attribute: boolean;
  /** Declared on the member's element. */
  readonly namespace?: { readonly prefix: string; readonly uri: string };
}

/** An XML document: the name of its root and what is in it. */
export interface DocumentShape {
  readonly root: string;
  /** Default: S3's. */
  readonly namespace?: string | undefined;
  readonly structure: StructureShape;
}
