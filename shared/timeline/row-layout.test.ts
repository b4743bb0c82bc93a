import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutRows } from "./row-layout";

describe("rows", () => {
  it("stand on end without a gap, with their lines inside them", () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 2000 }),
        (withAside, room) => {
          const { boxes, height } = layoutRows(withAside, room);
          let top = 0;
          boxes.forEach((box, index) => {
            expect(box.top).toBe(top);
            top += box.height;
            expect(box.line).toBeGreaterThan(box.top + 30);
            expect(box.line).toBeLessThan(top - 20);
            if (withAside[index] === true) expect(box.aside).toBeLessThan(top - 20);
          });
          expect(height).toBe(top);
        },
      ),
    );
  });

  it("shrink to 84 % at most, then scroll; stretch by 190 px at most, then leave room", () => {
    expect(layoutRows([true, false, false], 200).height).toBe(Math.round(380 * 0.84));
    expect(layoutRows([true, false, false], 380).height).toBe(380);
    expect(layoutRows([true, false, false], 2000).height).toBe(570);
  });
});
