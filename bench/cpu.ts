import type { Docker } from "../electron/docker/connection";

/** Processor time that containers have used since they started, in milliseconds, as the engine reads it from their cgroups. */
export async function cpuOf(docker: Docker, containers: readonly string[]): Promise<number> {
  const used = await Promise.all(
    containers.map(async (name) => {
      const { cpu_stats } = await docker.getContainer(name).stats({ stream: false, "one-shot": true });
      return cpu_stats.cpu_usage.total_usage / 1e6;
    }),
  );
  return used.reduce((sum, each) => sum + each, 0);
}

/** Of our own process, everything Tidemark does in it included. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
