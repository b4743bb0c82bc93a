import type { Docker } from "./connection";
import type { MountSource } from "../core/ports";
import { isConflict, isNotFound } from "./images";
import { type Belongs, labelsFor } from "./labels";

/**
 * The Docker volume through which a lane's containers see its folder in the store. Docker keeps the old options silently when a
 * name is used again, so a leftover with other ones is removed first; `letGo` takes away the containers that hold it.
 */
export async function ensureLaneVolume(
  docker: Docker,
  instance: string,
  source: MountSource,
  belongs: Belongs,
  letGo: () => Promise<void>,
): Promise<void> {
  const create = () =>
    docker.createVolume({
      Name: source.name,
      Driver: "local",
      DriverOpts: { ...source.driverOptions },
      Labels: labelsFor(instance, "database", belongs),
    });
  await create();
  const { Options } = await docker.getVolume(source.name).inspect();
  if (sameOptions(Options ?? {}, source.driverOptions)) return;
  if (!(await removeLaneVolume(docker, source.name))) {
    await letGo();
    await docker.getVolume(source.name).remove();
  }
  await create();
}

/**
 * No-op when absent. False: a container still uses it, or Docker believes so: where one died while it was being removed, the engine counts
 * its mount until it is started anew. What the store has of the lane is not Docker's, so that keeps nobody from removing it.
 */
export async function removeLaneVolume(docker: Docker, name: string): Promise<boolean> {
  try {
    await docker.getVolume(name).remove();
    return true;
  } catch (error) {
    if (isNotFound(error)) return true;
    if (isConflict(error) || (error instanceof Error && error.message.includes("active mounts"))) return false;
    throw error;
  }
}

function sameOptions(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}
