const isoParts =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])(\d\d):?(\d\d))?)?$/;
const epochSeconds = /^[+-]?\d{1,15}$/;

/**
 * Reads a date of a policy, in milliseconds since 1970: ISO 8601, UTC where it names no zone and
 * midnight where it names no time, or seconds since 1970. What is finer than a millisecond is cut
 * off. Recorded 2026.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function readPolicyDate(text: string): number | undefined {
  if (epochSeconds.test(text)) return Number(text) * 1000;
  const parts = isoParts.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = "", sign, ...offset] =
    parts;
  const [offsetHours = 0, offsetMinutes = 0] = offset.map((part) => Number(part ?? 0));
  const fields = [month, day, hour, minute, second].map(Number);
  const [monthNumber = 0, dayNumber = 0, ...clock] = fields;
  if (!isDate(Number(year), monthNumber, dayNumber, clock)) return undefined;
  const [hours, minutes, seconds] = clock;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, "0"));
  const local = Date.UTC(
    Number(year),
    monthNumber - 1,
    dayNumber,
    hours,
    minutes,
    seconds,
    milliseconds,
  );
  const offsetMs = (offsetHours * 60 + offsetMinutes) * 60_000;
  return sign === "-" ? local + offsetMs : local - offsetMs;
}

/** `Date.UTC` would carry a 31st of June over into July. */
function isDate(year: number, month: number, day: number, clock: readonly number[]): boolean {
  const [hours = 0, minutes = 0, seconds = 0] = clock;
  if (month < 1 || month > 12 || day < 1) return false;
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day <= daysInMonth && hours < 24 && minutes < 60 && seconds < 60;
}
