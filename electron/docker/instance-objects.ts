import type { Docker } from "./connection";
import { isNotFound } from "./images";
import { label, labelFilter } from "./labels";

/** Removes what went in between: gone already is as good. */
async function unlessGone(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

const roleOf = (labels: Readonly<Record<string, string>> | undefined) => labels?.[label.role];

/** Removes the containers of an instance but its keeper, which still has a store to let go of. Returns how many. */
export async function removeContainers(docker: Docker, instance: string): Promise<number> {
  const containers = await docker.listContainers({ all: true, filters: labelFilter(instance) });
  let removed = 0;
  for (const { Id, Labels } of containers) {
    if (roleOf(Labels) === "keeper") continue;
    if (await unlessGone(docker.getContainer(Id).remove({ force: true, v: true }))) removed += 1;
  }
  return removed;
}

/** Removes what is left of an instance: networks and volumes. The store's volume goes last. Returns how many. */
export async function removeNetworksAndVolumes(docker: Docker, instance: string): Promise<number> {
  let removed = 0;
  for (const { Id } of await docker.listNetworks({ filters: labelFilter(instance) })) {
    if (await unlessGone(docker.getNetwork(Id).remove())) removed += 1;
  }
  const { Volumes } = await docker.listVolumes({ filters: labelFilter(instance) });
  const storeLast = [...Volumes].sort(
    (a, b) => Number(roleOf(a.Labels) === "store") - Number(roleOf(b.Labels) === "store"),
  );
  for (const { Name } of storeLast) {
    if (await unlessGone(docker.getVolume(Name).remove())) removed += 1;
  }
  return removed;
}

/** Whether the two containers that serve all sites run: without keeper or router nothing else can. */
export async function isServed(docker: Docker, instance: string): Promise<boolean> {
  const running = await docker.listContainers({ filters: labelFilter(instance) });
  const roles = new Set(running.map(({ Labels }) => roleOf(Labels)));
  return roles.has("keeper") && roles.has("router");
}
