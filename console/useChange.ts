import { useState } from "preact/hooks";
import { change, messageOf } from "./server.js";

/** Changes something and says what came of it. */
export function useChange() {
  const [message, setMessage] = useState("");
  const run = (method: string, path: string, input: object, done: string): void => {
    change(method, path, input).then(
      () => setMessage(done),
      (error: unknown) => setMessage(messageOf(error)),
    );
  };
  return { run, message, setMessage };
}
