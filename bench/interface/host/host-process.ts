import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Shape } from "./made-up-site";
import type { FromHost, ToHost } from "./messages";

/** For heaps: the code that compilers make of what has become hot goes on growing for long and would hide everything else. */
export const withoutCompilers = ["--no-opt", "--no-maglev", "--no-sparkplug"];

export interface HostProcess {
  /** What a person opens, with the token. */
  readonly address: string;
  /** From starting the process to its being ready for a browser, in milliseconds. */
  readonly startTook: number;
  advance(milliseconds: number): void;
  /** Bytes after a collection. */
  heap(): Promise<number>;
  close(): Promise<void>;
}

/** Starts the made-up host with sites of these shapes. Resolves when it can be opened. `interpreted`: without V8's compilers. */
export async function startHost(
  shapes: readonly Shape[],
  signal: AbortSignal,
  { interpreted = false } = {},
): Promise<HostProcess> {
  const began = performance.now();
  const child = fork(path.resolve("out/bench/host.js"), [JSON.stringify(shapes)], {
    execArgv: ["--expose-gc", ...(interpreted ? withoutCompilers : [])],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    signal,
  });
  // An abort kills it; what waits for it hears of that by its exit.
  child.on("error", () => undefined);
  const ready = await answer(child, "ready", signal);
  const startTook = performance.now() - began;
  const send = (message: ToHost) => void child.send(message);
  return {
    address: ready.address,
    startTook,
    advance: (by) => send({ kind: "advance", by }),
    heap: async () => {
      send({ kind: "heap" });
      return (await answer(child, "heap", signal)).bytes;
    },
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}

type Answer<Kind extends FromHost["kind"]> = Extract<FromHost, { readonly kind: Kind }>;

function answer<Kind extends FromHost["kind"]>(
  child: ChildProcess,
  kind: Kind,
  signal: AbortSignal,
): Promise<Answer<Kind>> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void) => {
      child.off("message", onMessage);
      child.off("exit", onExit);
      done();
    };
    const onMessage = (message: FromHost) => {
      if (message.kind === kind) settle(() => resolve(message as Answer<Kind>));
    };
    const onExit = () =>
      settle(() => reject(signal.aborted ? signal.reason : new Error(`the made-up host ended before its ${kind}`)));
    child.on("message", onMessage);
    child.on("exit", onExit);
  });
}
