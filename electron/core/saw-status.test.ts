import { expect, test } from "vitest";
import { sawStatus } from "./saw-status";
import { newActivity } from "./world";

test("a branch fails since it was first seen failing after it was well", () => {
  const activity = newActivity();
  const at = (second: number) => ({ activity, now: () => new Date(Date.UTC(2026, 2, 14, 15, 20, second)) });
  sawStatus(at(0), "b1", 500);
  expect(activity.failingSince.get("b1")).toBeUndefined();
  sawStatus(at(1), "b1", 200);
  sawStatus(at(2), "b1", 500);
  sawStatus(at(3), "b1", 503);
  expect(activity.failingSince.get("b1")).toBe("2026-03-14T15:20:02.000Z");
  sawStatus(at(4), "b1", 200);
  expect(activity.failingSince.has("b1")).toBe(false);
  expect(activity.lastStatus.get("b1")).toBe(200);
});
