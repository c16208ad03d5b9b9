/**
 * What a block of the documentation may ask for by `<!-- fixture: name -->`: each name makes the
 * variables that the block then finds, anew for every block.
 */
export const fixtures: Readonly<Record<string, () => Readonly<Record<string, unknown>>>> = {};
