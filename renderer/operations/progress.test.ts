import { describe, expect, test } from "vitest";
import type { StepView } from "../../shared/model/operation";
import { overallProgress, shownSteps } from "./progress";

const step = (name: string, state: StepView["state"], weight: number, progress: number | null = null): StepView => ({
  name,
  label: name,
  weight,
  state,
  progress,
  detail: null,
  took: null,
});

describe("progress of an operation", () => {
  test("weighs its steps", () => {
    expect(overallProgress([step("a", "done", 1), step("b", "running", 3, 0.5), step("c", "waiting", 1)])).toBe(0.5);
  });

  test("is unknown without weights, and never over one", () => {
    expect(overallProgress([])).toBeNull();
    expect(overallProgress([step("a", "done", 2), step("b", "running", 1, 1.4)])).toBe(1);
  });

  test("a step of unknown progress counts when it is done", () => {
    expect(overallProgress([step("a", "running", 1), step("b", "waiting", 1)])).toBe(0);
  });
});

describe("the steps that are shown", () => {
  test("leave out what weighs nothing", () => {
    const shown = shownSteps([step("a", "done", 1), step("note", "done", 0), step("b", "waiting", 1)]);
    expect(shown.map((one) => one.name)).toEqual(["a", "b"]);
  });

  test("join what is too many into the last one, which says what runs now", () => {
    const many = [1, 2, 3, 4].map((n) =>
      step(`s${n}`, n < 3 ? "done" : n === 3 ? "running" : "waiting", 1, n === 3 ? 0.5 : null),
    );
    const shown = shownSteps(many, 2);
    expect(shown).toHaveLength(2);
    expect(shown[1]).toMatchObject({ name: "s3", state: "running", weight: 3, progress: 0.5 });
  });
});
