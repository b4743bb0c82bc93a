import { createServer } from "node:net";
import type { ContainerCreateOptions } from "dockerode";
import type { ContainerFile } from "../core/ports";
import type { Docker } from "./connection";
import { removeContainer, startAnew } from "./containers";
import { openTunnel } from "./exec";
import { ensureImage, isNotFound, routerImage } from "./images";
import { keeperName, labelsFor, networkName, routerName, routerVolumeName } from "./labels";
import { ensureNetwork } from "./network";
import { startFailure } from "./stack-errors";
import { routerAdminSocket } from "./tunnel";

const configFile = "/tidemark/router/caddy.json";
const portLabel = "tidemark.port";

/** A socket file that an earlier router left behind would keep this one from listening. */
const startScript = 'rm -f "$0"; exec caddy run --config "$1"';

/** The router's container: Caddy, published on both loopback addresses, its admin endpoint a socket only the keeper shares. */
export function routerContainer(docker: Docker, instance: string) {
  const name = routerName(instance);
  return {
    async look(signal: AbortSignal): Promise<{ readonly port: number; readonly running: boolean } | null> {
      signal.throwIfAborted();
      try {
        const { Config, State } = await docker.getContainer(name).inspect();
        const port = Number(Config.Labels[portLabel]);
        return Number.isInteger(port) && port > 0 ? { port, running: State.Running } : null;
      } catch (error) {
        if (isNotFound(error)) return null;
        throw error;
      }
    },

    async start(port: number, config: string, signal: AbortSignal): Promise<boolean> {
      if (await isTakenHere(port)) return false;
      const image = await ensureImage(docker, routerImage, () => {}, signal);
      await ensureNetwork(docker, instance);
      await docker.createVolume({ Name: routerVolumeName(instance), Labels: labelsFor(instance, "router") });
      const file: ContainerFile = { path: configFile, content: config, mode: 0o400, uid: 0, gid: 0 };
      for (const shape of shapes) {
        try {
          await startAnew(docker, containerOptions(instance, image.name, port, shape), [file], signal, () => {});
          return true;
        } catch (cause) {
          if (isPortTaken(cause)) return false;
          if (shape === shapes.at(-1) || !isTooMuchForEngine(cause)) throw startFailure(cause, image.name);
        }
      }
      return false;
    },

    remove: () => removeContainer(docker, name),
  };
}

/**
 * Passes whole requests to the admin socket, each over a connection of its own, and whole answers back; both with their length
 * before them. Waits up to 9 s for a router that is starting. One such process serves as long as the app runs.
 */
const relay = String.raw`
import socket, sys, time
asked, answers = sys.stdin.buffer, sys.stdout.buffer
def exchange(request):
    until = time.monotonic() + 9
    while True:
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(60)
                connection.connect(sys.argv[1])
                connection.sendall(request)
                return b"".join(iter(lambda: connection.recv(65536), b""))
        except (FileNotFoundError, ConnectionRefusedError):
            if time.monotonic() > until:
                return b""
            time.sleep(0.01)
        except OSError:
            return b""
for line in iter(asked.readline, b""):
    answer = exchange(asked.read(int(line)))
    answers.write(b"%d\n" % len(answer) + answer)
    answers.flush()
`;

/** Opens streams to a relay beside the router's admin endpoint, in the keeper. */
export function routerAdmin(docker: Docker, instance: string) {
  return (signal: AbortSignal) =>
    openTunnel(docker, keeperName(instance), ["python3", "-c", relay, routerAdminSocket], signal);
}

/**
 * Caddy opens a new listening socket for every configuration and closes the old one; Linux resets the connections that still
 * wait in the old one's queue unless told to hand them over. Measured on a busy machine: 9 of 455 requests were lost without it.
 */
const keepQueuedConnections = { "net.ipv4.tcp_migrate_req": "1" };

/** What to ask of the engine, the best first: kernels before 5.14 don't know the setting, some machines have no ::1. */
const shapes = [
  { addresses: ["127.0.0.1", "::1"], sysctls: keepQueuedConnections },
  { addresses: ["127.0.0.1", "::1"], sysctls: {} },
  { addresses: ["127.0.0.1"], sysctls: keepQueuedConnections },
  { addresses: ["127.0.0.1"], sysctls: {} },
];

function containerOptions(
  instance: string,
  image: string,
  port: number,
  { addresses, sysctls }: (typeof shapes)[number],
): ContainerCreateOptions & { readonly name: string } {
  return {
    name: routerName(instance),
    Image: image,
    Entrypoint: ["sh", "-c", startScript, routerAdminSocket, configFile],
    Cmd: [],
    Labels: { ...labelsFor(instance, "router"), [portLabel]: String(port) },
    ExposedPorts: { "80/tcp": {} },
    StopTimeout: 5,
    HostConfig: {
      Binds: [`${routerVolumeName(instance)}:/router:nocopy`],
      NetworkMode: networkName(instance),
      PortBindings: { "80/tcp": addresses.map((HostIp) => ({ HostIp, HostPort: String(port) })) },
      Sysctls: { ...sysctls },
      // It only ever asks for containers' names. A name that is gone must fail at once instead of being asked for outside.
      Dns: ["127.0.0.1"],
      RestartPolicy: { Name: "no" },
      CapDrop: ["ALL"],
      CapAdd: ["NET_BIND_SERVICE"],
      SecurityOpt: ["no-new-privileges"],
      Memory: 512 * 1024 * 1024,
      LogConfig: { Type: "json-file", Config: { "max-size": "5m", "max-file": "2" } },
    },
  };
}

/** A quick look on this machine saves making a container for a port that is taken; the engine has the last word. */
async function isTakenHere(port: number): Promise<boolean> {
  for (const host of ["127.0.0.1", "::1"]) {
    const taken = await new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "EADDRINUSE"));
      server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(false)));
    });
    if (taken) return true;
  }
  return false;
}

function isPortTaken(error: unknown): boolean {
  const pattern =
    /port is already allocated|address already in use|ports are not available|forbidden by its access permissions/i;
  return error instanceof Error && pattern.test(error.message);
}

function isTooMuchForEngine(error: unknown): boolean {
  const pattern = /cannot assign requested address|address family not supported|sysctl|tcp_migrate_req/i;
  return error instanceof Error && pattern.test(error.message);
}
