import { expect, test } from "vitest";
import { parseLogLine } from "./logs";
import { statesOf } from "./stack-states";

test("a line keeps its time to the millisecond and its text as it is", () => {
  expect(parseLogLine("2026-01-02T03:04:05.123456789Z  [note] 12:00 x")).toEqual({
    at: "2026-01-02T03:04:05.123Z",
    text: " [note] 12:00 x",
  });
  expect(parseLogLine("2026-01-02T03:04:05Z x").at).toBe("2026-01-02T03:04:05.000Z");
  expect(parseLogLine("2026-01-02T03:04:05.5Z").text).toBe("");
  expect(parseLogLine("no time").text).toBe("no time");
});

test("states come from labels alone; what is frozen runs, what was only made does not", () => {
  const container = (lane: string, role: string, State: string) => ({
    Labels: { "tidemark.lane": lane, "tidemark.role": role },
    State,
  });
  expect(
    statesOf([
      container("l1", "database", "paused"),
      container("l1", "web", "exited"),
      container("l2", "web", "created"),
      { Labels: { "tidemark.role": "keeper" }, State: "running" },
    ]),
  ).toEqual([
    { laneId: "l1", database: "running", web: "stopped" },
    { laneId: "l2", database: "absent", web: "stopped" },
  ]);
});
