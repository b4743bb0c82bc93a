import type { Docker } from "./connection";
import { isConflict } from "./images";
import { labelsFor, networkName } from "./labels";

/** The instance's one network, for web containers and the router: a network per site would exhaust Docker's address pool. */
export async function ensureNetwork(docker: Docker, instance: string): Promise<void> {
  const name = networkName(instance);
  const [found] = await docker.listNetworks({ filters: { name: [`^${name}$`] } });
  if (found !== undefined) return;
  try {
    await docker.createNetwork({
      Name: name,
      CheckDuplicate: true,
      Driver: "bridge",
      Labels: labelsFor(instance, "network"),
    });
  } catch (error) {
    // Somebody else made it in between.
    if (!isConflict(error)) throw error;
  }
}
