import path from "node:path";
import type { Operation } from "../../shared/model/operation";
import type { Choices } from "../../shared/model/views";
import { SqliteCatalogue } from "../catalogue/catalogue";
import { SqliteRecordingIndex } from "../catalogue/recording-index";
import { deleteBranch, endPeek, planDeleteBranch, planEndPeek } from "../core/delete-branch";
import { planPurge, purgeSite } from "../core/delete-site";
import type { SettingsFile } from "../core/ports";
import { type Between, lookAtStacks, readWorld, reconcile } from "../core/reconcile";
import { stopAll } from "../core/stop-all";
import { expired, lookAtSite, measure } from "../core/tidy";
import { definitions } from "../core/use-cases";
import { newActivity, type World } from "../core/world";
import type { Engine } from "../docker/connection";
import { connectEngine, explainLoss } from "../docker/connection";
import { isServed } from "../docker/instance-objects";
import { isAbort, type Log } from "../operations/report-error";
import type { JournalPoint } from "../operations/run-steps";
import { OperationRunner } from "../operations/runner";
import type { Hints } from "./hints";
import { openParts, type Parts } from "./parts";
import { openRecording, type OpenRecording } from "./recording";
import { followRouter } from "./router-port";
import { repeat } from "./supervise";

export interface SessionSettings {
  readonly instance: string;
  readonly dataFolder: string;
  readonly log: Log;
  readonly hints: Hints;
  /** What the person chose; held by the app, so that it outlives an engine. */
  readonly chosen: SettingsFile;
  /** Called at every journal write of a step; crash tests end the process here. */
  readonly onJournal?: (point: JournalPoint) => void;
}

/** How long a branch that did not start is left alone. */
const restMilliseconds = 30_000;

/** Between two looks at the sites while nobody sees more of them than the tray. */
const hiddenMilliseconds = 120_000;

/** How long closing waits for sites to stop; what is left goes on running. */
const stopWithin = 60_000;

/** One stretch of working with one engine, from finding it to losing it or closing. */
export interface Session {
  readonly engine: Engine;
  readonly world: World;
  readonly runner: OperationRunner;
  readonly routerPort: { readonly port: number; readonly wanted: number };
  choices(signal: AbortSignal): Promise<Choices>;
  /** Throws when the engine is gone; starts again what should run and doesn't. */
  look(signal: AbortSignal): Promise<void>;
  /** `stopSites`: what runs is stopped, too, and started again by the next session. */
  close(how?: { readonly stopSites: boolean }): Promise<void>;
}

/** Throws the AppError that says what is in the way. */
export async function openSession(settings: SessionSettings, signal: AbortSignal): Promise<Session> {
  const { instance, dataFolder, log, hints } = settings;
  const engine = await connectEngine(signal);
  const parts = await openParts(engine, instance, settings.chosen, signal);
  const catalogue = new SqliteCatalogue(path.join(dataFolder, "catalogue.sqlite"));
  const index = new SqliteRecordingIndex(path.join(dataFolder, "recording.sqlite"));
  try {
    const routerPort = await parts.router.ensure(signal);
    const recording = openRecording(() => world);
    const world: World = {
      ...parts,
      catalogue,
      index,
      recorder: recording.recorder,
      port: routerPort.port,
      activity: newActivity(),
      exportFolder: path.join(dataFolder, "exports"),
      hint: (hint) => hints.tell(hint),
      warn: (error, fields) => log.warn({ err: error, ...fields }, "something went on in the background and failed"),
      now: () => new Date(),
    };
    await readWorld(world, signal);
    await followRouter(world, dataFolder, signal);
    const runner = await OperationRunner.open(path.join(dataFolder, "operations"), {
      log,
      explain: (error) => explainLoss(engine, error),
      ...(settings.onJournal === undefined ? {} : { onJournal: settings.onJournal }),
    });
    await runner.recover(definitions(world));
    await sweepUnfinished(world, signal);
    return begin(settings, { engine, parts, world, catalogue, index, recording, runner, routerPort });
  } catch (error) {
    catalogue.close();
    index.close();
    await parts.close();
    throw error;
  }
}

/** What no operation lays claim to after recovery was never finished, and never will be. */
async function sweepUnfinished(world: World, signal: AbortSignal): Promise<void> {
  const { unfinished } = await world.store.readAll(signal);
  for (const id of unfinished) {
    await world.stacks.discard(id, signal);
    await world.store.retire(id, signal);
  }
}

interface Opened {
  readonly engine: Engine;
  readonly parts: Parts;
  readonly world: World;
  readonly catalogue: SqliteCatalogue;
  readonly index: SqliteRecordingIndex;
  readonly recording: OpenRecording;
  readonly runner: OperationRunner;
  readonly routerPort: Session["routerPort"];
}

