import { expect, test } from "vitest";
import { appended, fitting, keptLines, type NumberedLine } from "./log-buffer";

const line = (key: number, source: "web" | "database" = "web"): NumberedLine => ({
  key,
  source,
  at: "",
  text: `line ${key}`,
});

test("only the newest lines are kept", () => {
  const full = Array.from({ length: keptLines }, (_, key) => line(key));
  const more = appended(full, [line(keptLines), line(keptLines + 1)]);
  expect(more).toHaveLength(keptLines);
  expect(more[0]?.key).toBe(2);
  expect(more.at(-1)?.key).toBe(keptLines + 1);
});

test("lines are chosen by source and by text", () => {
  const lines = [line(1), line(2, "database"), line(12, "database")];
  expect(fitting(lines, "database", "").map((one) => one.key)).toEqual([2, 12]);
  expect(fitting(lines, "all", "LINE 1").map((one) => one.key)).toEqual([1, 12]);
});
