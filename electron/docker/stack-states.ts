import type { StackState } from "../core/ports";
import type { Docker } from "./connection";
import { label, labelFilter } from "./labels";

interface Listed {
  readonly Labels: Readonly<Record<string, string>>;
  readonly State: string;
}

/** Every lane that has a container, in one question to the engine. */
export async function listStates(docker: Docker, instance: string): Promise<readonly StackState[]> {
  return statesOf(await docker.listContainers({ all: true, filters: labelFilter(instance) }));
}

/** A paused container counts as running: its processes and connections are there. */
export function statesOf(containers: readonly Listed[]): readonly StackState[] {
  const lanes = new Map<string, { database: StackState["database"]; web: StackState["web"] }>();
  for (const { Labels, State } of containers) {
    const laneId = Labels[label.lane];
    const role = Labels[label.role];
    if (laneId === undefined || (role !== "database" && role !== "web")) continue;
    const lane = lanes.get(laneId) ?? { database: "absent", web: "absent" };
    lane[role] = State === "running" || State === "paused" ? "running" : "stopped";
    lanes.set(laneId, lane);
  }
  return [...lanes].map(([laneId, lane]) => ({ laneId, ...lane }));
}
