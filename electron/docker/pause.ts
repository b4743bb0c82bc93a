import type { Docker } from "./connection";
import { statusOf } from "./images";
import { labelFilter } from "./labels";

/** Freezes the running containers of a lane while `during` runs: their files stand still. */
export async function whilePaused<T>(
  docker: Docker,
  instance: string,
  laneId: string,
  during: () => Promise<T>,
): Promise<T> {
  const filters = { label: [...labelFilter(instance).label, `tidemark.lane=${laneId}`], status: ["running"] };
  const containers = (await docker.listContainers({ filters })).map((found) => docker.getContainer(found.Id));
  try {
    await Promise.all(containers.map((container) => container.pause()));
    return await during();
  } finally {
    await Promise.all(containers.map((container) => unpause(container)));
  }
}

/** Whoever died while containers were paused left them so. */
export async function unpauseAll(docker: Docker, instance: string): Promise<void> {
  const filters = { ...labelFilter(instance), status: ["paused"] };
  const containers = await docker.listContainers({ filters });
  await Promise.all(containers.map((found) => unpause(docker.getContainer(found.Id))));
}

/** 409 and 500: not paused; 404: gone. Each is what was wanted. */
async function unpause(container: { unpause(): Promise<unknown> }): Promise<void> {
  try {
    await container.unpause();
  } catch (error) {
    const status = statusOf(error);
    if (status !== 404 && status !== 409 && status !== 500) throw error;
  }
}
