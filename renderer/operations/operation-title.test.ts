import { expect, test } from "vitest";
import type { Operation } from "../../shared/model/operation";
import { operationTitle, presentTitle } from "./operation-title";

const at = new Date(2026, 2, 12, 14, 3, 13);
const now = new Date(2026, 2, 12, 16, 42, 7).getTime();
const operation = (title: string, state: Operation["state"]): Operation => ({
  id: "o1",
  kind: "rewind",
  title,
  siteId: null,
  branchId: null,
  versionId: null,
  state,
  cancellable: false,
  undoable: false,
  steps: [],
  createdAt: at.toISOString(),
  landedAt: state === "done" ? at.toISOString() : null,
  endedAt: state === "running" ? null : at.toISOString(),
  error: null,
  result: null,
});

test("a title follows the operation's state, in the time zone of this computer", () => {
  const title = `Rewind to ${at.toISOString()}`;
  expect(operationTitle(operation(title, "running"), now)).toBe("Rewinding to 14:03:13");
  expect(operationTitle(operation(title, "done"), now)).toBe("Back at 14:03:13");
  expect(operationTitle(operation(title, "failed"), now)).toBe("Rewind to 14:03:13");
});

test("what has landed is only being tidied up", () => {
  const landed = { ...operation("Export Blog", "running"), landedAt: at.toISOString() };
  expect(presentTitle(landed, now)).toBe("Tidying up");
  expect(presentTitle({ ...landed, landedAt: null }, now)).toBe("Exporting Blog");
});

test("another day is named", () => {
  const later = new Date(2026, 2, 14).getTime();
  expect(operationTitle(operation(`Peek at ${at.toISOString()}`, "done"), later)).toBe(
    "Peek open at Thu 12 Mar, 14:03:13",
  );
});

test("a title nobody foresaw stays as it is", () => {
  expect(operationTitle(operation("Something else", "done"), now)).toBe("Something else");
});
