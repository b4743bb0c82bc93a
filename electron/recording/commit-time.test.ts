import fc from "fast-check";
import { expect, test } from "vitest";
import { commitTime } from "./commit-time";

const second = 1_700_000_000_000;

test("what was seen in the stated second tells the milliseconds", () => {
  expect(commitTime(second, second + 420, 0)).toBe(second + 420);
});

test("what was seen a moment after its second still belongs to it", () => {
  expect(commitTime(second, second + 1040, 0)).toBe(second + 999);
});

test("a statement that took long counts when it was committed, not when it began", () => {
  expect(commitTime(second, second + 7300, 0)).toBe(second + 7300);
});

test("unseen, the log's own second holds, and time does not go back between transactions", () => {
  expect(commitTime(second, null, 0)).toBe(second);
  expect(commitTime(second, null, second + 5000)).toBe(second + 5000);
});

test("a clock that was set back by an hour is believed", () => {
  expect(commitTime(second - 3_600_000, null, second)).toBe(second - 3_600_000);
});

test("while the clock goes on, order by time is order by commit", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ wait: fc.nat(3000), late: fc.nat(900), unseen: fc.boolean() })), (steps) => {
      let now = second;
      let last = 0;
      for (const { wait, late, unseen } of steps) {
        now += wait;
        const time = commitTime(Math.floor(now / 1000) * 1000, unseen ? null : now + late, last);
        expect(time).toBeGreaterThanOrEqual(last);
        expect(Math.floor(time / 1000)).toBeLessThanOrEqual(Math.floor(now / 1000) + 1);
        last = time;
      }
    }),
  );
});
