/** Engine 20.10 is the first that mounts a btrfs subvolume the way the store needs it (API 1.41). */
export const OLDEST_ENGINE = "20.10";

/** Compares dotted versions by their numbers: '20.10.24+dfsg1' against '20.10'. Returns a negative number, 0 or a positive one. */
export function compareVersions(left, right) {
  const [a, b] = [left, right].map((version) =>
    (String(version).match(/^\d+(\.\d+)*/)?.[0] ?? "0").split(".").map(Number),
  );
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * What the Docker engine's state is, from what the probes saw:
 *   version: { status, stdout, stderr } of `docker version --format '{{json .}}'`; status 127 means that there is no docker program
 *   endpoint: the address in use if the user chose one (DOCKER_HOST or a context), else undefined
 *   platform, debian (apt is here), root ('root' | 'sudo' | 'none'), systemd, daemon (dockerd is installed)
 * Kinds: ready, too-old, denied, elsewhere, stopped, absent. `can` says what setup may do about it itself.
 */
export function decideEngine(probe) {
  const server = serverOf(probe.version.stdout);
  if (server !== undefined) {
    const kind = compareVersions(server.Version, OLDEST_ENGINE) < 0 ? "too-old" : "ready";
    return { kind, version: server.Version };
  }
  const said = probe.version.stderr.trim();
  if (/permission denied|access is denied/i.test(said)) return { kind: "denied", said };
  if (probe.endpoint !== undefined && probe.version.status !== 127)
    return { kind: "elsewhere", endpoint: probe.endpoint, said };
  const mayActHere = probe.platform === "linux" && probe.root !== "none";
  if (probe.daemon && probe.version.status !== 127) {
    return { kind: "stopped", can: mayActHere ? (probe.systemd ? "systemd" : "by-hand") : "nothing", said };
  }
  if (probe.version.status !== 127 && probe.platform !== "linux") return { kind: "stopped", can: "nothing", said };
  return { kind: "absent", can: mayActHere && probe.debian ? "apt" : "nothing" };
}

function serverOf(stdout) {
  try {
    return JSON.parse(stdout).Server ?? undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What to tell the user about a state that setup leaves alone: what is wrong, then what to do. */
export function explainEngine(state, platform) {
  switch (state.kind) {
    case "ready":
      return `Docker ${state.version} answers.`;
    case "too-old":
      return `Docker Engine ${state.version} is too old; Tidemark needs ${OLDEST_ENGINE} or newer. Update it: https://docs.docker.com/engine/install/`;
    case "denied":
      return platform === "linux"
        ? 'Docker is running, but you may not use its socket. Add yourself to its group, log in again and repeat:\n    sudo usermod -aG docker "$USER"'
        : "Docker is running, but refuses access. Open Docker Desktop, sign in if it asks, and repeat.";
    case "elsewhere":
      return `Docker at ${state.endpoint} (from DOCKER_HOST or your docker context) does not answer. Start it, or choose another with "docker context use".\n    ${state.said.split("\n").pop()}`;
    case "stopped":
      return platform === "linux"
        ? "Docker is installed but not running. Start it and repeat:\n    sudo systemctl start docker"
        : 'Docker is installed but not running. Start Docker Desktop, wait until it says "running", and repeat.';
    case "absent":
      return `Docker is not installed. ${howToInstall(platform)}`;
    default:
      throw new Error(`unknown engine state ${JSON.stringify(state)}`);
  }
}

function howToInstall(platform) {
  if (platform === "darwin")
    return "Install Docker Desktop (https://docs.docker.com/desktop/setup/install/mac-install/) or OrbStack, start it, and repeat.";
  if (platform === "win32")
    return "Install Docker Desktop with the WSL 2 backend (https://docs.docker.com/desktop/setup/install/windows-install/), start it, and repeat.";
  return "Install it and repeat:\n    Debian, Ubuntu: sudo apt-get install docker.io\n    others: https://docs.docker.com/engine/install/";
}
