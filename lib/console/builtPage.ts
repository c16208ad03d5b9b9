/** The page's program and its looks, as the build makes them from `console/`. */
export interface BuiltPage {
  readonly script: string;
  readonly style: string;
}

/** The build puts the page in the place of this module: the sources alone have none. */
export const builtPage: BuiltPage | undefined = undefined as BuiltPage | undefined;
