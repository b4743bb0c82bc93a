import { afterEach, describe, expect, test } from "vitest";
import { ago, agoOrDay, clock, dayAndClock, dayHeading, duration, span } from "./time";

const at = (text: string) => new Date(text).getTime();
const now = at("2026-03-12T16:42:07");

describe("times as a person reads them", () => {
  test("a clock has two figures in each part", () => {
    expect(clock(at("2026-03-12T04:03:09"))).toBe("04:03:09");
  });

  test("a day names its year only when it is another one", () => {
    expect(dayAndClock(at("2026-03-10T18:40:02"), now)).toBe("Tue 10 Mar, 18:40:02");
    expect(dayAndClock(at("2025-12-31T09:00:00"), now)).toBe("Wed 31 Dec 2025, 09:00:00");
  });

  test("spans use the largest sensible unit", () => {
    expect(span(12_000)).toBe("12 s");
    expect(span(6 * 60_000)).toBe("6 min");
    expect(span(159 * 60_000)).toBe("2 h 39 min");
    expect(span(119.6 * 60_000)).toBe("2 h");
    expect(span(23 * 3_600_000)).toBe("23 h");
    expect(span(24 * 3_600_000)).toBe("1 day");
    expect(span(3 * 24 * 3_600_000)).toBe("3 days");
  });

  test("what is a moment away is just now, in both directions", () => {
    expect(ago(now - 20_000, now)).toBe("just now");
    expect(ago(now + 20_000, now)).toBe("just now");
    expect(ago(now + 20 * 60_000, now)).toBe("in 20 min");
    expect(ago(now - 20 * 60_000, now)).toBe("20 min ago");
  });

  test("older things show their day instead of an age", () => {
    expect(agoOrDay(now - 3_600_000 * 2, now)).toBe("2 h ago");
    expect(agoOrDay(at("2026-03-10T18:40:02"), now)).toBe("Tue 10 Mar, 18:40:02");
  });

  test("short durations keep hundredths", () => {
    expect(duration(980)).toBe("0.98 s");
    expect(duration(12_400)).toBe("12 s");
  });

  test("day headings say today and yesterday by the calendar, not by hours", () => {
    expect(dayHeading(at("2026-03-12T00:00:01"), now)).toMatchObject({ name: "Today", date: "Thursday 12 March" });
    expect(dayHeading(at("2026-03-11T23:59:59"), now)).toMatchObject({ name: "Yesterday" });
    expect(dayHeading(at("2026-03-10T12:00:00"), now)).toMatchObject({ name: "Tuesday", date: "10 March" });
  });
});

/** The site's own zone is nowhere in them: the host says instants, and they are shown as the clock of this computer has them. */
describe("times in the zone of this computer", () => {
  const before = process.env["TZ"];
  afterEach(() => {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  });

  test("one instant is another day elsewhere", () => {
    const instant = "2026-03-12T23:30:05.000Z";
    const later = Date.parse("2026-03-13T01:00:00.000Z");
    const shown = (zone: string) => {
      process.env["TZ"] = zone;
      return [dayAndClock(instant, later), dayHeading(instant, later).name];
    };
    expect(shown("UTC")).toEqual(["Thu 12 Mar, 23:30:05", "Yesterday"]);
    expect(shown("America/New_York")).toEqual(["Thu 12 Mar, 19:30:05", "Today"]);
    expect(shown("Asia/Kolkata")).toEqual(["Fri 13 Mar, 05:00:05", "Today"]);
  });

  test("the hour that comes twice is shown as the clock had it, and days of 23 and 25 hours are one day each", () => {
    process.env["TZ"] = "Europe/Berlin";
    expect(clock("2026-10-25T00:30:00.000Z")).toBe("02:30:00");
    expect(clock("2026-10-25T01:30:00.000Z")).toBe("02:30:00");
    expect(clock("2026-10-25T02:30:00.000Z")).toBe("03:30:00");
    for (const midnight of ["2026-03-29T22:00:00.000Z", "2026-10-25T23:00:00.000Z"]) {
      const monday = Date.parse(midnight) + 60_000;
      expect(dayHeading(Date.parse(midnight) - 1000, monday).name).toBe("Yesterday");
      expect(dayHeading(Date.parse(midnight) - 26 * 3_600_000, monday).name).toBe("Saturday");
    }
  });
});
