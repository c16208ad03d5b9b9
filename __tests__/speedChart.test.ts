import { speedChart } from "../benchmarks/chart.js";
import type { Row } from "../benchmarks/report.js";

function rowOf(median: number, what = "a"): Row {
  return { what, value: { median, low: median, high: median }, unit: "x", bar: 1, detail: "" };
}

test.each([
  ["half of what is allowed", 0.5, 'width="100"', "#2b7a4b"],
  ["more than is allowed", 1.5, 'width="300"', "#b3541e"],
  ["more than the picture holds", 9, 'width="400"', "#b3541e"],
])("the chart of speed shows %s", (_name, median, size, colour) => {
  const chart = speedChart([rowOf(median)]);
  expect(chart).toContain(`${size} height="18" fill="${colour}"`);
});

test("the chart of speed escapes names", () => {
  expect(speedChart([rowOf(1, "a < b & c")])).toContain(">a &#60; b &#38; c</text>");
});
