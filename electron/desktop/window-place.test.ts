import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeWindow, smallest } from "./window-place";

const main = { x: 0, y: 25, width: 1920, height: 1055 };
const right = { x: 1920, y: 0, width: 2560, height: 1440 };
const at = (x: number, y: number, width = 1000, height = 700, maximised = false) => ({
  bounds: { x, y, width, height },
  maximised,
});

describe("placeWindow", () => {
  it("opens in the middle of the main display the first time", () => {
    expect(placeWindow(null, [main, right])).toEqual(at(320, 143, 1280, 820));
  });

  it("comes back to where it was", () => {
    expect(placeWindow(at(2100, 300), [main, right])).toEqual(at(2100, 300));
    expect(placeWindow(at(10, 30, 900, 600, true), [main])).toEqual(at(10, 30, 900, 600, true));
  });

  it("comes to the main display, in the size it had, when its own is gone", () => {
    expect(placeWindow(at(2100, 300), [main])).toEqual(at(460, 203));
  });

  it("is not left where its title bar is out of reach", () => {
    for (const place of [at(1900, 300), at(-950, 300), at(100, -200), at(100, 1075)]) {
      expect(placeWindow(place, [main]).bounds).toMatchObject({ x: 460, y: 203 });
    }
  });

  it("is no larger than its display and no smaller than what it needs", () => {
    expect(placeWindow(at(0, 30, 4000, 3000), [main]).bounds).toMatchObject({ width: 1920, height: 1055 });
    expect(placeWindow(at(0, 30, 10, 10), [main]).bounds).toMatchObject(smallest);
  });

  it("can always be taken hold of", () => {
    const length = fc.integer({ min: 1, max: 6000 });
    const where = fc.integer({ min: -6000, max: 6000 });
    const area = fc.record({
      x: where,
      y: where,
      width: fc.integer({ min: 800, max: 4000 }),
      height: fc.integer({ min: 600, max: 3000 }),
    });
    const place = fc.record({
      bounds: fc.record({ x: where, y: where, width: length, height: length }),
      maximised: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.option(place), fc.array(area, { minLength: 1, maxLength: 3 }), (before, areas) => {
        const { bounds } = placeWindow(before, areas);
        const held = areas.some(
          (one) =>
            bounds.x + bounds.width >= one.x + 100 &&
            bounds.x <= one.x + one.width - 100 &&
            bounds.y >= one.y &&
            bounds.y <= one.y + one.height - 30,
        );
        expect(held).toBe(true);
      }),
    );
  });

  it("has a size where no display is known", () => {
    expect(placeWindow(null, []).bounds).toMatchObject({ width: 1280, height: 820 });
  });
});
