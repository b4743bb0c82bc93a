import { expect, test } from "vitest";
import type { Operation } from "../../shared/model/operation";
import { upsert } from "./operation-cache";

const operation = (id: string, createdAt: string, endedAt: string | null): Operation => ({
  id,
  kind: "checkpoint",
  title: "",
  siteId: null,
  branchId: null,
  versionId: null,
  state: endedAt === null ? "running" : "done",
  cancellable: false,
  undoable: false,
  steps: [],
  createdAt,
  landedAt: null,
  endedAt,
  error: null,
  result: null,
});
const monday = operation("monday", "2026-03-09T10:00:00.000Z", "2026-03-09T10:00:02.000Z");
const stuck = operation("stuck", "2026-03-09T11:00:00.000Z", null);
const tuesday = operation("tuesday", "2026-03-10T09:00:00.000Z", null);
const wednesday = operation("wednesday", "2026-03-11T12:00:00.000Z", null);
const ids = (operations: readonly Operation[]) => operations.map(({ id }) => id);

test("operations are known once, as they are now, newest first", () => {
  const ended = { ...tuesday, state: "done" as const, endedAt: "2026-03-10T09:00:05.000Z" };
  expect(upsert([tuesday, monday], [ended])).toEqual([ended, monday]);
});

test("a page that stays open forgets what ended a day ago, and never what is under way", () => {
  expect(ids(upsert([tuesday, stuck, monday], [wednesday]))).toEqual(["wednesday", "tuesday", "stuck"]);
});
