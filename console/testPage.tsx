import { useState } from "preact/hooks";
import { Shown, Text } from "./parts.js";
import { messageOf, useLooked } from "./server.js";

/** The state and the last requests as a test file. */
export function TestPage() {
  const looked = useLooked<{ readonly text: string }>("test");
  const [message, setMessage] = useState("");
  const copy = (text: string) => {
    navigator.clipboard.writeText(text).then(
      () => setMessage("Copied."),
      (error: unknown) => setMessage(`Select and copy it by hand: ${messageOf(error)}`),
    );
  };
  return (
    <>
      <p>
        The buckets as they are configured, the last requests, and the statuses that came of them.
        Requests that are about no single object, and uploads in parts, are named and not sent
        again; bodies that are gone are replaced by as many letters.
      </p>
      <Shown looked={looked}>
        {({ text }) => (
          <>
            <button type="button" onClick={() => copy(text)}>
              Copy
            </button>{" "}
            <output aria-live="polite">{message}</output>
            <Text label="Test file">{text}</Text>
          </>
        )}
      </Shown>
    </>
  );
}
