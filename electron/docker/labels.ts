/** Names and labels of everything Tidemark makes in Docker. The instance id is in each, so that two Tidemarks on one engine never meet. */
export type Role = "keeper" | "store" | "router" | "database" | "web" | "network";

export const label = {
  instance: "tidemark.instance",
  role: "tidemark.role",
  site: "tidemark.site",
  branch: "tidemark.branch",
  lane: "tidemark.lane",
} as const;

export interface Belongs {
  readonly site?: string;
  readonly branch?: string;
  readonly lane?: string;
}

export function labelsFor(instance: string, role: Role, belongs: Belongs = {}): Record<string, string> {
  return {
    [label.instance]: instance,
    [label.role]: role,
    ...(belongs.site === undefined ? {} : { [label.site]: belongs.site }),
    ...(belongs.branch === undefined ? {} : { [label.branch]: belongs.branch }),
    ...(belongs.lane === undefined ? {} : { [label.lane]: belongs.lane }),
  };
}

/** The `filters` of a list call: this instance's objects, of one role or lane where given. */
export function labelFilter(instance: string, role?: Role, belongs: Belongs = {}): { label: string[] } {
  const wanted = role === undefined ? { [label.instance]: instance } : labelsFor(instance, role, belongs);
  if (belongs.lane !== undefined) wanted[label.lane] = belongs.lane;
  return { label: Object.entries(wanted).map(([name, value]) => `${name}=${value}`) };
}

const instancePattern = /^[a-z0-9]{8}$/;

export function isInstanceId(text: string): boolean {
  return instancePattern.test(text);
}

/** A new instance id: eight of `a-z0-9`. */
export function newInstanceId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => (byte % 36).toString(36)).join("");
}

export const keeperName = (instance: string) => `tidemark-${instance}-keeper`;
export const storeVolumeName = (instance: string) => `tidemark-${instance}-store`;
export const routerName = (instance: string) => `tidemark-${instance}-router`;
/** The router's admin socket lies in it; the keeper mounts it at /router. */
export const routerVolumeName = (instance: string) => `tidemark-${instance}-router`;
export const networkName = (instance: string) => `tidemark-${instance}`;
export const databaseName = (instance: string, laneId: string) => `tidemark-${instance}-${laneId}-database`;
export const webName = (instance: string, laneId: string) => `tidemark-${instance}-${laneId}-web`;
/** The Docker volume through which a lane's containers mount its folder in the store. */
export const laneVolumeName = (instance: string, laneId: string) => `tidemark-${instance}-${laneId}`;
