import { createInterface } from "node:readline";
import { z } from "zod";
import { Risk } from "../../shared/model/site";
import type { Asks, CheckpointAsk } from "../core/recording-ports";
import type { Docker } from "./connection";
import { type RunningExec, startExec } from "./exec";
import { keeperName } from "./labels";

const Heard = z.object({
  lane: z.string(),
  ask: z.int(),
  with: z.object({ verb: z.literal("checkpoint"), risk: z.unknown(), who: z.string().nullable() }),
});
type Heard = z.infer<typeof Heard>;
const Said = z.union([z.object({ listening: z.array(z.string()) }), Heard]);

/** A guard waits 2 s and goes on: a checkpoint after that would not be of the moment before. */
const guardWaits = 1900;
const again = { first: 250, most: 5000 };
const longestName = 200;

type Answer = "taken" | "not-taken";

/**
 * Asks through the keeper: one command there listens in all lanes. It is started when it is first needed, and started again
 * when it was lost with its keeper, with the lanes that were last wanted. A lane that can't be listened in is passed over: its
 * guard then doesn't wait.
 */
export function createAsks(docker: Docker, instance: string): Asks {
  const lanes = new Map<string, Promise<void>>();
  let wanted: readonly string[] = [];
  let answer: (ask: CheckpointAsk) => Promise<Answer> = async () => "not-taken";
  let line: Line | null = null;
  let opening: Promise<Line> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let delay = again.first;
  let closed = false;

  const onAsk = (ask: Heard, say: (answer: Answer) => void) => {
    const came = performance.now();
    const before = lanes.get(ask.lane) ?? Promise.resolve();
    const work = before.then(async () => {
      const risk = readRisk(ask.with.risk);
      const late = performance.now() - came > guardWaits;
      if (risk === null || late || closed || !wanted.includes(ask.lane)) return say("not-taken");
      const who = ask.with.who?.slice(0, longestName) ?? null;
      say(await answer({ laneId: ask.lane, risk, who }).catch(() => "not-taken" as const));
    });
    lanes.set(ask.lane, work);
    void work.finally(() => {
      if (lanes.get(ask.lane) === work) lanes.delete(ask.lane);
    });
  };

  const open = async (): Promise<Line> => {
    if (line !== null) return line;
    opening ??= openLine(docker, instance, { onAsk, onLost: lost }).finally(() => {
      opening = null;
    });
    line = await opening;
    if (closed) line.close();
    return line;
  };

  function lost(which: Line | null): void {
    if (which !== null && line === which) line = null;
    retry();
  }

  function retry(): void {
    if (closed || wanted.length === 0 || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      if (closed || wanted.length === 0) return;
      listen(AbortSignal.timeout(30_000)).catch(() => lost(null));
    }, delay);
    timer.unref();
    delay = Math.min(delay * 2, again.most);
  }

  async function listen(signal: AbortSignal): Promise<void> {
    const current = await open();
    const listening = await current.listen(wanted, signal);
    // A keeper that has just started hasn't its store yet; a lane that has just begun may not have its folder.
    if (wanted.some((laneId) => !listening.includes(laneId))) retry();
    else delay = again.first;
  }

  return {
    async listenIn(laneIds, signal) {
      signal.throwIfAborted();
      wanted = [...new Set(laneIds)].sort();
      if (wanted.length === 0 && line === null && opening === null) return;
      try {
        await listen(signal);
      } catch (error) {
        lost(null);
        throw error;
      }
    },
    onAsk(next) {
      answer = next;
    },
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      const current = line ?? (await opening?.catch(() => null)) ?? null;
      current?.close();
    },
  };
}

/** What came from a site, cut to what a risk may be; null where it is none. */
function readRisk(said: unknown): Risk | null {
  const parsed = Risk.safeParse(said);
  return parsed.success ? parsed.data : null;
}

interface Line {
  /** Resolves to those of them in which it listens now. */
  listen(laneIds: readonly string[], signal: AbortSignal): Promise<readonly string[]>;
  close(): void;
}

interface Hearing {
  readonly onAsk: (ask: Heard, say: (answer: Answer) => void) => void;
  readonly onLost: (line: Line) => void;
}

async function openLine(docker: Docker, instance: string, { onAsk, onLost }: Hearing): Promise<Line> {
  // The signals are for those who wait; the line itself lives until it is closed.
  const ever = new AbortController().signal;
  const exec: RunningExec = await startExec(docker, keeperName(instance), ["python3", "/keeper/asks.py"], {}, ever);
  const waiting: {
    readonly resolve: (listening: readonly string[]) => void;
    readonly reject: (cause: Error) => void;
  }[] = [];
  let complaint = "";
  let over = false;
  exec.stderr.on("data", (chunk: Buffer) => {
    complaint = (complaint + chunk.toString("utf8")).slice(-2000);
  });
  const lose = () => {
    if (over) return;
    over = true;
    exec.close();
    for (const { reject } of waiting.splice(0)) reject(new Error(`the keeper's listener ended: ${complaint.trim()}`));
    onLost(line);
  };
  const say = (message: unknown) => {
    if (!over) exec.stdin.write(`${JSON.stringify(message)}\n`);
  };
  const line: Line = {
    listen: (laneIds, signal) =>
      new Promise<readonly string[]>((resolve, reject) => {
        signal.throwIfAborted();
        if (over) throw new Error("the keeper's listener has ended");
        const abort = () => reject(signal.reason);
        signal.addEventListener("abort", abort, { once: true });
        const done = () => signal.removeEventListener("abort", abort);
        waiting.push({
          resolve: (listening) => {
            done();
            resolve(listening);
          },
          reject: (cause) => {
            done();
            reject(cause);
          },
        });
        say({ listen: laneIds });
      }),
    close() {
      exec.close();
      lose();
    },
  };
  for (const stream of [exec.stdin, exec.stdout]) stream.on("error", lose);
  exec.stdin.on("close", lose);
  const lines = createInterface({ input: exec.stdout, crlfDelay: Number.POSITIVE_INFINITY });
  lines.on("line", (text) => {
    const said = parseSaid(text);
    // Not the listener: the engine itself, saying in the stream that the container is gone.
    if (said === null) lose();
    else if ("listening" in said) waiting.shift()?.resolve(said.listening);
    else onAsk(said, (answer) => say({ ask: said.ask, answer }));
  });
  lines.on("close", lose);
  lines.on("error", lose);
  return line;
}

function parseSaid(text: string): z.infer<typeof Said> | null {
  try {
    return Said.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
