import { DAY, HOUR, MINUTE, SECOND, type Span, widthOf } from "./span";
import type { TimeWords } from "./time-words";

/** How far labels are apart at least, in pixels. */
export const tickDistance = 64;
const minorDistance = 10;

type Unit = "second" | "hour" | "day" | "month";

/** `length` is nominal: a day may have 23 or 25 hours and a month 28 to 31 days. Seconds also stand for minutes. */
interface Step {
  readonly unit: Unit;
  readonly count: number;
  readonly length: number;
}

const step = (unit: Unit, count: number, of: number): Step => ({ unit, count, length: count * of });

const longest = step("month", 60, 30 * DAY);
const steps: readonly Step[] = [
  ...[10, 30].map((count) => step("second", count, SECOND)),
  ...[1, 2, 5, 15, 30].map((count) => step("second", count * 60, SECOND)),
  ...[1, 2, 6, 12].map((count) => step("hour", count, HOUR)),
  ...[1, 2, 7, 14].map((count) => step("day", count, DAY)),
  ...[1, 3, 6, 12].map((count) => step("month", count, 30 * DAY)),
  longest,
];

export interface Tick {
  readonly at: number;
  readonly label: string;
  /** The first instant of a day (or, above days, of a month). */
  readonly major: boolean;
}

export interface Axis {
  readonly ticks: readonly Tick[];
  /** Instants of unlabelled strokes between the ticks. */
  readonly minor: readonly number[];
  /** The unit above the labels', for the left edge: `Thu 12 Mar 2026`, `Mar 2026`, `2026`. */
  readonly context: string;
}

/** The axis of a span drawn `width` pixels wide, in the local time zone: labels at least 64 px apart, weeks from Monday. */
export function axisOf(span: Span, width: number, words: TimeWords): Axis {
  const perMs = width / widthOf(span);
  const shortest = widthOf(span) > 3 * DAY ? DAY : 0;
  const chosen = steps.findIndex(({ length }) => length >= shortest && length * perMs >= tickDistance + 2);
  const index = chosen === -1 ? steps.length - 1 : chosen;
  const main = steps[index] ?? longest;
  const finer = steps.find(
    (candidate, at) => at < index && divides(candidate, main) && candidate.length * perMs >= minorDistance,
  );
  return {
    ticks: spaced(instants(main, span), perMs).map((at) => ({
      at,
      label: labelOf(main, at, words),
      major: isMajor(main, at),
    })),
    minor: finer === undefined ? [] : instants(finer, span),
    context: contextOf(main, span, words),
  };
}

function divides(finer: Step, coarser: Step): boolean {
  if (finer.unit === coarser.unit) return coarser.count % finer.count === 0;
  return coarser.length % finer.length === 0;
}

/** Every multiple of the step inside the span, by the local calendar. */
function instants(of: Step, span: Span): number[] {
  const found: number[] = [];
  const push = (at: number) => {
    if (at >= span.from && at < span.to && at > (found.at(-1) ?? Number.NEGATIVE_INFINITY)) found.push(at);
  };
  if (of.unit === "month") {
    const first = new Date(span.from);
    const months = first.getFullYear() * 12 + first.getMonth();
    for (let month = months - (months % of.count); ; month += of.count) {
      const at = new Date(Math.floor(month / 12), month % 12, 1).getTime();
      if (at >= span.to) return found;
      push(at);
    }
  }
  const day = new Date(span.from);
  day.setHours(0, 0, 0, 0);
  if (of.unit === "day") {
    // Counted from a Monday, so that 7 and 14 days always begin on one.
    const number = Math.round(
      (Date.UTC(day.getFullYear(), day.getMonth(), day.getDate()) - Date.UTC(1970, 0, 5)) / DAY,
    );
    day.setDate(day.getDate() - (((number % of.count) + of.count) % of.count));
    for (; day.getTime() < span.to; day.setDate(day.getDate() + of.count)) push(day.getTime());
    return found;
  }
  for (; day.getTime() < span.to; day.setDate(day.getDate() + 1)) {
    const next = new Date(day);
    next.setDate(next.getDate() + 1);
    if (next.getTime() <= span.from) continue;
    if (of.unit === "hour") {
      for (let hour = 0; hour < 24; hour += of.count) {
        const at = new Date(day).setHours(hour, 0, 0, 0);
        // An hour the clock skips comes back as the next one.
        if (new Date(at).getHours() === hour) push(at);
      }
    } else {
      const skipped = Math.max(0, Math.floor((span.from - day.getTime()) / of.length));
      const end = Math.min(next.getTime(), span.to);
      for (let at = day.getTime() + skipped * of.length; at < end; at += of.length) push(at);
    }
  }
  return found;
}

/** Where a clock change brings two ticks too near, the first instant of a day stands, else the earlier one. */
function spaced(times: readonly number[], perMs: number): number[] {
  const kept: number[] = [];
  for (const at of times) {
    const before = kept.at(-1);
    if (before === undefined || (at - before) * perMs >= tickDistance) kept.push(at);
    else if (isMidnight(at) && !isMidnight(before)) kept[kept.length - 1] = at;
  }
  return kept;
}

function isMidnight(at: number): boolean {
  const date = new Date(at);
  return date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0;
}

function isMajor(of: Step, at: number): boolean {
  if (of.unit === "month") return new Date(at).getMonth() === 0;
  return of.unit === "day" || isMidnight(at);
}

function labelOf(of: Step, at: number, words: TimeWords): string {
  if (of.unit === "month") return new Date(at).getMonth() === 0 ? words.year(at) : words.monthName(at);
  if (of.unit === "day") {
    if (of.count > 2) return words.dayMonth(at);
    return new Date(at).getDate() <= of.count ? words.dayWords(at) : words.weekdayDate(at);
  }
  if (isMidnight(at)) return words.weekdayDate(at);
  return of.length < MINUTE ? words.clockTime(at) : words.hourMinute(at);
}

function contextOf(of: Step, span: Span, words: TimeWords): string {
  const at = span.from + widthOf(span) * 0.02;
  if (of.unit === "month" || (of.unit === "day" && of.count > 2)) return words.year(at);
  return of.unit === "day" || widthOf(span) > 2 * DAY ? words.monthYear(at) : words.dayYear(at);
}
