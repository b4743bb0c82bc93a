import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  betweenSpans,
  clampSpan,
  DAY,
  dryShare,
  followNow,
  longestSpan,
  MINUTE,
  panSpan,
  shortestSpan,
  spanAtNow,
  widthOf,
  zoomSpan,
} from "./span";
import { firstSpan, nearestPreset, presetSpan, zoomPresets } from "./zoom-presets";

const now = Date.UTC(2026, 2, 12, 16, 42, 7);
const bounds = { start: now - 66 * DAY, now };
const widths = fc.double({ min: Math.log(shortestSpan), max: Math.log(300 * DAY), noNaN: true }).map(Math.exp);
const spans = fc
  .tuple(widths, fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([width, share]) => clampSpan({ from: now - width - share * 60 * DAY, to: now - share * 60 * DAY }, bounds));

describe("the view", () => {
  it("keeps the time under the pointer while it zooms, unless an edge of what there is stops it", () => {
    fc.assert(
      fc.property(
        spans,
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        (span, share, factor) => {
          const at = span.from + share * widthOf(span);
          const zoomed = zoomSpan(span, factor, at, bounds);
          const stopped =
            Math.abs(clampSpan(zoomed, bounds).to - zoomed.to) > 1 ||
            zoomed.to >= bounds.now ||
            zoomed.to <= bounds.start + widthOf(zoomed) * 0.2 + 1;
          if (!stopped) expect((at - zoomed.from) / widthOf(zoomed)).toBeCloseTo(share, 6);
        },
      ),
    );
  });

  it("never shows more than 7 % beyond the present, nor only what was before all history", () => {
    fc.assert(
      fc.property(spans, fc.double({ min: -400, max: 400, noNaN: true }), (span, days) => {
        const moved = panSpan(span, days * DAY, bounds);
        expect((moved.to - now) / widthOf(moved)).toBeLessThanOrEqual(dryShare.most + 1e-6);
        expect(moved.to).toBeGreaterThan(bounds.start);
        expect(widthOf(moved)).toBeGreaterThanOrEqual(shortestSpan - 1);
        expect(widthOf(moved)).toBeLessThanOrEqual(longestSpan(bounds) + 1);
      }),
    );
  });

  it("uses up the dry sand before it follows the present, and stays put when the present is out of view", () => {
    const span = spanAtNow(15 * MINUTE, bounds);
    const soon = { ...bounds, now: now + 20_000 };
    expect(followNow(span, now, soon)).toBe(span);
    const later = { ...bounds, now: now + 60_000 };
    const moved = followNow(span, now, later);
    expect((moved.to - later.now) / widthOf(moved)).toBeCloseTo(dryShare.least, 6);
    const past = { from: now - 2 * DAY, to: now - DAY };
    expect(followNow(past, now, later)).toBe(past);
  });

  it("moves from one view to another without leaving either's bounds", () => {
    fc.assert(
      fc.property(spans, spans, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, part) => {
        const between = betweenSpans(a, b, part);
        expect(widthOf(between)).toBeGreaterThan(0);
        expect(widthOf(betweenSpans(a, b, 1))).toBeCloseTo(widthOf(b), -1);
        expect(betweenSpans(a, b, 0).from).toBeCloseTo(a.from, -1);
      }),
    );
  });
});

describe("zoom presets", () => {
  it("name the view they lead to", () => {
    fc.assert(
      fc.property(spans, fc.constantFrom(...zoomPresets), (span, preset) => {
        expect(nearestPreset(presetSpan(preset.id, span, null, bounds)).id).toBe(preset.id);
      }),
    );
  });

  it("hold on to the selection while it is in view", () => {
    const span = { from: now - 7 * DAY, to: now };
    const keep = now - 3 * DAY;
    const minutes = presetSpan("minutes", span, keep, bounds);
    expect(keep).toBeGreaterThan(minutes.from);
    expect(keep).toBeLessThan(minutes.to);
  });

  it("open a young site with all of its history and an old one with a week", () => {
    expect(nearestPreset(firstSpan({ start: now - 5 * MINUTE, now })).id).toBe("minutes");
    expect(nearestPreset(firstSpan({ start: now - 400 * DAY, now })).id).toBe("week");
    const young = firstSpan({ start: now - 5 * MINUTE, now });
    expect(young.from).toBeLessThan(now - 5 * MINUTE);
    const seconds = firstSpan({ start: now - 20_000, now });
    expect(widthOf(seconds)).toBe(MINUTE);
  });

  it("never open a site with an empty stretch", () => {
    const newest = now - 40 * DAY;
    expect(firstSpan({ start: now - 400 * DAY, now }, newest).from).toBeLessThan(newest);
  });
});
