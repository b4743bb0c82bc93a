import { DAY, MINUTE, type Span } from "./span";

const dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const two = (value: number) => String(value).padStart(2, "0");

/** All words are in the person's own time zone: `14:03`. */
export function hourMinute(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `14:03:13` */
export function clockTime(at: number): string {
  return `${hourMinute(at)}:${two(new Date(at).getSeconds())}`;
}

/** `Mar` */
export function monthName(at: number): string {
  return monthNames[new Date(at).getMonth()] ?? "";
}

/** `12 Mar` */
export function dayMonth(at: number): string {
  return `${new Date(at).getDate()} ${monthName(at)}`;
}

/** `Thu 12` */
export function weekdayDate(at: number): string {
  const date = new Date(at);
  return `${dayNames[date.getDay()]} ${date.getDate()}`;
}

/** `Thu 12 Mar` */
export function dayWords(at: number): string {
  return `${weekdayDate(at)} ${monthName(at)}`;
}

/** What the view shows, never beyond the present: `Thu 12 Mar, 13:42 to 14:24`, `Fri 6 Mar to Thu 12 Mar`. */
export function rangeWords(span: Span, now: number): string {
  const to = Math.max(span.from, Math.min(span.to, now));
  if (dayWords(span.from) === dayWords(to) && to - span.from < 2 * DAY) {
    const time = to - span.from < 3 * MINUTE ? clockTime : hourMinute;
    return `${dayWords(span.from)}, ${time(span.from)} to ${time(to)}`;
  }
  if (to - span.from < 2 * DAY)
    return `${weekdayDate(span.from)}, ${hourMinute(span.from)} to ${dayWords(to)}, ${hourMinute(to)}`;
  const sameYear = new Date(span.from).getFullYear() === new Date(to).getFullYear();
  if (sameYear) return `${dayWords(span.from)} to ${dayWords(to)}`;
  return `${dayMonth(span.from)} ${new Date(span.from).getFullYear()} to ${dayMonth(to)} ${new Date(to).getFullYear()}`;
}
