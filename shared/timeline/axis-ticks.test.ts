import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { axisOf as axisIn, tickDistance } from "./axis-ticks";
import { DAY, HOUR, MINUTE, SECOND, type Span } from "./span";
import { timeWords } from "./time-words";

const words = timeWords("en", {
  dayMonth: (day, month) => `${day} ${month}`,
  weekdayDay: (weekday, day) => `${weekday} ${day}`,
  weekdayDayMonth: (weekday, day, month) => `${weekday} ${day} ${month}`,
  withYear: (date, year) => `${date} ${year}`,
  dayAndTime: (day, time) => `${day}, ${time}`,
  range: (from, to) => `${from} to ${to}`,
});
const axisOf = (span: Span, width: number) => axisIn(span, width, words);

const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"];
const spans = fc
  .record({
    from: fc.integer({ min: Date.UTC(2019, 0, 1), max: Date.UTC(2031, 0, 1) }),
    length: fc.double({ min: Math.log(20 * SECOND), max: Math.log(4000 * DAY), noNaN: true }).map(Math.exp),
    width: fc.integer({ min: 300, max: 4000 }),
  })
  .map(({ from, length, width }) => ({ span: { from, to: from + length }, width }));

const at = (text: string) => new Date(text).getTime();
const around = (from: string, to: string): Span => ({ from: at(from), to: at(to) });

let zone: string | undefined;
beforeEach(() => {
  zone = process.env["TZ"];
});
afterEach(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

describe.each(zones)("the axis in %s", (name) => {
  beforeEach(() => {
    process.env["TZ"] = name;
  });

  it("keeps labels at least 64 px apart, in order, inside the view", () => {
    fc.assert(
      fc.property(spans, ({ span, width }) => {
        const { ticks } = axisOf(span, width);
        const perMs = width / (span.to - span.from);
        ticks.forEach((tick, index) => {
          expect(tick.at).toBeGreaterThanOrEqual(span.from);
          expect(tick.at).toBeLessThan(span.to);
          const before = ticks[index - 1];
          if (before !== undefined) expect((tick.at - before.at) * perMs).toBeGreaterThanOrEqual(tickDistance);
        });
      }),
    );
  });

  it("draws few strokes, whatever the view", () => {
    fc.assert(
      fc.property(spans, ({ span, width }) => {
        const { ticks, minor } = axisOf(span, width);
        expect(ticks.length).toBeLessThanOrEqual(width / tickDistance + 1);
        expect(minor.length).toBeLessThanOrEqual(width / 8 + 2);
      }),
    );
  });

  it("calls a tick a day only at the first instant of one", () => {
    fc.assert(
      fc.property(spans, ({ span, width }) => {
        if (span.to - span.from > 30 * DAY) return;
        for (const tick of axisOf(span, width).ticks) {
          const date = new Date(tick.at);
          const first = date.getHours() + date.getMinutes() + date.getSeconds() === 0;
          expect(tick.major).toBe(first);
        }
      }),
    );
  });
});

describe("the axis on days when the clock changes", () => {
  beforeEach(() => {
    process.env["TZ"] = "Europe/Berlin";
  });

  it("keeps to round hours on a day of 23 hours", () => {
    const labels = axisOf(around("2026-03-29T00:00:00", "2026-03-30T00:00:00"), 1000).ticks.map((tick) => tick.label);
    expect(labels).toEqual([
      "Sun 29",
      "04:00",
      "06:00",
      "08:00",
      "10:00",
      "12:00",
      "14:00",
      "16:00",
      "18:00",
      "20:00",
      "22:00",
    ]);
  });

  it("keeps to round hours on a day of 25 hours", () => {
    const labels = axisOf(around("2026-10-25T00:00:00", "2026-10-26T00:00:00"), 1000).ticks.map((tick) => tick.label);
    expect(labels).toEqual([
      "Sun 25",
      "02:00",
      "04:00",
      "06:00",
      "08:00",
      "10:00",
      "12:00",
      "14:00",
      "16:00",
      "18:00",
      "20:00",
      "22:00",
    ]);
  });

  it("begins days at midnight across the change", () => {
    const ticks = axisOf(around("2026-03-27T00:00:00", "2026-04-01T00:00:00"), 1000).ticks;
    expect(ticks.map((tick) => tick.label)).toEqual(["Fri 27", "Sat 28", "Sun 29", "Mon 30", "Tue 31"]);
    expect((ticks[3]?.at ?? 0) - (ticks[2]?.at ?? 0)).toBe(23 * HOUR);
  });
});

describe("the axis' words", () => {
  it("begins weeks on Monday", () => {
    for (const tick of axisOf(around("2026-01-01T00:00:00", "2026-03-12T00:00:00"), 900).ticks) {
      expect(new Date(tick.at).getDay()).toBe(1);
    }
  });

  it("always says the larger unit", () => {
    const from = at("2026-03-12T13:58:00");
    expect(axisOf({ from, to: from + 15 * MINUTE }, 1100).context).toBe("Thu 12 Mar 2026");
    expect(axisOf({ from, to: from + 7 * DAY }, 1100).context).toBe("Mar 2026");
    expect(axisOf({ from, to: from + 365 * DAY }, 1100).context).toBe("2026");
  });

  it("counts seconds in the nearest views", () => {
    const from = at("2026-03-12T13:58:00");
    const labels = axisOf({ from, to: from + 60 * SECOND }, 600).ticks.map((tick) => tick.label);
    expect(labels.slice(0, 2)).toEqual(["13:58:00", "13:58:10"]);
  });
});

describe("the span in words", () => {
  const now = at("2026-03-12T16:00:00");
  const range = (from: string, to: string) => words.rangeWords(around(from, to), now);

  it("says the day once, and no more of the time than is needed", () => {
    expect(range("2026-03-12T13:42:00", "2026-03-12T14:24:00")).toBe("Thu 12 Mar, 13:42 to 14:24");
    expect(range("2026-03-12T13:42:00", "2026-03-12T13:43:10")).toBe("Thu 12 Mar, 13:42:00 to 13:43:10");
    expect(range("2026-03-11T22:00:00", "2026-03-12T04:00:00")).toBe("Wed 11, 22:00 to Thu 12 Mar, 04:00");
    expect(range("2026-03-06T00:00:00", "2026-03-12T00:00:00")).toBe("Fri 6 Mar to Thu 12 Mar");
    expect(range("2025-12-06T00:00:00", "2026-03-12T00:00:00")).toBe("6 Dec 2025 to 12 Mar 2026");
  });

  it("never goes beyond the present", () => {
    expect(range("2026-03-12T13:00:00", "2026-03-12T20:00:00")).toBe("Thu 12 Mar, 13:00 to 16:00");
  });
});
