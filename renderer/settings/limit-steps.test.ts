import { expect, test } from "vitest";
import { limitSteps } from "./limit-steps";

test("the slider goes up to what the disk could give, then to no limit", () => {
  expect(limitSteps(null, 42e9)).toEqual([5e9, 10e9, 15e9, 20e9, 30e9, 40e9, null]);
});

test("a tiny disk still has one step before no limit", () => {
  expect(limitSteps(null, 1e9)).toEqual([5e9, null]);
});

test("what is set now is among the steps, in its place, even beyond the disk", () => {
  expect(limitSteps(12_345_678_901, 21e9)).toEqual([5e9, 10e9, 12_345_678_901, 15e9, 20e9, null]);
  expect(limitSteps(300e9, 12e9)).toEqual([5e9, 10e9, 300e9, null]);
});