function begin(settings: SessionSettings, opened: Opened): Session {
  const { log, hints } = settings;
  const { engine, parts, world, catalogue, index, recording, runner, routerPort } = opened;
  const closing = new AbortController();
  /** Sites whose figures are to be looked at again. */
  const stale = new Set(world.catalogue.sites().map(({ id }) => id));
  const stop = runner.subscribe((operation) => {
    hints.tell({ kind: "operation", operation });
    if (operation.siteId !== null && operation.endedAt !== null) stale.add(operation.siteId);
    if (operation.endedAt !== null) recording.recorder.wake();
  });
  const busy = (siteId: string) => isBusy(runner.list(), siteId);
  /** When a branch did not start; what is broken is not tried all the time. */
  const failures = new Map<string, number>();
  const resting = (branchId: string) => Date.now() - (failures.get(branchId) ?? 0) < restMilliseconds;
  const failed = (branch: { readonly id: string }, error: unknown) => {
    if (isAbort(error)) return;
    failures.set(branch.id, Date.now());
    log.warn({ err: error, branch: branch.id }, "a branch did not start; it will be tried again");
  };
  const between: Between = (siteId, work) => runner.between(siteId, work);
  const bringBack = (signal: AbortSignal) => reconcile(world, between, resting, failed, signal);

  let lookedAt = 0;
  /** Only while somebody looks, and seldom while the window is hidden: a page view costs the site a little. */
  const lookWhenDue = async (signal: AbortSignal) => {
    if (hints.listeners === 0 || (hints.outOfSight && Date.now() - lookedAt < hiddenMilliseconds)) return;
    lookedAt = Date.now();
    await lookAtSites(world, stale, signal);
  };
  const background = Promise.all([
    repeat(30_000, "remove what has expired", () => removeExpired(world, runner), log, closing.signal),
    repeat(
      60_000,
      "delete in the background",
      async (signal) => void (await world.store.sweep(signal)),
      log,
      closing.signal,
    ),
    repeat(2_000, "measure", (signal) => measureStale(world, stale, signal), log, closing.signal),
    repeat(20_000, "look at the sites", lookWhenDue, log, closing.signal),
    recording.run(between, log, closing.signal),
  ]);
  let reconciling = bringBack(closing.signal).catch((error: unknown) => failed({ id: "all" }, error));

  return {
    engine,
    world,
    runner,
    routerPort,
    choices: (signal) => parts.choices(signal),
    async look(signal) {
      if (!(await isServed(engine.docker, settings.instance))) throw new Error("the keeper or the router has stopped");
      const before = [...world.activity.running].sort().join();
      await lookAtStacks(world, signal);
      if ([...world.activity.running].sort().join() !== before) hints.tell({ kind: "sites" });
      await reconciling;
      if (needsWork(world, busy, resting))
        reconciling = bringBack(closing.signal).catch((error: unknown) => failed({ id: "all" }, error));
    },
    async close(how = { stopSites: false }) {
      closing.abort();
      stop();
      await runner.close();
      await reconciling;
      await background;
      await parts.asks.close();
      if (how.stopSites) await stopAll(world, log, AbortSignal.timeout(stopWithin));
      catalogue.close();
      index.close();
      await parts.close();
    },
  };
}

function isBusy(operations: readonly Operation[], siteId: string): boolean {
  return operations.some((operation) => operation.siteId === siteId && operation.endedAt === null);
}

function needsWork(world: World, busy: (siteId: string) => boolean, resting: (branchId: string) => boolean): boolean {
  return world.catalogue
    .sites()
    .filter((site) => site.trashedAt === null && !busy(site.id))
    .flatMap((site) => world.catalogue.branches(site.id))
    .filter(({ id, trashedAt }) => trashedAt === null && !resting(id))
    .some(({ wanted, headLaneId }) => wanted === "running" && !world.activity.running.has(headLaneId));
}

async function removeExpired(world: World, runner: OperationRunner): Promise<void> {
  const { peeks, branches, sites } = expired(world);
  const underWay = runner.list().filter(({ endedAt }) => endedAt === null);
  const free = (id: string) => !underWay.some(({ siteId, branchId }) => branchId === id || siteId === id);
  for (const id of peeks.filter(free)) await runner.start(endPeek(world), planEndPeek(world, id));
  for (const id of branches.filter(free)) await runner.start(deleteBranch(world), planDeleteBranch(world, id, true));
  for (const id of sites.filter(free)) await runner.start(purgeSite(world), planPurge(world, id));
}

async function measureStale(world: World, stale: Set<string>, signal: AbortSignal): Promise<void> {
  for (const siteId of [...stale]) {
    stale.delete(siteId);
    if (await measure(world, siteId, signal)) world.hint({ kind: "site", siteId });
  }
}

async function lookAtSites(world: World, stale: Set<string>, signal: AbortSignal): Promise<void> {
  for (const { id } of world.catalogue.sites()) {
    if (await lookAtSite(world, id, signal)) world.hint({ kind: "site", siteId: id });
    stale.add(id);
  }
}
