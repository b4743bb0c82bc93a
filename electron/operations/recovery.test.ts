import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OperationDefinition, Step } from "./definition";
import type { Journal } from "./journal";
import { OperationRunner } from "./runner";
import { crashingJournal, definitionOf, fullJournal, memoryJournal, silent, siteA, type WorldState } from "./testing";

/** Steps that leave a mark in a world outlasting every crash, and a log of what was called. */
function build(plan: Plan): { definition: OperationDefinition<WorldState>; world: Set<string>; calls: string[] } {
  const world = new Set<string>();
  const calls: string[] = [];
  let failures = plan.undoFailures;
  const steps = plan.saves.map((saves, index): Step<WorldState> => {
    const name = `step-${index}`;
    const isCommit = index === plan.commit;
    return {
      name,
      label: name,
      weight: 1,
      ...(isCommit && { commit: true }),
      async run(context) {
        calls.push(`run ${name}`);
        for (let i = 0; i < saves; i++) await context.save({ notes: [...context.state.notes, name] });
        world.add(name);
        if (plan.fails === index && index < plan.commit) throw new Error("the step fails after its deed");
      },
      async undo() {
        calls.push(`undo ${name}`);
        if (failures > 0) {
          failures--;
          throw new Error("the undo fails for now");
        }
        world.delete(name);
      },
    };
  });
  return { definition: definitionOf(steps), world, calls };
}

interface Plan {
  readonly saves: readonly number[];
  readonly commit: number;
  readonly fails: number;
  readonly undoFailures: number;
}

const plans = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 6 }).chain((saves) =>
  fc.record({
    saves: fc.constant(saves),
    commit: fc.integer({ min: 0, max: saves.length - 1 }),
    fails: fc.integer({ min: -3, max: saves.length }),
    undoFailures: fc.integer({ min: 0, max: 3 }),
  }),
);

async function runOn(journal: Journal, definition: OperationDefinition<WorldState>): Promise<void> {
  const runner = new OperationRunner(journal, { log: silent, retryDelays: [] });
  await runner.recover([definition]);
  if ((await journal.readAll()).entries.length > 0) return;
  await runner.ended(await runner.start(definition, { siteId: siteA, notes: [] }));
}

/** The undo calls that did their work must go from the last step begun to the first, each run of them. */
function undoneInReverse(calls: readonly string[]): boolean {
  const undone = calls.filter((call) => call.startsWith("undo ")).map((call) => Number(call.split("-")[1]));
  return undone.every((step, index) => index === 0 || step <= (undone[index - 1] ?? 0));
}

describe("recovery", () => {
  it("leaves everything done or everything undone, wherever the first and the second process die", async () => {
    const crash = fc.record({ at: fc.nat({ max: 30 }), moment: fc.constantFrom("before" as const, "after" as const) });
    await fc.assert(
      fc.asyncProperty(plans, crash, crash, async (plan, first, second) => {
        const { definition, world, calls } = build(plan);
        const disk = memoryJournal();
        for (const { at, moment } of [first, second]) {
          const journal = crashingJournal(disk, at, moment);
          await Promise.race([runOn(journal, definition), journal.crashed]);
        }
        // Undos that fail for now need more starts; each one is without a crash.
        let last = new OperationRunner(disk, { log: silent, retryDelays: [] });
        await last.recover([definition]);
        for (let start = 0; start < 4; start++) {
          last = new OperationRunner(disk, { log: silent, retryDelays: [] });
          const { kept } = await last.recover([definition]);
          if (kept.length === 0) break;
        }
        const [operation] = last.list();
        const all = plan.saves.map((_, index) => `step-${index}`);
        if (operation?.state === "done") expect([...world].sort()).toEqual(all);
        else expect([...world]).toEqual([]);
        expect(["done", "failed", undefined]).toContain(operation?.state);
        expect(undoneInReverse(calls)).toBe(true);
        const entry = [...disk.entries.values()].map((text) => JSON.parse(text) as { committed: boolean })[0];
        expect(entry?.committed ?? false).toBe(operation?.state === "done");
      }),
      { numRuns: 400 },
    );
  });

  it("does nothing the second time", async () => {
    await fc.assert(
      fc.asyncProperty(plans, fc.nat({ max: 20 }), async (plan, at) => {
        const { definition, world, calls } = build({ ...plan, undoFailures: 0 });
        const disk = memoryJournal();
        const journal = crashingJournal(disk, at, "after");
        await Promise.race([runOn(journal, definition), journal.crashed]);
        const recover = () => new OperationRunner(disk, { log: silent, retryDelays: [] }).recover([definition]);
        await recover();
        const before = { calls: calls.length, world: [...world], disk: [...disk.entries] };
        expect(await recover()).toMatchObject({ undone: [], finished: [], kept: [] });
        expect({ calls: calls.length, world: [...world], disk: [...disk.entries] }).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });

  it("never calls the undo of a step after the commit step, nor any undo once committed", async () => {
    await fc.assert(
      fc.asyncProperty(plans, fc.nat({ max: 30 }), async (plan, at) => {
        const { definition, calls } = build({ ...plan, undoFailures: 0 });
        const disk = memoryJournal();
        const journal = crashingJournal(disk, at, "before");
        await Promise.race([runOn(journal, definition), journal.crashed]);
        await new OperationRunner(disk, { log: silent, retryDelays: [] }).recover([definition]);
        const undone = calls.filter((call) => call.startsWith("undo ")).map((call) => Number(call.split("-")[1]));
        expect(undone.every((step) => step <= plan.commit)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("leaves everything done or everything undone after the journal's disk was full, at the next start at the latest", async () => {
    await fc.assert(
      fc.asyncProperty(plans, fc.nat({ max: 30 }), fc.boolean(), async (plan, from, mendsInTime) => {
        const { definition, world } = build({ ...plan, undoFailures: 0 });
        const disk = memoryJournal();
        const journal = fullJournal(disk, from);
        const runner = new OperationRunner(journal, { log: silent, retryDelays: [] });
        await runner.recover([definition]);
        const id = await runner.start(definition, { siteId: siteA, notes: [] }).catch(() => null);
        if (id !== null) expect((await runner.ended(id)).endedAt).not.toBeNull();
        if (mendsInTime) {
          journal.mend();
          await runner.ended(await runner.start(definition, { siteId: siteA, notes: [] }));
        }
        const next = new OperationRunner(disk, { log: silent, retryDelays: [] });
        expect((await next.recover([definition])).kept).toEqual([]);
        const landed = next.list().some((operation) => operation.state === "done");
        expect([...world].sort()).toEqual(landed ? plan.saves.map((_, index) => `step-${index}`) : []);
      }),
      { numRuns: 300 },
    );
  });
});
