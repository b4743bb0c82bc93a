import { createInterface } from "node:readline";
import { z } from "zod";
import type { Docker } from "../docker/connection";
import { type RunningExec, startExec } from "../docker/exec";
import { KeeperError } from "./keeper-error";

const Answer = z.union([
  z.object({ id: z.int(), ok: z.unknown() }),
  z.object({
    id: z.int(),
    error: z.object({ code: z.string(), detail: z.string(), data: z.record(z.string(), z.unknown()) }),
  }),
]);

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** One long-lived exec of the keeper's program. Many calls at once; when it ends, all that wait fail with `connection-lost`. */
export class KeeperConnection {
  readonly #exec: RunningExec;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #lost: KeeperError | null = null;
  #complaint = "";

  static async open(docker: Docker, container: string, signal: AbortSignal): Promise<KeeperConnection> {
    // The signal is for getting there; the connection itself lives until `close`.
    signal.throwIfAborted();
    const exec = await startExec(
      docker,
      container,
      ["python3", "-u", "/keeper/keeper.py"],
      {},
      new AbortController().signal,
    );
    return new KeeperConnection(exec);
  }

  private constructor(exec: RunningExec) {
    this.#exec = exec;
    exec.stderr.on("data", (chunk: Buffer) => {
      this.#complaint = (this.#complaint + chunk.toString("utf8")).slice(-4000);
    });
    const lose = () => this.#lose();
    exec.stdin.on("error", lose);
    exec.stdin.on("close", lose);
    exec.stdout.on("error", lose);
    const lines = createInterface({ input: exec.stdout, crlfDelay: Number.POSITIVE_INFINITY });
    lines.on("line", (line) => this.#hear(line));
    lines.on("close", lose);
    // readline passes its input's errors on, and an error nobody hears ends the process.
    lines.on("error", lose);
  }

  get isLost(): boolean {
    return this.#lost !== null;
  }

  /** The value as the keeper gave it. Aborting stops the waiting; the keeper's work goes on, unless it was a waiting, too. */
  call(name: string, parameters: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<unknown> {
    signal.throwIfAborted();
    if (this.#lost !== null) return Promise.reject(this.#lost);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#waiting.delete(id);
        if (name === "waitGrowth") this.#exec.stdin.write(`${JSON.stringify({ cancel: id })}\n`);
        reject(signal.reason);
      };
      const settle =
        <T>(end: (value: T) => void) =>
        (value: T) => {
          signal.removeEventListener("abort", abort);
          end(value);
        };
      signal.addEventListener("abort", abort, { once: true });
      this.#waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      this.#exec.stdin.write(`${JSON.stringify({ id, call: name, with: parameters })}\n`);
    });
  }

  close(): void {
    this.#exec.close();
    this.#lose();
  }

  #hear(line: string): void {
    const answer = parseAnswer(line);
    if (answer === null) {
      // Not the keeper: the engine itself, saying in the stream that the container is gone.
      this.#complaint = line;
      this.close();
      return;
    }
    const waiting = this.#waiting.get(answer.id);
    if (waiting === undefined) return;
    this.#waiting.delete(answer.id);
    if ("error" in answer) {
      const { code, detail, data } = answer.error;
      waiting.reject(new KeeperError(code, detail, data));
    } else waiting.resolve(answer.ok);
  }

  #lose(): void {
    if (this.#lost !== null) return;
    this.#lost = new KeeperError("connection-lost", this.#complaint.trim() || "the keeper went away", {});
    for (const { reject } of this.#waiting.values()) reject(this.#lost);
    this.#waiting.clear();
  }
}

function parseAnswer(line: string): z.infer<typeof Answer> | null {
  if (!line.startsWith("{")) return null;
  return Answer.parse(JSON.parse(line));
}
