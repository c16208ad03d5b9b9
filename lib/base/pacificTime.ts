/**
 * A time as S3's errors spell the value of an argument: as Java prints a date, in the time of the
 * United States' west coast, for example `Tue Dec 31 16:00:00 PST 2019` (recorded).
 */
export function pacificTime(date: Date): string {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: "America/Los_Angeles",
    weekday: "short",
    month: "short",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
    year: "numeric",
  });
  const parts = new Map(format.formatToParts(date).map(({ type, value }) => [type, value]));
  const [hour, minute, second] = [parts.get("hour"), parts.get("minute"), parts.get("second")];
  return [
    parts.get("weekday"),
    parts.get("month"),
    parts.get("day"),
    `${hour}:${minute}:${second}`,
    parts.get("timeZoneName"),
    parts.get("year"),
  ].join(" ");
}
