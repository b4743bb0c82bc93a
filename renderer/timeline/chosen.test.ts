import { expect, test } from "vitest";
import { eventsOf } from "../../e2e/fixtures/made-up/events";
import { saltmarsh } from "../../e2e/fixtures/made-up/sites";
import { at, instant } from "../../e2e/fixtures/made-up/time";
import { chosenOn } from "./chosen";

const detail = saltmarsh().detail();
const branchCalled = (name: string) => detail.branches.find((one) => one.name === name);
const main = branchCalled("main");
const nothing = { moment: null, momentBranch: null, event: null };

test("a moment is a whole second of main, on the lane main was on then", () => {
  const chosen = chosenOn(detail, { ...nothing, moment: at("2026-03-12 14:05:30") + 412 }, null);
  expect(chosen).toMatchObject({ branchId: main?.id, reachable: true });
  expect(chosen?.target).toEqual({ kind: "second", laneId: main?.lanes[1]?.id, at: instant("2026-03-12 14:05:30") });
});

test("with a version selected a moment is of that version's branch, unless the person went to another", () => {
  const header = detail.versions.find(({ label }) => label === "New header");
  const moment = at("2026-03-12 11:00:00");
  expect(chosenOn(detail, { ...nothing, moment }, header?.id ?? null)?.branchId).toBe(header?.branchId);
  const other = branchCalled("woo-test")?.id ?? "";
  expect(chosenOn(detail, { ...nothing, moment, momentBranch: other }, header?.id ?? null)?.branchId).toBe(other);
});

test("a second whose log is gone, and one before a branch began, can't be gone to", () => {
  expect(chosenOn(detail, { ...nothing, moment: at("2026-02-02 15:10:30") }, null)?.reachable).toBe(false);
  const woo = branchCalled("woo-test")?.id ?? "";
  const before = chosenOn(detail, { ...nothing, moment: at("2026-03-01 10:00:00"), momentBranch: woo }, null);
  expect(before).toMatchObject({ branchId: woo, target: null, reachable: false });
});

test("an event is gone to right before, on its own branch", () => {
  const event = eventsOf(detail).find(({ subject }) => subject === "Tidewater") ?? null;
  const chosen = chosenOn(detail, { ...nothing, event }, null);
  expect(chosen).toMatchObject({ branchId: event?.branchId, event, reachable: true });
  expect(chosen?.target).toEqual({ kind: "before-event", eventId: event?.id });
});

test("nothing is chosen on a timeline that nobody touched", () => {
  expect(chosenOn(detail, nothing, null)).toBeNull();
});
