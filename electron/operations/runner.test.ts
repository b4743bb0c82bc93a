import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { AppError } from "../../shared/errors";
import type { Operation } from "../../shared/model/operation";
import { OperationRunner } from "./runner";
import { definitionOf, memoryJournal, silent, siteA, siteB, step } from "./testing";

async function openRunner(journal = memoryJournal()) {
  const runner = new OperationRunner(journal, { log: silent, retryDelays: [1] });
  await runner.recover([]);
  return { runner, journal };
}

const onA = { siteId: siteA, notes: [] };
const noRoom = () => new AppError("store-full", { freeBytes: 1, neededBytes: 2 }, "The store is full.", "Make room.");

describe("OperationRunner", () => {
  it("returns the id when the operation is in the journal, and runs its steps in order", async () => {
    const { runner, journal } = await openRunner();
    const did: string[] = [];
    const definition = definitionOf(
      ["one", "two", "three"].map((name) =>
        step(name, { ...(name === "two" && { commit: true }), run: async () => void did.push(name) }),
      ),
      { result: (state) => ({ notes: state.notes.join() }), undoable: true },
    );
    const id = await runner.start(definition, onA);
    expect(journal.entries.has(id)).toBe(true);
    const operation = await runner.ended(id);
    expect(did).toEqual(["one", "two", "three"]);
    expect(operation).toMatchObject({ state: "done", undoable: true, cancellable: false, result: { notes: "" } });
    expect(operation.landedAt).not.toBeNull();
    expect(operation.steps.map((each) => each.state)).toEqual(["done", "done", "done"]);
  });

  it("undoes what began, in reverse, when a step fails, and shows which one it was", async () => {
    const { runner } = await openRunner();
    const undone: string[] = [];
    const undo = (name: string) => async () => void undone.push(name);
    const definition = definitionOf([
      step("one", { undo: undo("one") }),
      step("two", { run: () => Promise.reject(noRoom()), undo: undo("two") }),
      step("three", { commit: true, undo: undo("three") }),
    ]);
    const operation = await runner.ended(await runner.start(definition, onA));
    expect(undone).toEqual(["two", "one"]);
    expect(operation).toMatchObject({ state: "failed", error: { code: "store-full", message: "The store is full." } });
    expect(operation.error?.logId).toMatch(/^[0-9a-f]{10}$/);
    expect(operation.steps.map((each) => each.state)).toEqual(["undone", "failed", "waiting"]);
  });

  it("keeps what a step saved, for the steps and the undo after it", async () => {
    const { runner, journal } = await openRunner();
    const definition = definitionOf([
      step("one", { run: (context) => context.save({ notes: ["kept"] }) }),
      step("two", {
        commit: true,
        run: async (context) => {
          expect(context.state.notes).toEqual(["kept"]);
          expect(journal.entries.get(context.id)).toContain("kept");
        },
      }),
    ]);
    const id = await runner.start(definition, onA);
    expect(await runner.ended(id)).toMatchObject({ state: "done" });
    expect(runner.stateOf(definition, id).notes).toEqual(["kept"]);
  });

  it("lets one operation write to a site and the next wait, while another site goes on", async () => {
    const { runner } = await openRunner();
    const gate = Promise.withResolvers<void>();
    const slow = definitionOf([step("one", { commit: true, run: () => gate.promise })]);
    const quick = definitionOf([step("one", { commit: true })]);
    const first = await runner.start(slow, onA);
    const second = await runner.start(quick, onA);
    const other = await runner.start(quick, { siteId: siteB, notes: [] });
    const siteless = await runner.start(quick, { siteId: null, notes: [] });
    expect(await runner.ended(other)).toMatchObject({ state: "done" });
    expect(await runner.ended(siteless)).toMatchObject({ state: "done" });
    expect(runner.get(second).state).toBe("queued");
    gate.resolve();
    expect(await runner.ended(second)).toMatchObject({ state: "done" });
    expect(runner.get(first).state).toBe("done");
    expect(runner.list().map((operation) => operation.id)).toHaveLength(4);
  });

  it("cancels a queued operation at once, without letting the one behind it jump the queue", async () => {
    const { runner } = await openRunner();
    const gate = Promise.withResolvers<void>();
    const did: string[] = [];
    const named = (name: string, wait?: Promise<void>) =>
      definitionOf([step("one", { commit: true, run: async () => (await wait, void did.push(name)) })]);
    const first = await runner.start(named("first", gate.promise), onA);
    const second = await runner.start(named("second"), onA);
    const third = await runner.start(named("third"), onA);
    runner.cancel(second);
    expect(await runner.ended(second)).toMatchObject({ state: "cancelled", error: null });
    expect(runner.get(third).state).toBe("queued");
    gate.resolve();
    await Promise.all([runner.ended(first), runner.ended(third)]);
    expect(did).toEqual(["first", "third"]);
  });

  it("cancels a running operation by its signal, undoes it, and refuses from the commit step on", async () => {
    const { runner } = await openRunner();
    const undone: string[] = [];
    const waiting = definitionOf([
      step("one", {
        run: (context) => delay(60_000, undefined, { signal: context.signal }),
        undo: async () => void undone.push("one"),
      }),
      step("two", { commit: true }),
    ]);
    const id = await runner.start(waiting, onA);
    runner.cancel(id);
    expect(await runner.ended(id)).toMatchObject({ state: "cancelled", error: null });
    runner.cancel(id);

    const gate = Promise.withResolvers<void>();
    const began = Promise.withResolvers<void>();
    const committing = definitionOf([
      step("one", {
        commit: true,
        run: (context) => (began.resolve(), expect(context.signal.aborted).toBe(false), gate.promise),
      }),
    ]);
    const late = await runner.start(committing, onA);
    await began.promise;
    expect(runner.get(late).cancellable).toBe(false);
    expect(() => runner.cancel(late)).toThrow(expect.objectContaining({ code: "refused" }));
    gate.resolve();
    expect(await runner.ended(late)).toMatchObject({ state: "done" });
    expect(() => runner.cancel("o00000000000")).toThrow(expect.objectContaining({ code: "not-found" }));
  });

  it("heeds a cancel that the running step did not hear", async () => {
    const { runner } = await openRunner();
    const gate = Promise.withResolvers<void>();
    const deaf = definitionOf([step("one", { run: () => gate.promise }), step("two", { commit: true })]);
    const id = await runner.start(deaf, onA);
    runner.cancel(id);
    gate.resolve();
    expect(await runner.ended(id)).toMatchObject({ state: "cancelled" });
  });

  it("tries a step after the commit step again, and ends as done with a warning when it stays broken", async () => {
    const { runner } = await openRunner();
    let attempts = 0;
    let broken = true;
    const definition = definitionOf([
      step("one", { commit: true }),
      step("two", { run: async () => (attempts++, broken ? Promise.reject(noRoom()) : undefined) }),
    ]);
    const operation = await runner.ended(await runner.start(definition, onA));
    expect(attempts).toBe(2);
    expect(operation).toMatchObject({ state: "done", error: { code: "store-full" } });
    broken = false;
    await runner.ended(await runner.start(definitionOf([step("one", { commit: true })]), onA));
    expect(runner.get(operation.id)).toMatchObject({ state: "done", error: null });
  });

  it("begins nothing on a site while an undo there fails, and says why", async () => {
    const { runner } = await openRunner();
    let broken = true;
    const definition = definitionOf([
      step("one", { undo: async () => (broken ? Promise.reject(noRoom()) : undefined) }),
      step("two", { run: () => Promise.reject(new Error("a bug")) }),
      step("three", { commit: true }),
    ]);
    let ran = 0;
    const next = definitionOf([step("one", { commit: true, run: async () => void ran++ })]);
    const stuck = await runner.ended(await runner.start(definition, onA));
    expect(stuck).toMatchObject({ state: "failed", error: { code: "store-full" } });
    expect(stuck.error?.message).toContain("Undoing it did not work either");
    expect(await runner.ended(await runner.start(next, onA))).toMatchObject({
      state: "failed",
      error: { code: "store-full" },
    });
    expect(ran).toBe(0);
    broken = false;
    expect(await runner.ended(await runner.start(next, onA))).toMatchObject({ state: "done" });
    expect(runner.get(stuck.id)).toMatchObject({ state: "failed", error: { code: "internal" } });
  });

  it("tells listeners of every state, but of progress at most ten times a second, the newest last", async () => {
    const { runner } = await openRunner();
    const told: Operation[] = [];
    runner.subscribe((operation) => told.push(operation));
    const definition = definitionOf([
      step("one", {
        run: async (context) => {
          for (let i = 1; i <= 1000; i++) context.progress(i / 1000, { kind: "files", done: i, total: 1000 });
          await delay(150);
        },
      }),
      step("two", { commit: true }),
    ]);
    await runner.ended(await runner.start(definition, onA));
    const progress = told.map((each) => each.steps[0]?.progress).filter((value) => value !== null && value !== 1);
    expect(progress.length).toBeLessThanOrEqual(2);
    expect(told.map((each) => each.steps[0]?.detail)).toContainEqual({ kind: "files", done: 1000, total: 1000 });
    expect(told.at(0)?.state).toBe("queued");
    expect(told.at(-1)?.state).toBe("done");
  });

  it("undoes what is under way when it closes, and starts nothing more", async () => {
    const { runner } = await openRunner();
    const definition = definitionOf([
      step("one", { run: (context) => delay(60_000, undefined, { signal: context.signal }) }),
      step("two", { commit: true }),
    ]);
    const id = await runner.start(definition, onA);
    await runner.close();
    expect(runner.get(id).state).toBe("cancelled");
    await expect(runner.start(definition, onA)).rejects.toMatchObject({ code: "refused" });
  });

  it("leaves what does not end to the next start, and forgets what ended a day ago", async () => {
    const journal = memoryJournal();
    let now = new Date("2026-01-01T00:00:00.000Z");
    const settings = { log: silent, now: () => now, closeWithin: 20 };
    const runner = new OperationRunner(journal, settings);
    await runner.recover([]);
    const began = Promise.withResolvers<void>();
    const run = () => {
      began.resolve();
      return new Promise<void>(() => undefined);
    };
    const deaf = definitionOf([step("one", { run }), step("two", { commit: true })]);
    const id = await runner.start(deaf, onA);
    await began.promise;
    await runner.close();
    const next = new OperationRunner(journal, settings);
    expect(await next.recover([deaf])).toMatchObject({ undone: [id], kept: [] });
    expect(next.get(id)).toMatchObject({ state: "failed", error: { code: "cancelled" } });
    now = new Date("2026-01-02T00:00:01.000Z");
    expect(next.list()).toEqual([]);
    await new OperationRunner(journal, settings).recover([deaf]);
    expect(journal.entries.size).toBe(0);
  });

  it("keeps an entry it has no definition for", async () => {
    const journal = memoryJournal();
    const first = await openRunner(journal);
    const id = await first.runner.start(definitionOf([step("one", { commit: true })]), onA);
    await first.runner.ended(id);
    const next = new OperationRunner(journal, { log: silent });
    expect((await next.recover([])).unreadable).toHaveLength(1);
    expect(journal.entries.has(id)).toBe(true);
  });
});
