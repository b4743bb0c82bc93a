import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { z } from "zod";
import { docker } from "../docker";
import script from "./load.php?raw";

/** Where clients reach a database: over the socket in a Docker volume, as WordPress does on both sides. */
export interface Reachable {
  readonly volume: string;
  readonly mountedAt: string;
  readonly socket: string;
  /** Of the account called wordpress. */
  readonly password: string;
  /** Any image with PHP and mysqli: the site's own. */
  readonly image: string;
}

const Outcome = z.object({ transactions: z.number(), seconds: z.number() });

export interface Load {
  /** Resolves when every client has done its first transaction. */
  readonly ready: Promise<void>;
  /** Transactions per second of all clients together; rejects when one fails. */
  readonly rate: Promise<number>;
  stop(): Promise<void>;
}

export interface Work {
  readonly mode: "mix" | "write";
  readonly clients: number;
  readonly seconds: number;
  /** Each client ends after so many, where it isn't to go on for all of the time. */
  readonly transactions?: number;
  /** What is put behind every statement that writes. */
  readonly comment?: string;
}

/** Clients in a container of their own, each a process with one connection. */
export function startLoad(at: Reachable, name: string, label: string, work: Work, signal: AbortSignal): Load {
  const shell = `cat > /tmp/load.php; i=0; while [ $i -lt ${work.clients} ]; do php /tmp/load.php "$@" $i & i=$((i+1)); done; wait`;
  const child = spawn(
    "docker",
    [
      ...["run", "--rm", "-i", "--name", name, "--label", label, "--network", "none"],
      ...["-v", `${at.volume}:${at.mountedAt}:nocopy`, "--entrypoint", "sh", at.image],
      ...["-c", shell, "load", at.socket, at.password, work.mode, String(work.seconds)],
      ...[String(work.transactions ?? 0), work.comment ?? ""],
    ],
    { signal, stdio: ["pipe", "pipe", "pipe"] },
  );
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => (complaint = (complaint + chunk.toString("utf8")).slice(-2000)));
  child.stdin.on("error", () => undefined).end(script);

  const ready = Promise.withResolvers<void>();
  const rate = Promise.withResolvers<number>();
  ready.promise.catch(() => undefined);
  rate.promise.catch(() => undefined);
  let waiting = work.clients;
  const rates: number[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (line === "ready") {
      waiting -= 1;
      if (waiting === 0) ready.resolve();
    } else if (line.startsWith("{")) {
      const outcome = Outcome.safeParse(JSON.parse(line));
      if (outcome.success) rates.push(outcome.data.transactions / outcome.data.seconds);
    } else complaint += line;
  });
  const fail = (error: Error) => {
    ready.reject(error);
    rate.reject(error);
  };
  child.once("error", fail);
  child.once("close", () => {
    if (rates.length === work.clients) rate.resolve(rates.reduce((sum, each) => sum + each, 0));
    fail(new Error(`${rates.length} of ${work.clients} clients came to their end: ${complaint}`));
  });
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  return {
    ready: ready.promise,
    rate: rate.promise,
    async stop() {
      await docker(["rm", "--force", "--volumes", name], signal).catch((error: unknown) => {
        // It may have ended by itself just now.
        if (!String(error).includes("No such container")) throw error;
      });
      await closed;
    },
  };
}
