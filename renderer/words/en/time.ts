import type { DatePatterns } from "../../../shared/timeline/time-words";

const dates: DatePatterns = {
  dayMonth: (day, month) => `${day} ${month}`,
  weekdayDay: (weekday, day) => `${weekday} ${day}`,
  weekdayDayMonth: (weekday, day, month) => `${weekday} ${day} ${month}`,
  withYear: (date, year) => `${date} ${year}`,
  dayAndTime: (day, time) => `${day}, ${time}`,
  range: (from, to) => `${from} to ${to}`,
};

/** Times and spans; `figure` is the count as the locale writes it. */
export const timeWords = {
  dates,
  /** Where there is little room: `Thu 12 14:03`. */
  dayTime: (day: string, time: string) => `${day} ${time}`,
  today: "Today",
  yesterday: "Yesterday",
  seconds: (figure: string) => `${figure} s`,
  minutes: (figure: string) => `${figure} min`,
  hours: (figure: string) => `${figure} h`,
  hoursMinutes: (hours: string, minutes: string) => `${hours} h ${minutes} min`,
  days: (count: number, figure: string) => (count === 1 ? "1 day" : `${figure} days`),
  justNow: "just now",
  ago: (span: string) => `${span} ago`,
  ahead: (span: string) => `in ${span}`,
} as const;
