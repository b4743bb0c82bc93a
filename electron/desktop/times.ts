import type { DesktopWords } from "./words";

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" });

/** "14:03:13", and "Thu 12 Mar, 14:03:13" where it was another day; in this computer's time zone. */
export function timeOf(instant: string, now: Date): string {
  const at = new Date(instant);
  const time = clock.format(at);
  return at.toDateString() === now.toDateString() ? time : `${day.format(at).replace(",", "")}, ${time}`;
}

/** "1.1 s", "24 s", "3 min" */
export function durationOf(milliseconds: number, words: DesktopWords): string {
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return words.seconds(seconds.toFixed(1));
  return seconds < 90 ? words.seconds(String(Math.round(seconds))) : words.minutes(String(Math.round(seconds / 60)));
}
