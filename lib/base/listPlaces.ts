// By the entry itself: it says nothing of a mock, and goes when the entry goes.
const places = new WeakMap<object, number>();

/** Remembers where an entry stands in a listing that the SDK's types have in several lists. */
export function placeInList(entry: object, place: number): void {
  places.set(entry, place);
}

/** Where an entry stands in its listing; 0 where nobody has said it. */
export function placeOf(entry: object): number {
  return places.get(entry) ?? 0;
}
