import { DAY, MINUTE, type Span } from "./span";

/** How a language puts dates together; the names of months and weekdays come from its locale. */
export interface DatePatterns {
  /** `12 Mar` */
  dayMonth(day: string, month: string): string;
  /** `Thu 12` */
  weekdayDay(weekday: string, day: string): string;
  /** `Thu 12 Mar`; also with long names */
  weekdayDayMonth(weekday: string, day: string, month: string): string;
  /** `Thu 12 Mar 2026`, `Mar 2026` */
  withYear(date: string, year: string): string;
  /** `Thu 12 Mar, 14:03` */
  dayAndTime(day: string, time: string): string;
  /** `13:42 to 14:24` */
  range(from: string, to: string): string;
}

/** Instants in words, all in the person's own time zone. */
export interface TimeWords {
  /** `14:03` */
  hourMinute(at: number): string;
  /** `14:03:13` */
  clockTime(at: number): string;
  /** `2026` */
  year(at: number): string;
  /** `Mar` */
  monthName(at: number): string;
  /** `Mar 2026` */
  monthYear(at: number): string;
  /** `12 Mar` */
  dayMonth(at: number): string;
  /** `Thu 12` */
  weekdayDate(at: number): string;
  /** `Thu 12 Mar` */
  dayWords(at: number): string;
  /** `Thu 12 Mar 2026` */
  dayYear(at: number): string;
  /** What the view shows, never beyond the present: `Thu 12 Mar, 13:42 to 14:24`, `Fri 6 Mar to Thu 12 Mar`. */
  rangeWords(span: Span, now: number): string;
}

const two = (value: number) => String(value).padStart(2, "0");

/** Names are looked up once: the timeline words dozens of instants in each frame. */
export function timeWords(locale: string, patterns: DatePatterns): TimeWords {
  const { months, weekdays } = calendarNames(locale, "short");
  const date = (at: number) => String(new Date(at).getDate());
  const weekday = (at: number) => weekdays[new Date(at).getDay()] ?? "";
  const year = (at: number) => String(new Date(at).getFullYear());
  const monthName = (at: number) => months[new Date(at).getMonth()] ?? "";
  const hourMinute = (at: number) => `${two(new Date(at).getHours())}:${two(new Date(at).getMinutes())}`;
  const clockTime = (at: number) => `${hourMinute(at)}:${two(new Date(at).getSeconds())}`;
  const dayMonth = (at: number) => patterns.dayMonth(date(at), monthName(at));
  const weekdayDate = (at: number) => patterns.weekdayDay(weekday(at), date(at));
  const dayWords = (at: number) => patterns.weekdayDayMonth(weekday(at), date(at), monthName(at));
  const { dayAndTime, range, withYear } = patterns;
  return {
    hourMinute,
    clockTime,
    year,
    monthName,
    monthYear: (at) => withYear(monthName(at), year(at)),
    dayMonth,
    weekdayDate,
    dayWords,
    dayYear: (at) => withYear(dayWords(at), year(at)),
    rangeWords({ from, to: end }, now) {
      const to = Math.max(from, Math.min(end, now));
      if (dayWords(from) === dayWords(to) && to - from < 2 * DAY) {
        const time = to - from < 3 * MINUTE ? clockTime : hourMinute;
        return dayAndTime(dayWords(from), range(time(from), time(to)));
      }
      if (to - from < 2 * DAY)
        return range(dayAndTime(weekdayDate(from), hourMinute(from)), dayAndTime(dayWords(to), hourMinute(to)));
      if (year(from) === year(to)) return range(dayWords(from), dayWords(to));
      return range(withYear(dayMonth(from), year(from)), withYear(dayMonth(to), year(to)));
    },
  };
}

/** From January, and from Sunday. */
export function calendarNames(
  locale: string,
  length: "short" | "long",
): { readonly months: readonly string[]; readonly weekdays: readonly string[] } {
  const month = new Intl.DateTimeFormat(locale, { month: length, timeZone: "UTC" });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: length, timeZone: "UTC" });
  return {
    months: Array.from({ length: 12 }, (_, index) => month.format(Date.UTC(2023, index, 1))),
    // The first of January 2023 was a Sunday.
    weekdays: Array.from({ length: 7 }, (_, index) => weekday.format(Date.UTC(2023, 0, 1 + index))),
  };
}
