// biome-ignore lint/suspicious/noExplicitAny: the SDK's own generic signatures must fit in here
export type TypedBySdk = any;

/**
 * As much of a middleware stack as the plugin needs. No type of the SDK: a client's copies of them
 * differ from version to version, and then nothing would compile.
 */
export interface MiddlewareStackLike {
  use?(plugin: TypedBySdk): void;
  add(middleware: TypedBySdk, options: TypedBySdk): void;
  addRelativeTo(middleware: TypedBySdk, options: TypedBySdk): void;
  remove(middleware: TypedBySdk): boolean;
  clone(): TypedBySdk;
  concat(other: TypedBySdk): TypedBySdk;
  applyToStack(target: TypedBySdk): void;
  resolve(handler: TypedBySdk, context: TypedBySdk): TypedBySdk;
}

/** What is passed from middleware to middleware, of which most is nobody's business here. */
export type Handler = (args: { request: unknown }) => Promise<unknown>;

/** Made anew for each request that a stack is resolved for. */
export type Middleware = (next: Handler, context: object) => Handler;

/** One middleware on a stack, with the options that it was added by. */
export interface StackEntry {
  readonly middleware: Middleware;
  readonly options: { readonly name?: string; readonly aliases?: readonly string[] };
  readonly isRelative: boolean;
}

/** The methods of a stack that only look into it or fill it. */
type EntryMethods = Pick<MiddlewareStackLike, "add" | "addRelativeTo" | "applyToStack" | "remove">;

/** All that is on a stack, in the order in which it came there. */
export function entriesOf(stack: Pick<MiddlewareStackLike, "applyToStack">): StackEntry[] {
  const entries: StackEntry[] = [];
  const collect = (isRelative: boolean) => (middleware: Middleware, options: object) =>
    entries.push({ middleware, options, isRelative });
  stack.applyToStack({ add: collect(false), addRelativeTo: collect(true) });
  return entries;
}

/**
 * Puts other middleware in the place of some: same options, same place, also among those that were
 * added with the same step and priority, which run in the order in which they came.
 *
 * @param replacement - answers the same middleware for what stays
 */
export function replaceMiddleware(
  stack: EntryMethods,
  replacement: (entry: StackEntry) => Middleware,
): void {
  const entries = entriesOf(stack).map((entry) => ({ ...entry, by: replacement(entry) }));
  if (entries.every(({ middleware, by }) => middleware === by)) return;
  for (const { middleware } of entries) stack.remove(middleware);
  for (const { by, options, isRelative } of entries) {
    // The SDK keeps the middleware among its options too, and those win.
    const placed = { ...options, middleware: by };
    if (isRelative) stack.addRelativeTo(by, placed);
    else stack.add(by, placed);
  }
}
