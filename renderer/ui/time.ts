/** Times as a person reads them, in the time zone of this computer. All figures are meant for tabular numerals. */
export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const longWeekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const longMonths = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const two = (value: number) => String(value).padStart(2, "0");

/** "14:03:13" */
export function clock(instant: string | number): string {
  const date = new Date(instant);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** "Thu 12 Mar", with the year when it is not this one. */
export function dayName(instant: string | number, now: number): string {
  const date = new Date(instant);
  const year = date.getFullYear() === new Date(now).getFullYear() ? "" : ` ${date.getFullYear()}`;
  return `${weekdays[date.getDay()]} ${date.getDate()} ${months[date.getMonth()]}${year}`;
}

/** "Thu 12 Mar, 14:03:13" */
export function dayAndClock(instant: string | number, now: number): string {
  return `${dayName(instant, now)}, ${clock(instant)}`;
}

/** "6 min", "2 h 39 min", "3 days" */
export function span(milliseconds: number): string {
  if (milliseconds < 90 * second) return `${Math.max(0, Math.round(milliseconds / second))} s`;
  const minutes = Math.round(milliseconds / minute);
  if (minutes < 90) return `${minutes} min`;
  if (milliseconds < day) {
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    return rest > 0 && hours < 6 ? `${hours} h ${rest} min` : `${Math.round(minutes / 60)} h`;
  }
  const days = Math.round(milliseconds / day);
  return days === 1 ? "1 day" : `${days} days`;
}

/** "just now", "6 min ago", "in 20 min" */
export function ago(instant: string | number, now: number): string {
  const passed = now - new Date(instant).getTime();
  if (Math.abs(passed) < 45 * second) return "just now";
  return passed > 0 ? `${span(passed)} ago` : `in ${span(-passed)}`;
}

/** For a column of recent things: "2 min ago" within the day, "Tue 10 Mar, 18:40:02" before. */
export function agoOrDay(instant: string | number, now: number): string {
  const passed = now - new Date(instant).getTime();
  return passed < 20 * hour ? ago(instant, now) : dayAndClock(instant, now);
}

/** How a step or an operation took: "0.98 s", "12 s", "3 min" */
export function duration(milliseconds: number): string {
  if (milliseconds < 10 * second) return `${(milliseconds / second).toFixed(2)} s`;
  return span(milliseconds);
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
  const key = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const year = date.getFullYear() === new Date(now).getFullYear() ? "" : ` ${date.getFullYear()}`;
  const plain = `${date.getDate()} ${longMonths[date.getMonth()]}${year}`;
  const weekday = longWeekdays[date.getDay()] ?? "";
  const daysBack = Math.round((startOfDay(now) - startOfDay(date.getTime())) / day);
  if (daysBack === 0) return { key, name: "Today", date: `${weekday} ${plain}` };
  if (daysBack === 1) return { key, name: "Yesterday", date: `${weekday} ${plain}` };
  return { key, name: weekday, date: plain };
}

function startOfDay(time: number): number {
  const date = new Date(time);
  date.setHours(0, 0, 0, 0);
  return date.getTime();
}
