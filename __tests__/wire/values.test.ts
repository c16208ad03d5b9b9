import { formatHttpDate, parseDateTime, parseHttpDate } from "../../lib/wire/values.js";

test.each<[text: string, iso: string | undefined]>([
  ["2026-11-20T12:00:00Z", "2026-11-20T12:00:00.000Z"],
  ["2026-11-20T12:00:00.123456789Z", "2026-11-20T12:00:00.123Z"],
  ["2026-11-20T12:00:00+01:00", "2026-11-20T11:00:00.000Z"],
  ["2026-11-20T12:00:00-11:30", "2026-11-20T23:30:00.000Z"],
  ["2026-01-31T23:59:59+00:00", "2026-01-31T23:59:59.000Z"],
  ["2028-02-29T00:00:00Z", "2028-02-29T00:00:00.000Z"],
  ["2026-02-29T00:00:00Z", undefined],
  ["2026-11-20T24:00:00Z", undefined],
  ["2026-11-20T12:60:00Z", undefined],
  ["2026-11-20T12:00:00", undefined],
  ["2026-11-20T12:00:00.Z", undefined],
  ["2026-11-20T12:00:00+x1:00", undefined],
  ["2026-11-20 12:00:00Z", undefined],
  ["2026-11-20", undefined],
  ["x2026-11-20T12:00:00Z", undefined],
  ["2026-11-20T12:00:00Zx", undefined],
])("%s is the time %s", (text, iso) => {
  expect(parseDateTime(text)?.toISOString()).toBe(iso);
});

test("HTTP's date is what toUTCString says, on every day of a year and at every hour", () => {
  for (let hour = 0; hour < 24 * 366; hour += 25) {
    const date = new Date(Date.UTC(2026, 0, 1, hour, hour % 60, (hour * 7) % 60));
    expect(formatHttpDate(date)).toBe(date.toUTCString());
    expect(parseHttpDate(formatHttpDate(date))).toEqual(date);
  }
});
