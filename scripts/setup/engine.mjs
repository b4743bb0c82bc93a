import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { run, step } from "../run.mjs";
import { asRoot, hasApt, installPackages, rootAccess } from "./apt.mjs";
import { decideEngine, explainEngine } from "./engine-state.mjs";

const daemonPaths = [
  "/usr/sbin/dockerd",
  "/usr/bin/dockerd",
  "/usr/local/bin/dockerd",
  "/usr/local/sbin/dockerd",
  "/snap/bin/dockerd",
];

/** Programs that start outside a terminal often miss these folders. */
export function addDockerToPath() {
  const extra = [
    "/usr/local/bin",
    "/opt/homebrew/bin",
    join(homedir(), ".docker/bin"),
    join(homedir(), ".orbstack/bin"),
    "/Applications/Docker.app/Contents/Resources/bin",
  ];
  const known = (process.env.PATH ?? "").split(":");
  if (process.platform !== "win32")
    process.env.PATH = [...known, ...extra.filter((folder) => !known.includes(folder) && existsSync(folder))].join(":");
}

async function probeEngine() {
  const version = await run("docker", ["version", "--format", "{{json .}}"], { timeoutMs: 15_000 });
  const found = {
    version,
    platform: process.platform,
    root: "none",
    debian: false,
    systemd: false,
    daemon: false,
    endpoint: undefined,
  };
  if (version.status === 0) return found;
  return {
    ...found,
    endpoint: await chosenEndpoint(),
    root: await rootAccess(),
    debian: hasApt(),
    systemd: existsSync("/run/systemd/system"),
    daemon: daemonPaths.some((path) => existsSync(path)),
  };
}

/** The address the user chose by DOCKER_HOST or a context; the default one is not a choice. */
async function chosenEndpoint() {
  if (process.env.DOCKER_HOST) return process.env.DOCKER_HOST;
  const context = (await run("docker", ["context", "show"], { timeoutMs: 5000 })).stdout.trim();
  return context === "" || context === "default" ? undefined : `context "${context}"`;
}

/** Makes an engine answer where that is possible. Returns { ready, message }. `agree` asks the user before the machine is changed. */
export async function ensureEngine(agree) {
  addDockerToPath();
  let state = decideEngine(await probeEngine());
  if (state.kind === "absent" && state.can === "apt" && (await agree("install Docker (docker.io) with apt-get"))) {
    await step("installing Docker", () => installPackages(["docker.io"], { ifKnown: ["docker-cli"] }));
    state = decideEngine(await probeEngine());
  }
  if (state.kind === "stopped" && state.can !== "nothing" && (await agree("start the Docker daemon"))) {
    await step("starting Docker", () =>
      state.can === "systemd" ? asRoot("systemctl", ["start", "docker"]) : startByHand(),
    );
    state = decideEngine(await probeEngine());
  }
  return { ready: state.kind === "ready", message: explainEngine(state, process.platform) };
}

/** For machines without systemd. The daemon outlives us and holds none of our pipes: its output goes to a file. */
async function startByHand() {
  const folder = join(homedir(), ".cache", "tidemark");
  mkdirSync(folder, { recursive: true });
  const logFile = join(folder, "dockerd.log");
  const log = openSync(logFile, "a");
  const [command, args] = process.getuid() === 0 ? ["dockerd", []] : ["sudo", ["-n", "dockerd"]];
  const path = `${process.env.PATH}:/usr/sbin:/sbin`;
  const daemon = spawn(command, args, {
    detached: true,
    stdio: ["ignore", log, log],
    cwd: "/",
    env: { ...process.env, PATH: path },
  });
  closeSync(log);
  let ended;
  daemon.on("error", (error) => (ended = error.message));
  daemon.on("exit", (code) => (ended = `status ${code}`));
  daemon.unref();
  const until = Date.now() + 60_000;
  while ((await run("docker", ["version"], { timeoutMs: 5000 })).status !== 0) {
    if (ended !== undefined || Date.now() > until) {
      const tail = readFileSync(logFile, "utf8").trim().split("\n").slice(-8).join("\n");
      throw new Error(
        `dockerd did not come up (${ended ?? "no answer within a minute"}). The end of ${logFile}:\n${tail}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
