import type { InferContractRouterInputs, InferContractRouterOutputs } from "@orpc/contract";
import type { Contract, LogLine } from "../../shared/contract";
import { EventFilter, type MomentTarget } from "../../shared/model/recording";
import type { OperationDefinition } from "../operations/definition";
import { guardSettings } from "./addresses";
import type { App } from "./app";
import { branch, peek, planBranch, planBranchAtMoment, planPeek, planPeekAtMoment } from "./branch";
import { bringSite, planBringSite } from "./bring-site";
import { changesOf } from "./changes";
import { createDemo, planCreateDemo } from "./create-demo";
import { createSite, planCreateSite } from "./create-site";
import {
  deleteBranch,
  endPeek,
  planDeleteBranch,
  planEndPeek,
  planRestoreBranch,
  restoreBranch,
} from "./delete-branch";
import { deleteSite, planPurge, planSiteRemoval, purgeSite, restoreSite } from "./delete-site";
import { deleteVersion, planDeleteVersion } from "./delete-version";
import { duplicateSite, planDuplicate } from "./duplicate-site";
import { activityOf, eventOf, eventsOf } from "./events";
import { exportSite, planExport } from "./export-site";
import { findBranch, findSite, findVersion, mainBranch, refuse } from "./find";
import { keepPeek, planKeepPeek } from "./keep-peek";
import { laneAt, viewMoment } from "./moments";
import { changePolicy, policyOf, previewRetention } from "./recording-policy";
import { planRename, renameSite } from "./rename-site";
import { planRewind, planRewindToMoment, rewind } from "./rewind";
import { planRun, restartBranch, startBranch, stopBranch } from "./run-branch";
import { spaceOf } from "./space";
import { planTakeVersion, takeVersion } from "./take-version";
import { planThinVersions, thinVersions } from "./thin-versions";
import { lookAtSite } from "./tidy";
import { undoOperation } from "./undo";
import { siteDetail, siteRow } from "./views";
import type { World } from "./world";

type Inputs = InferContractRouterInputs<Contract>;
type Outputs = InferContractRouterOutputs<Contract>;

/** An event iterator as a use case gives it. */
type Plain<T> = T extends AsyncIterator<infer Item, unknown, void> ? AsyncGenerator<Item, void, void> : T;

/** The contract as plain functions: what the handlers call, on either host. */
export type UseCases = {
  readonly [G in keyof Inputs]: {
    readonly [P in keyof Inputs[G]]: (
      input: Inputs[G][P],
      signal: AbortSignal,
    ) => Promise<P extends keyof Outputs[G] ? Plain<Outputs[G][P]> : never>;
  };
};

/** Every kind of operation there is, for recovery. */
export function definitions(world: World) {
  return [
    createSite(world),
    createDemo(world),
    bringSite(world),
    duplicateSite(world),
    deleteSite(world),
    restoreSite(world),
    purgeSite(world),
    exportSite(world),
    renameSite(world),
    startBranch(world),
    stopBranch(world),
    restartBranch(world),
    takeVersion(world),
    rewind(world),
    branch(world),
    peek(world),
    endPeek(world),
    keepPeek(world),
    deleteBranch(world),
    restoreBranch(world),
    deleteVersion(world),
    thinVersions(world),
  ];
}

