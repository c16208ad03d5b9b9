import type { TimePage } from "../lib/console/timePage.js";
import { useLooked } from "./server.js";
import { useChange } from "./useChange.js";

const secondMs = 1_000;

/** How far each button moves time. */
const steps: readonly (readonly [label: string, ms: number])[] = [
  ["+1 s", secondMs],
  ["+15 min", 15 * 60 * secondMs],
  ["+1 day", 24 * 60 * 60 * secondMs],
];

/** The mock's time and the buttons that move it, on every page. */
export function TimeBar() {
  const { value } = useLooked<TimePage>("time");
  const { run, message } = useChange();
  return (
    <section class="timeBar" aria-label="Time of the mock">
      <time dateTime={value?.now}>{value?.now ?? "…"}</time>
      <button
        type="button"
        onClick={() => run("POST", "settle", {}, "All replication that can finish has.")}
      >
        Settle
      </button>
      {steps.map(([label, ms]) => (
        <button
          key={label}
          type="button"
          onClick={() => run("POST", "advance", { ms }, `Time has moved by ${label}.`)}
        >
          {label}
        </button>
      ))}
      <output aria-live="polite">{message}</output>
    </section>
  );
}
