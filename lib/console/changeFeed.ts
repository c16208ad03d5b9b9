/** Tells those who watch a mock that something may have changed: what it is, they look up themselves. */
export interface ChangeFeed {
  /** How often it has told so far. */
  count(): number;
  tell(): void;
  /** @returns what ends it */
  follow(listener: (count: number) => void): () => void;
}

/** A feed that nobody follows yet: until then, telling costs nothing. */
export function changeFeed(): ChangeFeed {
  let told = 0;
  const listeners = new Set<(count: number) => void>();
  return {
    count: () => told,
    tell() {
      told++;
      for (const listener of listeners) listener(told);
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
