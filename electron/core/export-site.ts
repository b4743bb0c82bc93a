import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { BranchId, newId, SiteId, VersionId } from "../../shared/ids";
import { Lane } from "../../shared/model/site";
import type { OperationDefinition, StepContext } from "../operations/definition";
import { checkpoint, dropVersion } from "./checkpoint";
import { findBranch, findSite, headLane, mainBranch, nextLaneNumber } from "./find";
import { discardStack, stackSpec } from "./run-stack";
import type { World } from "./world";

const State = z.object({
  siteId: SiteId,
  branchId: BranchId,
  title: z.string(),
  versionId: VersionId,
  /** A lane only for reading the dump from; gone when the export is written. */
  lane: Lane,
  path: z.string(),
});
type State = z.infer<typeof State>;

export function planExport(world: World, siteId: string): State {
  const site = findSite(world, siteId);
  const branch = mainBranch(world, siteId);
  const at = world.now().toISOString();
  const versionId = newId("v");
  const stamp = at.slice(0, 19).replaceAll(":", "-");
  return {
    siteId,
    branchId: branch.id,
    title: site.title,
    versionId,
    lane: {
      id: newId("l"),
      siteId,
      branchId: branch.id,
      fromVersionId: versionId,
      openedAt: at,
      closedAt: at,
      number: nextLaneNumber(world, siteId),
    },
    path: path.join(world.exportFolder, `${site.slug}-${stamp}.zip`),
  };
}

async function write(world: World, { state, signal, progress }: StepContext<State>): Promise<void> {
  const site = findSite(world, state.siteId);
  const branch = findBranch(world, state.branchId);
  const { spec } = await stackSpec(world, site, branch, state.lane, true, signal);
  await world.stacks.startDatabase(spec, signal);
  progress(0.2, { kind: "database" });
  const dump = await world.databases.dump({ laneId: state.lane.id, secrets: spec.secrets }, signal);
  const files = await world.store.readTree(state.versionId, "html", signal);
  await mkdir(path.dirname(state.path), { recursive: true });
  const partial = `${state.path}.partial`;
  const about = {
    title: site.title,
    canonical: site.canonical,
    software: site.software,
    exportedAt: state.lane.openedAt,
  };
  await world.exporting.write(createWriteStream(partial, { mode: 0o600 }), { files, dump, about }, signal);
}

/** Files and database of one instant as a zip that Tidemark, or any WordPress host, can take in. */
export function exportSite(world: World): OperationDefinition<State> {
  const dropLane = async ({ state, signal }: StepContext<State>) => {
    await discardStack(world, state.lane.id, signal);
    await world.store.retire(state.lane.id, signal);
  };
  return {
    kind: "export-site",
    title: ({ title }) => `Export ${title}`,
    subject: ({ title }) => ({ name: title }),
    siteId: ({ siteId }) => siteId,
    branchId: ({ branchId }) => branchId,
    state: State,
    result: ({ path: file }) => ({ path: file }),
    steps: [
      {
        name: "keep",
        label: "Take a version",
        weight: 0.5,
        async run({ state: { versionId, branchId }, signal }) {
          const branch = findBranch(world, branchId);
          const cause = { kind: "before", action: "export" } as const;
          await checkpoint(world, { versionId, branch, lane: headLane(branch), cause, label: null }, signal);
        },
        undo: ({ state, signal }) => dropVersion(world, state.versionId, signal),
      },
      {
        name: "copy",
        label: "Copy the version",
        weight: 0.5,
        async run({ state, signal }) {
          await world.store.clone(state.versionId, state.lane.id, "writable", signal);
          await world.store.publish(state.lane.id, { kind: "lane", lane: state.lane }, signal);
        },
        undo: dropLane,
      },
      {
        name: "write",
        label: "Write the zip",
        weight: 5,
        run: (context) => write(world, context),
        undo: ({ state }) => rm(`${state.path}.partial`, { force: true }),
      },
      {
        name: "finish",
        label: "Give it its name",
        weight: 0.1,
        commit: true,
        run: ({ state }) => rename(`${state.path}.partial`, state.path),
        undo: ({ state }) => rm(state.path, { force: true }),
      },
      { name: "tidy", label: "Tidy up", weight: 0, run: dropLane },
    ],
  };
}
