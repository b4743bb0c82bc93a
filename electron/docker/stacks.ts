import type { StackSpec, Stacks, Store } from "../core/ports";
import type { Docker } from "./connection";
import { layIn, removeContainer, startAnew, stopAndRemove } from "./containers";
import { databaseFiles } from "./database-accounts";
import { drain } from "./drain";
import { runExec } from "./exec";
import { createImageChoice } from "./image-choice";
import { ensureImage, mariadbImage, wordpressImage } from "./images";
import { databaseName, laneVolumeName, webName } from "./labels";
import { ensureLaneVolume, removeLaneVolume } from "./lane-volume";
import { followLogs } from "./logs";
import { sitePaths } from "./mariadb-options";
import { ensureNetwork } from "./network";
import { belongsOf, databaseContainer, webContainer } from "./stack-containers";
import { commandFailed, databaseStopped, notRunning, startFailure } from "./stack-errors";
import { listStates } from "./stack-states";
import { createStartsUnderWay } from "./starts-under-way";

/** Where the time of a start goes. `ready`: from "the process runs" to "it answers". */
export type StartPhase = `${"database" | "web"} ${"volume" | "create" | "files" | "start" | "ready"}`;

export interface StackSurroundings {
  readonly docker: Docker;
  readonly instance: string;
  readonly store: Pick<Store, "mountSource">;
  /** Resolves when the lane's real server (not the one that initialises it) has let Tidemark's account in. */
  readonly waitReady: (lane: Pick<StackSpec, "laneId" | "secrets">, signal: AbortSignal) => Promise<void>;
  readonly measure?: (laneId: string, phase: StartPhase, milliseconds: number) => void;
}

const databaseStopSeconds = 30;
/** Apache answers what it has taken before it ends: visitors of a busy site must not lose a page to a rewind. */
const webStopSeconds = 30;

/** The containers of every lane of an instance. */
export function createStacks(around: StackSurroundings): Stacks {
  const { docker, instance, store, waitReady, measure = () => {} } = around;
  const images = createImageChoice(docker);
  const starts = createStartsUnderWay();
  const volumes = new Map<string, Promise<void>>();
  const database = (laneId: string) => databaseName(instance, laneId);
  const web = (laneId: string) => webName(instance, laneId);

  /** Database and web start side by side and share the one volume. */
  const ensureVolume = (spec: StackSpec, signal: AbortSignal): Promise<void> => {
    const underWay = volumes.get(spec.laneId);
    if (underWay !== undefined) return underWay;
    const work = store
      .mountSource(spec.laneId, signal)
      .then((source) => ensureLaneVolume(docker, instance, source, belongsOf(spec), () => stopBoth(spec.laneId)))
      .finally(() => volumes.delete(spec.laneId));
    volumes.set(spec.laneId, work);
    return work;
  };

  const stopBoth = async (laneId: string): Promise<void> => {
    // The web container first: no request is to find the database gone.
    await stopAndRemove(docker, web(laneId), webStopSeconds);
    await stopAndRemove(docker, database(laneId), databaseStopSeconds);
  };

  const removeLane = async (laneId: string): Promise<void> => {
    await removeLaneVolume(docker, laneVolumeName(instance, laneId));
  };

  return {
    async ensureImages(software, progress, signal) {
      const officials = [mariadbImage(software.mariadb), wordpressImage(software.wordpress, software.php)];
      for (const [index, official] of officials.entries()) {
        const share: typeof progress = (fraction, detail) =>
          progress(fraction === null ? null : (index + fraction) / officials.length, detail);
        await ensureImage(docker, official, share, signal);
      }
    },

    startDatabase: (spec, outer) => starts.run(spec.laneId, (signal) => startDatabase(spec, signal), outer),
    startWeb: (spec, outer) => starts.run(spec.laneId, (signal) => startWeb(spec, signal), outer),
    drain: (laneId, signal) => drain(docker, web(laneId), signal),

    async stop(laneId) {
      await starts.end(laneId);
      await stopBoth(laneId);
      await removeLane(laneId);
    },

    async discard(laneId) {
      await starts.end(laneId);
      await Promise.all([removeContainer(docker, web(laneId)), removeContainer(docker, database(laneId))]);
      await removeLane(laneId);
    },

    states: () => listStates(docker, instance),

    async runInWeb(laneId, command, { input, user = "www-data" }, signal) {
      const options = { user, workingDir: sitePaths.html, ...(input === undefined ? {} : { input }) };
      const { code, stdout, stderr } = await runExec(docker, web(laneId), command, options, signal).catch((cause) => {
        throw notRunning(cause, web(laneId));
      });
      if (code !== 0) throw commandFailed(command, code, stderr);
      return { stdout: stdout.toString("utf8"), stderr };
    },

    async writeWebFiles(laneId, files) {
      try {
        await layIn(docker.getContainer(web(laneId)), files);
      } catch (cause) {
        throw notRunning(cause, web(laneId));
      }
    },

    logs: (laneId, signal) =>
      followLogs(
        docker,
        [
          { name: database(laneId), source: "database" },
          { name: web(laneId), source: "web" },
        ],
        signal,
      ),

    webHost: web,
  };

  async function startDatabase(spec: StackSpec, signal: AbortSignal): Promise<void> {
    const official = mariadbImage(spec.software.mariadb);
    const began = performance.now();
    // One after the other: what fails must not leave something behind that still goes on.
    const image = await images.choose(official, signal);
    await ensureVolume(spec, signal);
    measure(spec.laneId, "database volume", performance.now() - began);
    const name = database(spec.laneId);
    const container = await startAnew(
      docker,
      { ...databaseContainer(instance, image, spec), name },
      databaseFiles(spec.secrets),
      signal,
      (phase, took) => measure(spec.laneId, `database ${phase}`, took),
    ).catch((cause) => {
      images.forget(official);
      throw startFailure(cause, image);
    });
    const started = performance.now();
    await whileRunning(container, name, (running) => waitReady(spec, running), signal);
    measure(spec.laneId, "database ready", performance.now() - started);
  }

  async function startWeb(spec: StackSpec, signal: AbortSignal): Promise<void> {
    const official = wordpressImage(spec.software.wordpress, spec.software.php);
    const began = performance.now();
    const image = await images.choose(official, signal);
    await ensureVolume(spec, signal);
    await ensureNetwork(docker, instance);
    measure(spec.laneId, "web volume", performance.now() - began);
    await startAnew(
      docker,
      { ...webContainer(instance, image, spec), name: web(spec.laneId) },
      spec.webFiles,
      signal,
      (phase, took) => measure(spec.laneId, `web ${phase}`, took),
    ).catch((cause) => {
      images.forget(official);
      throw startFailure(cause, image);
    });
  }

  /** Runs `work`, but fails with the container's last words as soon as it ends. */
  async function whileRunning(
    container: { wait(options: object): Promise<unknown> },
    name: string,
    work: (signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const over = new AbortController();
    const running = AbortSignal.any([signal, over.signal]);
    const ended = container.wait({ abortSignal: over.signal }).then(
      () => "ended" as const,
      (cause: unknown) => {
        if (!over.signal.aborted) throw cause;
        return "over" as const;
      },
    );
    try {
      const first = await Promise.race([work(running).then(() => "ready" as const), ended]);
      if (first === "ended") throw await databaseStopped(docker, name);
    } finally {
      over.abort();
    }
  }
}
