import type { Health } from "../../shared/model/views";
import type { World } from "./world";

type Parts = NonNullable<Health["store"]>["parts"];

/**
 * What takes the room in the store, by the last measurement: bytes that only this one version or branch holds, and the log. The
 * rest is what sites hold themselves, and share with their versions and branches.
 */
export function storeParts(world: Pick<World, "catalogue" | "recorder">, usedBytes: number): Parts {
  const parts = { branches: 0, history: 0, trash: 0 };
  for (const site of world.catalogue.sites()) {
    const sizes = world.catalogue.sizes(site.id);
    const own = (id: string) => sizes.get(id)?.own ?? 0;
    const trashed = new Set<string>();
    for (const branch of world.catalogue.branches(site.id)) {
      const gone = site.trashedAt !== null || branch.trashedAt !== null;
      if (gone) trashed.add(branch.id);
      if (gone)
        parts.trash += site.trashedAt === null ? own(branch.headLaneId) : (sizes.get(branch.headLaneId)?.total ?? 0);
      else if (branch.kind !== "main") parts.branches += own(branch.headLaneId);
      const log = branch.lanes
        .flatMap(({ id }) => world.recorder.segments(id))
        .reduce((sum, { disk }) => sum + disk, 0);
      if (gone) parts.trash += log;
      else parts.history += log;
    }
    for (const version of world.catalogue.versions(site.id)) {
      if (trashed.has(version.branchId)) parts.trash += own(version.id);
      else parts.history += own(version.id);
    }
  }
  // Measured at different times: together they must not be more than there is.
  const known = parts.branches + parts.history + parts.trash;
  const scale = known > usedBytes ? usedBytes / known : 1;
  const branches = Math.round(parts.branches * scale);
  const history = Math.round(parts.history * scale);
  const trash = Math.round(parts.trash * scale);
  return { sites: Math.max(0, usedBytes - branches - history - trash), branches, history, trash };
}
