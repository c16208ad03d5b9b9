/**
 * What the public declarations still owe. A test fails where a name is missing here and where one is here
 * without need, so that the lists can only become shorter.
 */
export const declarationDebts = {
  /** Types of exported types that cannot be imported, by entry. */
  unexported: {} as Readonly<Record<string, readonly string[]>>,
  /** Modules that only programs with `@types/node` can resolve, by entry. */
  nodeModules: { index: ["node:http"] } as Readonly<Record<string, readonly string[]>>,
};
