import { calendarNames, timeWords } from "../../shared/timeline/time-words";
import { words } from "../words";
import { locale } from "../words/locale";
import { figure } from "./figure";

/** Times as a person reads them, in their language and the time zone of this computer. All figures are meant for tabular numerals. */
export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Instants in words, for the timeline as for the pages. */
export const calendar = timeWords(locale, words.time.dates);
const long = calendarNames(locale, "long");

const ms = (instant: string | number) => (typeof instant === "number" ? instant : Date.parse(instant));
const two = (value: number) => String(value).padStart(2, "0");

/** "14:03:13" */
export function clock(instant: string | number): string {
  return calendar.clockTime(ms(instant));
}

/** "Thu 12 Mar", with the year when it is not this one. */
export function dayName(instant: string | number, now: number): string {
  const at = ms(instant);
  return calendar.year(at) === calendar.year(now) ? calendar.dayWords(at) : calendar.dayYear(at);
}

/** "Thu 12 Mar, 14:03:13" */
export function dayAndClock(instant: string | number, now: number): string {
  return words.time.dates.dayAndTime(dayName(instant, now), clock(instant));
}

/** "6 min", "2 h 39 min", "3 days" */
export function span(milliseconds: number): string {
  const { time } = words;
  if (milliseconds < 90 * second) return time.seconds(figure(Math.max(0, Math.round(milliseconds / second))));
  const minutes = Math.round(milliseconds / minute);
  if (minutes < 90) return time.minutes(figure(minutes));
  if (milliseconds < day) {
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    return rest > 0 && hours < 6
      ? time.hoursMinutes(figure(hours), figure(rest))
      : time.hours(figure(Math.round(minutes / 60)));
  }
  const days = Math.round(milliseconds / day);
  return time.days(days, figure(days));
}

/** "just now", "6 min ago", "in 20 min" */
export function ago(instant: string | number, now: number): string {
  const passed = now - ms(instant);
  if (Math.abs(passed) < 45 * second) return words.time.justNow;
  return passed > 0 ? words.time.ago(span(passed)) : words.time.ahead(span(-passed));
}

/** For a column of recent things: "2 min ago" within the day, "Tue 10 Mar, 18:40:02" before. */
export function agoOrDay(instant: string | number, now: number): string {
  const passed = now - ms(instant);
  return passed < 20 * hour ? ago(instant, now) : dayAndClock(instant, now);
}

/** How a step or an operation took: "0.98 s", "12 s", "3 min" */
export function duration(milliseconds: number): string {
  if (milliseconds >= 10 * second) return span(milliseconds);
  return words.time.seconds(figure(milliseconds / second, 2));
}

export interface DayHeading {
  readonly key: string;
  /** "Today", "Yesterday", "Tuesday" */
  readonly name: string;
  /** "12 March", "12 March 2025" */
  readonly date: string;
}

export function dayHeading(instant: string | number, now: number): DayHeading {
  const date = new Date(instant);
  const { dates, today, yesterday } = words.time;
  const key = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const thisYear = date.getFullYear() === new Date(now).getFullYear();
  const yearly = (text: string) => (thisYear ? text : dates.withYear(text, calendar.year(date.getTime())));
  const month = long.months[date.getMonth()] ?? "";
  const weekday = long.weekdays[date.getDay()] ?? "";
  const figures = String(date.getDate());
  const daysBack = Math.round((startOfDay(now) - startOfDay(date.getTime())) / day);
  const whole = yearly(dates.weekdayDayMonth(weekday, figures, month));
  if (daysBack === 0) return { key, name: today, date: whole };
  if (daysBack === 1) return { key, name: yesterday, date: whole };
  return { key, name: weekday, date: yearly(dates.dayMonth(figures, month)) };
}

function startOfDay(time: number): number {
  const date = new Date(time);
  date.setHours(0, 0, 0, 0);
  return date.getTime();
}