export function useCases(app: App): UseCases {
  const start = async <S extends object>(
    definition: (world: World) => OperationDefinition<S>,
    plan: (world: World) => S | Promise<S>,
  ) => {
    const world = app.world();
    return { operationId: await app.operations().start(definition(world), await plan(world)) };
  };
  const rows = (trashed: boolean) =>
    app
      .world()
      .catalogue.sites()
      .filter((site) => (site.trashedAt !== null) === trashed)
      .map((site) => siteRow(app.world(), site))
      .filter((row) => row !== null);

  return {
    system: systemCases(app),
    settings: {
      get: async () => app.settings.get(),
      change: (change) => app.settings.change(change),
      place: async () => app.place.get(),
      move: async ({ to }) => app.place.move(to),
    },
    updates: updateCases(app),
    sites: {
      list: async () => rows(false),
      trash: async () => rows(true),
      get: async ({ siteId }) => siteDetail(app.world(), findSite(app.world(), siteId)),
      create: (input, signal) => start(createSite, (world) => planCreateSite(world, input, signal)),
      createDemo: async (_, signal) => {
        const software = app.settings.get().software ?? (await app.choices(signal)).defaults;
        return start(createDemo, (world) => planCreateDemo(world, software, signal));
      },
      look: async ({ siteId }, signal) => {
        const world = app.world();
        if (await lookAtSite(world, findSite(world, siteId).id, signal)) world.hint({ kind: "site", siteId });
        return {};
      },
      inspect: ({ path }, signal) => app.world().bringing.inspect(path, signal),
      bring: (input, signal) => start(bringSite, (world) => planBringSite(world, input, signal)),
      rename: ({ siteId, title }) => start(renameSite, (world) => planRename(world, siteId, title)),
      duplicate: ({ siteId, title, slug }, signal) =>
        start(duplicateSite, (world) => planDuplicate(world, siteId, title, slug, signal)),
      remove: ({ siteId }) => start(deleteSite, (world) => planSiteRemoval(world, siteId)),
      restore: ({ siteId }) => start(restoreSite, (world) => planSiteRemoval(world, siteId)),
      purge: ({ siteId }) => start(purgeSite, (world) => planPurge(world, siteId)),
      export: ({ siteId }) => start(exportSite, (world) => planExport(world, siteId)),
      credentials: async ({ siteId }, signal) => ({
        user: findSite(app.world(), siteId).adminUser,
        password: (await app.world().store.readSecrets(siteId, signal)).adminPassword,
      }),
    },
    branches: {
      create: ({ name, from }) => start(branch, (world) => planBranch(world, name, from)),
      remove: ({ branchId, forGood }) =>
        start(deleteBranch, (world) => planDeleteBranch(world, branchId, forGood ?? false)),
      restore: ({ branchId }) => start(restoreBranch, (world) => planRestoreBranch(world, branchId)),
      start: ({ branchId }) => start(startBranch, (world) => planRun(world, branchId)),
      stop: ({ branchId }) => start(stopBranch, (world) => planRun(world, branchId)),
      restart: ({ branchId }) => start(restartBranch, (world) => planRun(world, branchId)),
      address: ({ branchId, page }, signal) => address(app.world(), branchId, page, signal),
      logs: async ({ branchId }, signal) => logs(app.world(), branchId, signal),
      mails: async ({ branchId }, signal) => [
        ...(await app.world().wordpress.mails(findBranch(app.world(), branchId).headLaneId, signal)).map((mail) => ({
          ...mail,
          headers: [...mail.headers],
        })),
      ],
      clearMails: async ({ branchId }, signal) => {
        const world = app.world();
        const { headLaneId, siteId } = findBranch(world, branchId);
        await world.wordpress.clearMails(headLaneId, signal);
        world.activity.mails.set(branchId, 0);
        world.hint({ kind: "site", siteId });
        return {};
      },
    },
    versions: {
      take: ({ branchId, label }) => start(takeVersion, (world) => planTakeVersion(world, branchId, label)),
      label: ({ versionId, label }, signal) => describe(app.world(), versionId, { label: label || null }, signal),
      pin: ({ versionId, pinned }, signal) => describe(app.world(), versionId, { pinned }, signal),
      thin: ({ siteId, before }) => start(thinVersions, (world) => planThinVersions(world, siteId, before)),
      remove: ({ versionId }) => start(deleteVersion, (world) => planDeleteVersion(world, versionId)),
      rewind: ({ branchId, versionId, evenIfBroken }) =>
        start(rewind, (world) => planRewind(world, branchId, versionId, evenIfBroken ?? false)),
      peek: ({ versionId }) => start(peek, (world) => planPeek(world, versionId)),
      keepPeek: ({ branchId, name }) => start(keepPeek, (world) => planKeepPeek(world, branchId, name)),
      endPeek: ({ branchId }) => start(endPeek, (world) => planEndPeek(world, branchId)),
    },
    recording: recordingCases(app),
    moments: {
      rewind: ({ branchId, target, evenIfBroken }, signal) =>
        start(rewind, (world) => planRewindToMoment(world, branchId, target, evenIfBroken ?? false, signal)),
      branch: ({ name, target }, signal) => start(branch, (world) => planBranchAtMoment(world, name, target, signal)),
      peek: ({ target }, signal) => start(peek, (world) => planPeekAtMoment(world, target, signal)),
    },
    operations: {
      list: async () => [...app.operations().list()],
      cancel: async ({ operationId }) => {
        app.operations().cancel(operationId);
        return {};
      },
      undo: async ({ operationId }, signal) => ({
        operationId: await undoOperation(app.world(), app.operations(), operationId, signal),
      }),
    },
  };
}

