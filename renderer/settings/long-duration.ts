import { figure } from "../ui/figure";
import { words } from "../words";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

/** A round number of seconds as a setting says it: "20 s", "5 min", "6 h", "30 days", "1 year". */
export function longDuration(seconds: number): string {
  const { time } = words;
  if (seconds < minute || seconds % minute !== 0) return time.seconds(figure(seconds));
  if (seconds < hour || seconds % hour !== 0) return time.minutes(figure(seconds / minute));
  if (seconds < day || seconds % day !== 0) return time.hours(figure(seconds / hour));
  if (seconds < year || seconds % year !== 0) return time.days(seconds / day, figure(seconds / day));
  return words.recording.settings.years(seconds / year, figure(seconds / year));
}

export const days = (count: number): string => longDuration(count * day);
export const hours = (count: number): string => longDuration(count * hour);
