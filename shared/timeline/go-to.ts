import { HOUR, MINUTE } from "./span";

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** Parts of a day by their middle. */
const partsOfDay: Readonly<Record<string, string>> = {
  morning: "9:00",
  noon: "12:00",
  midday: "12:00",
  lunch: "12:00",
  afternoon: "15:00",
  evening: "19:00",
  midnight: "0:00",
};

/** What somebody asked to see: an instant, and how much around it they meant (a day, an hour, a minute). */
export interface Goal {
  readonly at: number;
  readonly grain: "day" | "minute" | "second";
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

/**
 * Understands `now`, `14:03`, `14:03:13`, `yesterday 14:00`, `monday`, `last fri 9:30`, `12 mar`, `mar 12 2026 14:03`,
 * `2026-03-12 14:03`, `12.3.2026`, `20 min ago`, `yesterday morning`, `monday noon`, in local time. A time or day without more means the latest one that is
 * past. Null when it can't tell.
 */
export function parseGoal(text: string, now: number): Goal | null {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/[,]/g, " ")
    .replace(/\bat\b/g, " ")
    .replace(/(\d)t(\d)/, "$1 $2")
    .split(/\s+/)
    .filter((word) => word !== "" && word !== "this")
    .map((word) => partsOfDay[word] ?? word);
  if (words.length === 0) return null;
  if (words.join(" ") === "now") return { at: now, grain: "second" };
  const ago = parseAgo(words.join(" "), now);
  if (ago !== null) return ago;

  const timeAt = words.findIndex((word) => /^\d{1,2}[:.]\d{2}([:.]\d{2})?(am|pm)?$|^\d{1,2}(am|pm)$/.test(word));
  const time = timeAt === -1 ? null : parseTime(words[timeAt] ?? "");
  if (timeAt !== -1 && time === null) return null;
  const rest = words.filter((_, index) => index !== timeAt);
  const day = rest.length === 0 ? dayOf(now) : parseDay(rest, now);
  if (day === null) return null;
  if (time === null) return { at: instant(day, 12, 0, 0), grain: "day" };
  const at = instant(day, time.hour, time.minute, time.second ?? 0);
  const grain = time.second === null ? "minute" : "second";
  if (rest.length === 0 && at > now)
    return { at: instant({ ...day, date: day.date - 1 }, time.hour, time.minute, time.second ?? 0), grain };
  return { at, grain };
}

function parseAgo(text: string, now: number): Goal | null {
  const found =
    /^(\d{1,4}|an?) ?(s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?|w|weeks?|months?|years?) ago$/.exec(text);
  if (found === null) return null;
  const count = found[1]?.startsWith("a") ? 1 : Number(found[1]);
  const unit = found[2] ?? "";
  if (unit.startsWith("mo") || unit.startsWith("y")) {
    const date = new Date(now);
    date.setMonth(date.getMonth() - count * (unit.startsWith("y") ? 12 : 1));
    return { at: date.getTime(), grain: "day" };
  }
  if (unit.startsWith("s")) return { at: now - count * 1000, grain: "second" };
  if (unit.startsWith("m")) return { at: now - count * MINUTE, grain: "minute" };
  if (unit.startsWith("h")) return { at: now - count * HOUR, grain: "minute" };
  // By the calendar: a day on which the clock is set is not 24 hours long.
  const date = new Date(now);
  date.setDate(date.getDate() - count * (unit.startsWith("w") ? 7 : 1));
  return { at: date.getTime(), grain: "day" };
}

function parseTime(word: string): { hour: number; minute: number; second: number | null } | null {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?(?:[:.](\d{2}))?(am|pm)?$/.exec(word);
  if (found === null) return null;
  const half = found[4];
  const given = Number(found[1]);
  if (half !== undefined && (given < 1 || given > 12)) return null;
  const hour = half === undefined ? given : (given % 12) + (half === "pm" ? 12 : 0);
  const minute = Number(found[2] ?? 0);
  const second = found[3] === undefined ? null : Number(found[3]);
  return hour < 24 && minute < 60 && (second ?? 0) < 60 ? { hour, minute, second } : null;
}

function parseDay(words: readonly string[], now: number): Day | null {
  const today = dayOf(now);
  const named = words.length === 2 && words[0] === "last" ? words.slice(1) : words;
  const [word = ""] = named;
  if (named.length === 1) {
    if (word === "today") return today;
    if (word === "yesterday") return { ...today, date: today.date - 1 };
    const weekday = named1(weekdays, word);
    if (weekday !== null) {
      const back = (new Date(now).getDay() - weekday + 7) % 7;
      return { ...today, date: today.date - (back === 0 && words.length === 2 ? 7 : back) };
    }
    const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(word);
    if (iso !== null) return real(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]));
    const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?$/.exec(word);
    if (dotted !== null) return latest(Number(dotted[2]) - 1, Number(dotted[1]), dotted[3], now);
  }
  const spelled = named1(weekdays, word) === null ? named : named.slice(1);
  const month = spelled.map((part) => named1(months, part)).find((value) => value !== null);
  const numbers = spelled
    .filter((part) => /^\d{1,2}(st|nd|rd|th)?$/.test(part))
    .map((part) => Number.parseInt(part, 10));
  const year = spelled.find((part) => /^\d{4}$/.test(part));
  if (month === undefined || month === null) return null;
  if (spelled.length !== 1 + numbers.length + (year === undefined ? 0 : 1) || numbers.length > 1) return null;
  return latest(month, numbers[0] ?? 1, year, now);
}

function named1(names: readonly string[], word: string): number | null {
  if (word.length < 3) return null;
  const index = names.findIndex((name) => name.startsWith(word));
  return index === -1 ? null : index;
}

function dayOf(at: number): Day {
  const date = new Date(at);
  return { year: date.getFullYear(), month: date.getMonth(), date: date.getDate() };
}

function latest(month: number, date: number, year: string | undefined, now: number): Day | null {
  if (year !== undefined) return real(Number(year), month, date);
  const thisYear = new Date(now).getFullYear();
  const day = real(thisYear, month, date);
  return day !== null && instant(day, 0, 0, 0) <= now ? day : real(thisYear - 1, month, date);
}

function real(year: number, month: number, date: number): Day | null {
  const at = new Date(year, month, date);
  return at.getMonth() === month && at.getDate() === date ? { year, month, date } : null;
}

function instant(day: Day, hour: number, minute: number, second: number): number {
  return new Date(day.year, day.month, day.date, hour, minute, second).getTime();
}
