import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LabelWish, placeLabels } from "./label-placement";

const width = 900;
const wishes: fc.Arbitrary<LabelWish[]> = fc.array(
  fc.record({
    x: fc.integer({ min: -20, max: width }),
    y: fc.constantFrom(40, 44, 130, 220),
    text: fc.constant("text"),
    width: fc.integer({ min: 20, max: 260 }),
    rank: fc.integer({ min: 0, max: 8 }),
    selected: fc.constant(false),
    quiet: fc.boolean(),
    offset: fc.constantFrom(-7, 4, 9, 11),
    aside: fc.boolean(),
  }),
  { maxLength: 60 },
);

describe("labels", () => {
  it("never overlap, leave the view, or cross the present", () => {
    fc.assert(
      fc.property(wishes, fc.integer({ min: -100, max: 1200 }), (wanted, nowX) => {
        const labels = placeLabels(wanted, { width, nowX }, []);
        labels.forEach((label, index) => {
          expect(label.left).toBeGreaterThanOrEqual(0);
          expect(label.left + label.width).toBeLessThanOrEqual(width);
          if (label.x < nowX && nowX < width) expect(label.left + label.width).toBeLessThanOrEqual(nowX);
          for (const other of labels.slice(index + 1)) {
            const apart = label.left + label.width <= other.left || other.left + other.width <= label.left;
            expect(apart || Math.abs(label.y - other.y) >= 14).toBe(true);
          }
        });
      }),
    );
  });

  it("give the selection its place before any rank", () => {
    fc.assert(
      fc.property(wishes, (wanted) => {
        const chosen: LabelWish = {
          x: 400,
          y: 40,
          text: "chosen",
          width: 120,
          rank: 0,
          selected: true,
          quiet: false,
          offset: 9,
          aside: false,
        };
        const labels = placeLabels([...wanted, chosen], { width, nowX: 2000 }, []);
        expect(labels[0]?.text).toBe("chosen");
      }),
    );
  });

  it("go left of their mark where the present is in the way on the right", () => {
    const wish: LabelWish = {
      x: 500,
      y: 40,
      text: "a",
      width: 100,
      rank: 5,
      selected: false,
      quiet: false,
      offset: 9,
      aside: false,
    };
    expect(placeLabels([wish], { width, nowX: 560 }, [])[0]?.left).toBe(391);
    expect(placeLabels([wish], { width, nowX: 700 }, [])[0]?.left).toBe(509);
  });

  it("keep off stronger marks of their row, unless they are quiet", () => {
    const wish: LabelWish = {
      x: 500,
      y: 40,
      text: "a",
      width: 700,
      rank: 5,
      selected: false,
      quiet: false,
      offset: 9,
      aside: false,
    };
    const obstacles = [{ x: 530, y: 40 }];
    const narrow = { ...wish, width: 100, x: 60 };
    expect(placeLabels([narrow], { width, nowX: 2000 }, [{ x: 90, y: 40 }])).toHaveLength(0);
    expect(placeLabels([{ ...narrow, quiet: true }], { width, nowX: 2000 }, obstacles)).toHaveLength(1);
  });
});
