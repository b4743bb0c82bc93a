import { expect, test, vi } from "vitest";
import type { Hint } from "../../shared/contract";
import type { Operation } from "../../shared/model/operation";
import { batched, calmly, gather } from "./hint-batch";

const operation = (id: string, endedAt: string | null): Operation => ({
  id,
  kind: "rewind",
  title: "Rewind",
  siteId: "s1",
  branchId: null,
  versionId: null,
  state: endedAt === null ? "running" : "done",
  cancellable: false,
  undoable: false,
  steps: [],
  createdAt: "2026-03-12T14:03:13.000Z",
  landedAt: endedAt,
  endedAt,
  error: null,
  result: null,
});

test("a burst of two hundred hints is one change of the page", () => {
  const frames: (() => void)[] = [];
  const changes: (readonly Hint[])[] = [];
  const push = batched<Hint>(
    (work) => void frames.push(work),
    (hints) => void changes.push(hints),
  );
  for (let index = 0; index < 200; index++) push({ kind: "site", siteId: "s1" });
  expect(frames).toHaveLength(1);
  frames.shift()?.();
  expect(changes.map((hints) => hints.length)).toEqual([200]);
  expect(gather(changes[0] ?? [])).toMatchObject({ siteIds: ["s1"], sites: true, trash: false, health: false });
});

test("what comes while the last batch is worked on waits for it", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const batches: (readonly number[])[] = [];
  const push = batched<number>(
    (work) => queueMicrotask(work),
    (items) => {
      batches.push(items);
      return batches.length === 1 ? promise : undefined;
    },
  );
  push(1);
  await Promise.resolve();
  push(2);
  push(3);
  await Promise.resolve();
  expect(batches).toEqual([[1]]);
  resolve();
  await promise;
  await new Promise((done) => setTimeout(done));
  expect(batches).toEqual([[1], [2, 3]]);
});

test("of an operation that began and ended within a burst both are known", () => {
  const gathered = gather([
    { kind: "operation", operation: operation("o1", null) },
    { kind: "operation", operation: operation("o1", "2026-03-12T14:03:14.000Z") },
  ]);
  expect(gathered.underWay).toEqual(["o1"]);
  expect(gathered.operations.map((one) => one.state)).toEqual(["done"]);
  expect(gathered).toMatchObject({ siteIds: ["s1"], sites: true, trash: true });
});

test("a site that people work on is looked at again once a second, each site by itself, and a last time at the end", () => {
  vi.useFakeTimers();
  try {
    const calls: string[] = [];
    const look = calmly(1000, (siteId) => void calls.push(siteId));
    look("s1");
    look("s1");
    look("s2");
    expect(calls).toEqual(["s1", "s2"]);
    vi.advanceTimersByTime(999);
    look("s1");
    expect(calls).toEqual(["s1", "s2"]);
    vi.advanceTimersByTime(1);
    expect(calls).toEqual(["s1", "s2", "s1"]);
    vi.advanceTimersByTime(5000);
    expect(calls).toEqual(["s1", "s2", "s1"]);
    look("s1");
    expect(calls).toHaveLength(4);
  } finally {
    vi.useRealTimers();
  }
});

test("something that happens on a site asks for its activity alone", () => {
  expect(gather([{ kind: "activity", siteId: "s1" }])).toMatchObject({ active: ["s1"], siteIds: [], sites: false });
});