function recordingCases(app: App): UseCases["recording"] {
  return {
    activity: async ({ most, ...input }) => activityOf(app.world(), { ...input, most: most ?? 300 }),
    events: async ({ after, most, ...filter }) => eventsOf(app.world(), EventFilter.parse(filter), after ?? null, most),
    event: async ({ eventId }) => eventOf(app.world(), eventId),
    changes: ({ versionId }, signal) => changesOf(app.world(), versionId, signal),
    moment: (input, signal) => {
      const world = app.world();
      return viewMoment(world, input.kind === "second" ? secondOf(world, input) : input, signal);
    },
    policy: async ({ siteId }) => policyOf(app.world(), siteId),
    changePolicy: async ({ siteId, change }, signal) => {
      const world = app.world();
      const before = policyOf(world, siteId);
      const policy = await changePolicy(world, siteId, change, signal);
      const main = mainBranch(world, siteId);
      // A database takes it up when it starts.
      if (policy.durable !== before.durable && main.wanted === "running" && main.trashedAt === null)
        await app.operations().start(restartBranch(world), planRun(world, main.id));
      return policy;
    },
    previewRetention: ({ siteId, retention }, signal) => previewRetention(app.world(), siteId, retention, signal),
    space: ({ siteId }, signal) => spaceOf(app.world(), siteId, signal),
  };
}

/** The lane a second of a branch lies on, unless one is named. */
function secondOf(
  world: World,
  {
    branchId,
    laneId,
    at,
  }: { readonly branchId: string; readonly laneId?: string | null | undefined; readonly at: string },
): MomentTarget {
  const lane = laneId ?? laneAt(findBranch(world, branchId), at)?.id;
  return { kind: "second", laneId: lane ?? findBranch(world, branchId).headLaneId, at };
}

function systemCases(app: App): UseCases["system"] {
  const { platform } = app;
  return {
    health: (_, signal) => app.health(signal),
    events: async (_, signal) => app.hints(signal),
    choices: (_, signal) => app.choices(signal),
    retry: (_, signal) => app.retry(signal),
    adopt: ({ instance }, signal) => app.adopt(instance, signal),
    removeEverything: async (_, signal) => ({ removed: await app.removeEverything(signal) }),
    platform: async () => ({ kind: platform.kind, chooseFile: platform.canChooseFile }),
    chooseFile: async ({ kind }) => ({ path: await platform.chooseFile(kind) }),
    openExternal: async ({ url }) => ({ opened: await platform.openExternal(url) }),
    showDataFolder: async () => ({ opened: (await platform.showFolder?.(app.dataFolder)) ?? false }),
  };
}

function updateCases({ platform: { updates } }: App): UseCases["updates"] {
  const absent = { kind: "absent" } as const;
  return {
    state: async () => updates?.state() ?? absent,
    look: async () => (await updates?.look()) ?? absent,
    fetch: async () => {
      // Its failure is a state to be asked for, not an answer to be waited for.
      void updates?.fetch();
      return {};
    },
    restart: async () => {
      await updates?.restart();
      return {};
    },
  };
}

/** A version's label or pin: its record in the store first, then the index. */
async function describe(
  world: World,
  versionId: string,
  patch: { readonly label?: string | null; readonly pinned?: boolean },
  signal: AbortSignal,
): Promise<Record<string, never>> {
  const version = { ...findVersion(world, versionId), ...patch };
  await world.store.rewriteRecord(versionId, { kind: "version", version }, signal);
  world.catalogue.putVersion(version);
  world.hint({ kind: "site", siteId: version.siteId });
  return {};
}

async function address(
  world: World,
  branchId: string,
  page: "site" | "admin" | "plugins",
  signal: AbortSignal,
): Promise<{ url: string }> {
  const found = findBranch(world, branchId);
  const site = findSite(world, found.siteId);
  if (!world.activity.running.has(found.headLaneId)) {
    refuse("not-running", `${site.title} is not running.`, "Start it first.");
  }
  const secrets = await world.store.readSecrets(site.id, signal);
  const guard = guardSettings(site, found, found.headLaneId, world.port, secrets);
  if (page === "site") return { url: `${guard.origin}/` };
  if (found.kind === "peek") world.activity.touchedPeeks.add(found.id);
  return { url: await world.wordpress.loginUrl(guard, page, signal) };
}

async function* logs(world: World, branchId: string, signal: AbortSignal): AsyncGenerator<LogLine, void, void> {
  for await (const line of world.stacks.logs(findBranch(world, branchId).headLaneId, signal)) yield { ...line };
}
