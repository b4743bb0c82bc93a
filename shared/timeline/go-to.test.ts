import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseGoal } from "./go-to";

const now = new Date(2026, 2, 12, 16, 42, 7).getTime();
const local = (text: string) => {
  const goal = parseGoal(text, now);
  if (goal === null) return null;
  const date = new Date(goal.at);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return goal.grain === "day"
    ? day
    : `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
};

describe("going to a time", () => {
  it.each([
    ["now", "2026-03-12 16:42:07"],
    ["14:03", "2026-03-12 14:03:00"],
    ["14:03:13", "2026-03-12 14:03:13"],
    ["18:00", "2026-03-11 18:00:00"],
    ["2pm", "2026-03-12 14:00:00"],
    ["yesterday 14:00", "2026-03-11 14:00:00"],
    ["Yesterday at 9.30", "2026-03-11 09:30:00"],
    ["yesterday", "2026-03-11"],
    ["yesterday morning", "2026-03-11 09:00:00"],
    ["this morning", "2026-03-12 09:00:00"],
    ["monday noon", "2026-03-09 12:00:00"],
    ["lunch", "2026-03-12 12:00:00"],
    ["evening", "2026-03-11 19:00:00"],
    ["today", "2026-03-12"],
    ["monday", "2026-03-09"],
    ["thu", "2026-03-12"],
    ["last thursday 8:15", "2026-03-05 08:15:00"],
    ["12 mar", "2026-03-12"],
    ["2 Feb 11:30", "2026-02-02 11:30:00"],
    ["mar 9 2025, 14:03", "2025-03-09 14:03:00"],
    ["24 december", "2025-12-24"],
    ["Mon 9 Mar 17:55:00", "2026-03-09 17:55:00"],
    ["2026-03-09 17:55", "2026-03-09 17:55:00"],
    ["2026-03-09T17:55:10", "2026-03-09 17:55:10"],
    ["9.3. 17:55", "2026-03-09 17:55:00"],
    ["9.3.2025", "2025-03-09"],
    ["20 min ago", "2026-03-12 16:22:07"],
    ["3 hours ago", "2026-03-12 13:42:07"],
    ["2 days ago", "2026-03-10"],
    ["a week ago", "2026-03-05"],
    ["february 2026", "2026-02-01"],
  ])("understands %s", (text, expected) => {
    expect(local(text)).toBe(expected);
  });

  it.each(["", "   ", "soon", "25:00", "14:61", "31 feb", "13pm", "12 mar mar", "last", "1 2 3", "2026-13-40"])(
    "says it can't tell for %j",
    (text) => {
      expect(parseGoal(text, now)).toBeNull();
    },
  );

  it("never throws and never gives what is no time", () => {
    const word = fc.constantFrom(
      "mon",
      "mar",
      "12",
      "2026",
      "14:03",
      "ago",
      "last",
      "yesterday",
      "min",
      "9.3.",
      "at",
      ",",
      "9999",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join(" ")),
        ),
        (text) => {
          const goal = parseGoal(text, now);
          if (goal !== null) expect(Number.isFinite(goal.at)).toBe(true);
        },
      ),
    );
  });
});

describe("where the clock is set", () => {
  let zone: string | undefined;
  beforeEach(() => {
    zone = process.env["TZ"];
    process.env["TZ"] = "Europe/Berlin";
  });
  afterEach(() => {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });
  const goal = (text: string, at: string) => new Date(parseGoal(text, Date.parse(at))?.at ?? 0).toISOString();

  it("days ago are days of the calendar", () => {
    // Half past midnight of the Monday after a Sunday of 23 hours, and of 25.
    expect(goal("1 day ago", "2026-03-29T22:30:00.000Z")).toBe("2026-03-28T23:30:00.000Z");
    expect(goal("a week ago", "2026-10-25T23:30:00.000Z")).toBe("2026-10-18T22:30:00.000Z");
  });

  it("a time of day is that of its own day", () => {
    expect(goal("yesterday 14:00", "2026-03-29T10:00:00.000Z")).toBe("2026-03-28T13:00:00.000Z");
    expect(goal("14:00", "2026-03-29T13:00:00.000Z")).toBe("2026-03-29T12:00:00.000Z");
  });

  it("an hour that is skipped is the one behind it", () => {
    expect(goal("2026-03-29 02:30", "2026-04-01T10:00:00.000Z")).toBe("2026-03-29T01:30:00.000Z");
  });
});
