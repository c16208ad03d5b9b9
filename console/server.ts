import { useEffect, useState } from "preact/hooks";

import { consolePath } from "../lib/console/pageFile.js";

const api = `${consolePath}/api/`;

/** What has been looked up, as far as it has come. */
export interface Looked<Value> {
  readonly value: Value | undefined;
  readonly error: string | undefined;
}

/** Looks something up, and again whenever something may have changed: one after the other. */
export function useLooked<Value>(
  path: string,
  parameters: Readonly<Record<string, string | undefined>> = {},
): Looked<Value> {
  const address = addressOf(path, parameters);
  const [looked, setLooked] = useState<Looked<Value> & { readonly address?: string }>(nothing);
  useEffect(() => {
    let isHere = true;
    const show = (found: Looked<Value>): void => {
      if (isHere) setLooked({ ...found, address });
    };
    const look = oneAtATime(() =>
      fetch(address)
        .then(readAnswer)
        .then((value) => show({ value: value as Value, error: undefined }))
        .catch((error: unknown) => show({ value: undefined, error: messageOf(error) })),
    );
    look();
    listeners.add(look);
    return () => {
      isHere = false;
      listeners.delete(look);
    };
  }, [address]);
  // What belongs to another place is not shown at this one.
  return looked.address === address ? looked : nothing;
}

const nothing = { value: undefined, error: undefined };

/** Runs something once more when it has been asked for meanwhile, however often. */
function oneAtATime(run: () => Promise<void>): () => void {
  let isRunning = false;
  let isAskedAgain = false;
  const ask = (): void => {
    if (isRunning) {
      isAskedAgain = true;
      return;
    }
    isRunning = true;
    run().finally(() => {
      isRunning = false;
      if (!isAskedAgain) return;
      isAskedAgain = false;
      ask();
    });
  };
  return ask;
}

/** The address of what is looked up, for a picture say. */
export function addressOf(
  path: string,
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  const given = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const query = new URLSearchParams(given).toString();
  return `${api}${path}${query === "" ? "" : `?${query}`}`;
}

/** Changes something. @throws Error with what the server says against it */
export async function change(method: string, path: string, input: object = {}): Promise<unknown> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="console-token"]')?.content;
  const answer = await fetch(`${api}${path}`, {
    method,
    body: JSON.stringify(input),
    headers: { "content-type": "application/json", "x-console-token": token ?? "" },
  });
  return readAnswer(answer);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function readAnswer(answer: Response): Promise<unknown> {
  const value: unknown = await answer.json();
  if (answer.ok) return value;
  const isRefusal = typeof value === "object" && value !== null && "error" in value;
  throw new Error(isRefusal ? String(value.error) : answer.statusText);
}

/** So long it is waited for more changes before they are looked up. */
const restMs = 150;

const listeners = new Set<() => void>();

/** Begins to listen for changes, for as long as the page is there. */
export function followChanges(): void {
  let isWaiting = false;
  new EventSource(`${api}events`).addEventListener("changed", () => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      for (const look of listeners) look();
    }, restMs);
  });
}
