import { describe, expect, it } from "vitest";
import type { Operation } from "../../shared/model/operation";
import { announce, isWorthTelling } from "./announcement";
import { desktopWords } from "./words/en";

const now = new Date(2026, 2, 12, 16, 42);
const start = new Date(2026, 2, 12, 16, 40, 0);
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000).toISOString();

const operation = (change: Partial<Operation> = {}): Operation => ({
  id: "oabcdefghij1",
  kind: "create-site",
  title: "Create Blog",
  siteId: "sabcdefghij1",
  branchId: null,
  versionId: null,
  state: "done",
  cancellable: false,
  undoable: false,
  steps: [],
  createdAt: start.toISOString(),
  landedAt: after(20),
  endedAt: after(21),
  error: null,
  result: null,
  ...change,
});
const failed: Partial<Operation> = {
  state: "failed",
  landedAt: null,
  endedAt: after(1),
  error: { code: "site-unhealthy", data: {}, message: "Its home page fails.", hint: "Look first.", id: "e1" } as never,
};

describe("isWorthTelling", () => {
  const away = { on: true, inFront: false, asked: false };

  it.each<[string, Partial<Operation>, boolean]>([
    ["took long", {}, true],
    ["was quick", { landedAt: after(9), endedAt: after(30) }, false],
    ["failed, however quickly", failed, true],
    ["was cancelled", { state: "cancelled", landedAt: null }, false],
    ["is under way", { state: "running", landedAt: null, endedAt: null }, false],
    ["is being undone", { state: "undoing", landedAt: null, endedAt: null }, false],
    ["has landed and is tidying up", { state: "running", endedAt: null }, true],
  ])("tells somebody who looks elsewhere of what %s: %#", (_, change, told) => {
    expect(isWorthTelling(operation(change), away)).toBe(told);
  });

  it("says nothing while the window is looked at", () => {
    expect(isWorthTelling(operation(), { ...away, inFront: true })).toBe(false);
    expect(isWorthTelling(operation(failed), { ...away, inFront: true })).toBe(false);
  });

  it("tells in any case of what was started where no window is", () => {
    const quick = operation({ kind: "rewind", landedAt: after(1), endedAt: null, state: "running" });
    expect(isWorthTelling(quick, { ...away, inFront: true, asked: true })).toBe(true);
  });

  it("says nothing to somebody who wants none", () => {
    expect(isWorthTelling(operation(), { ...away, on: false })).toBe(false);
    expect(isWorthTelling(operation(failed), { ...away, on: false, asked: true })).toBe(false);
  });
});

describe("announce", () => {
  it("says what is there now, and leads to it", () => {
    expect(announce(operation(), "Blog", desktopWords, now)).toEqual({
      title: "Blog is ready",
      body: "It took 20 s.",
      place: "#/site/sabcdefghij1",
      undo: null,
    });
  });

  it("says of a rewind when the site is back at, and offers to take it back", () => {
    const at = new Date(2026, 2, 12, 14, 3, 13).toISOString();
    const rewind = operation({ kind: "rewind", subject: { name: null, at }, landedAt: after(1.14) });
    expect(announce(rewind, "Blog", desktopWords, now)).toMatchObject({
      title: "Blog is back at 14:03:13",
      body: "It took 1.1 s. What came after is set aside.",
      undo: rewind.id,
    });
  });

  it("says what went wrong and what to do next", () => {
    expect(announce(operation({ ...failed, kind: "rewind" }), "Blog", desktopWords, now)).toEqual({
      title: "Blog: rewinding did not work",
      body: "Its home page fails. Look first.",
      place: "#/site/sabcdefghij1",
      undo: null,
    });
  });

  it("leads to all sites where there is none", () => {
    expect(announce(operation(failed), null, desktopWords, now)).toMatchObject({
      title: "Tidemark: setting up did not work",
      place: "#/",
    });
    const named = operation({ ...failed, subject: { name: "Blog", at: null } });
    expect(announce(named, null, desktopWords, now).title).toBe("Blog: setting up did not work");
  });
});
