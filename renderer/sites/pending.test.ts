import { expect, test } from "vitest";
import type { Operation } from "../../shared/model/operation";
import { pendingBirths } from "./pending";

const operation = (id: string, patch: Partial<Operation>): Operation => ({
  id,
  kind: "create-site",
  title: "Creating A",
  siteId: "sa",
  branchId: null,
  versionId: null,
  state: "running",
  cancellable: true,
  undoable: false,
  steps: [],
  createdAt: "2026-03-12T10:00:00.000Z",
  landedAt: null,
  endedAt: null,
  error: null,
  result: null,
  ...patch,
});

const failed = { state: "failed", endedAt: "2026-03-12T10:00:01.000Z" } as const;

test("a site on its way has a row until it is in the list", () => {
  const running = operation("o1", {});
  expect(pendingBirths([running], new Set(), new Set(), new Set())).toEqual([running]);
  expect(pendingBirths([running], new Set(["sa"]), new Set(), new Set())).toEqual([]);
});

test("a failed birth stays until it was read, on the page that saw it", () => {
  const one = operation("o1", failed);
  expect(pendingBirths([one], new Set(), new Set(["o1"]), new Set())).toEqual([one]);
  expect(pendingBirths([one], new Set(), new Set(["o1"]), new Set(["o1"]))).toEqual([]);
  expect(pendingBirths([one], new Set(), new Set(), new Set())).toEqual([]);
});

test("other operations have no row of their own", () => {
  expect(pendingBirths([operation("o1", { kind: "rewind" })], new Set(), new Set(), new Set())).toEqual([]);
});
