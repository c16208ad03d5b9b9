import { type Outcome, outcomeOf } from "../tally.js";

/** Reads lines of TAP; what did not come to its plan has failed once more. */
export function readTap(output: string, orElse: string): Outcome {
  const lines = output.split("\n");
  const passed = lines.filter((line) => line.startsWith("ok ")).length;
  const failures = lines.flatMap((line, index) =>
    line.startsWith("not ok ") ? [[line, ...commentsAfter(lines, index)].join("\n")] : [],
  );
  const plan = lines.findLast((line) => line.startsWith("1.."));
  const isWhole = plan !== undefined && Number(plan.slice(3)) === passed + failures.length;
  const broken = isWhole ? outcomeOf([]) : outcomeOf([`It ended early. ${orElse}`]);
  return {
    passed,
    failed: failures.length + broken.failed,
    leftOut: [],
    messages: [...failures, ...broken.messages],
  };
}

function commentsAfter(lines: readonly string[], index: number): readonly string[] {
  const rest = lines.slice(index + 1);
  const end = rest.findIndex((line) => !line.startsWith("#"));
  return rest.slice(0, end === -1 ? undefined : end);
}
