import { setTimeout as delay } from "node:timers/promises";
import type { Docker } from "./connection";
import { statusOf } from "./images";
import { labelFilter } from "./labels";

/** How often the kernel is asked to freeze processes that were in the middle of a system call, and the pause between. */
const freezing = { times: 8, everyMs: 50 };

/** Freezes the running containers of a lane, database and web, while `during` runs: their files stand still. */
export async function whilePaused<T>(
  docker: Docker,
  instance: string,
  laneId: string,
  during: () => Promise<T>,
): Promise<T> {
  const filters = { label: [...labelFilter(instance).label, `tidemark.lane=${laneId}`], status: ["running"] };
  const containers = (await docker.listContainers({ filters })).map((found) => docker.getContainer(found.Id));
  try {
    await Promise.all(containers.map((container) => pause(container)));
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

/** The first cgroup version gives up on a busy group ("unable to freeze"); the next try mostly does it. */
async function pause(container: { pause(): Promise<unknown> }): Promise<void> {
  for (let left = freezing.times; ; left--) {
    try {
      await container.pause();
      return;
    } catch (error) {
      if (left === 1 || statusOf(error) !== 500) throw error;
      await delay(freezing.everyMs);
    }
  }
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
