/** Values as they are spelled in headers, queries and documents. A text that is none is read as undefined. */

const integerPattern = /^[+-]?\d{1,19}$/;
const dateTimePattern =
  /^\d{4}-\d\d-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const httpDatePattern =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d?) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d GMT$/;
const int32 = 2 ** 31;

/** A whole number: an `integer` within 32 bits, a `long` as far as a JavaScript number is exact. */
export function parseInteger(text: string, kind: "integer" | "long"): number | undefined {
  if (!integerPattern.test(text)) return undefined;
  // Adding zero turns -0, which is a number of JavaScript's alone, into 0.
  const value = Number(text) + 0;
  const fits = kind === "long" ? Number.isSafeInteger(value) : value >= -int32 && value < int32;
  return fits ? value : undefined;
}

/** A time of ISO 8601, with an offset, for example `2026-11-20T12:00:00.000Z`. */
export function parseDateTime(text: string): Date | undefined {
  const match = dateTimePattern.exec(text);
  if (match === null) return undefined;
  const date = new Date(text);
  // A day its month does not have, such as 30 February, would quietly become one of the next month.
  const local = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  const exists = local.getUTCDate() === Number(match[1]);
  return exists && !Number.isNaN(date.getTime()) ? date : undefined;
}

/**
 * HTTP's own date, for example `Fri, 20 Nov 2026 12:00:00 GMT`. A day of one digit is what the AWS SDK for
 * Java 2 sends (minio issue 15645).
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
 */
export function parseHttpDate(text: string): Date | undefined {
  const match = httpDatePattern.exec(text);
  if (match === null) return undefined;
  const date = new Date(text);
  return date.getUTCDate() === Number(match[1]) ? date : undefined;
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));

/** HTTP's own date. `toUTCString` says the same and takes twice the time, a third of all that HeadObject's headers take. */
export function formatHttpDate(date: Date): string {
  const day = `${weekdays[date.getUTCDay()]}, ${twoDigits[date.getUTCDate()]}`;
  const year = String(date.getUTCFullYear()).padStart(4, "0");
  const minute = `${twoDigits[date.getUTCHours()]}:${twoDigits[date.getUTCMinutes()]}`;
  return `${day} ${months[date.getUTCMonth()]} ${year} ${minute}:${twoDigits[date.getUTCSeconds()]} GMT`;
}
