/** What has begun and can be ended, by hand or by `using`. */
export interface EndHandle {
  /** Ends it; a second call does nothing. */
  end(): void;
  [Symbol.dispose](): void;
}

/** A handle that ends something once. */
export function endHandle(end: () => void): EndHandle {
  let hasEnded = false;
  const endOnce = (): void => {
    if (hasEnded) return;
    hasEnded = true;
    end();
  };
  // Where there is no such symbol, in the sandbox of a test runner say, there is no `using` either.
  const dispose: typeof Symbol.dispose = Symbol.dispose ?? Symbol.for("dispose");
  return { end: endOnce, [dispose]: endOnce };
}
