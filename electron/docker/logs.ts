import { PassThrough, type Readable } from "node:stream";
import { createInterface } from "node:readline";
import type { Docker } from "./connection";
import { createFrameParser, demux } from "./demux";
import { isNotFound } from "./images";

export interface LogLine {
  readonly source: "web" | "database";
  /** ISO 8601, by the engine's clock. */
  readonly at: string;
  readonly text: string;
}

/** Docker puts the time before each line: `2026-01-02T03:04:05.123456789Z text`. */
export function parseLogLine(line: string): { readonly at: string; readonly text: string } {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z ?(.*)$/s.exec(line);
  if (match === null) return { at: new Date(0).toISOString(), text: line };
  const [, second = "", fraction = "", text = ""] = match;
  return { at: `${second}.${fraction.padEnd(3, "0").slice(0, 3)}Z`, text };
}

/** The last lines of a lane's containers, then every new one until the signal. A container that isn't there says nothing. */
export async function* followLogs(
  docker: Docker,
  containers: readonly { readonly name: string; readonly source: LogLine["source"] }[],
  signal: AbortSignal,
): AsyncGenerator<LogLine> {
  const waiting: LogLine[] = [];
  const ends: (() => void)[] = [];
  let wake = () => {};
  let open = 0;
  for (const { name, source } of containers) {
    const stream = await openLog(docker, name, signal);
    if (stream === null) continue;
    const stdout = new PassThrough();
    const stderr = new PassThrough();
    demux(stream, stdout, stderr);
    ends.push(() => stream.destroy());
    for (const output of [stdout, stderr]) {
      open++;
      const lines = createInterface({ input: output });
      lines.on("line", (line) => {
        waiting.push({ source, ...parseLogLine(line) });
        wake();
      });
      // readline passes its input's errors on: the engine is gone, and the lines end.
      lines.on("error", () => lines.close());
      lines.once("close", () => {
        open--;
        wake();
      });
    }
  }
  const abort = () => {
    for (const end of ends) end();
  };
  signal.addEventListener("abort", abort, { once: true });
  try {
    while (!signal.aborted) {
      const line = waiting.shift();
      if (line !== undefined) yield line;
      else if (open === 0) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    signal.removeEventListener("abort", abort);
    abort();
  }
}

async function openLog(docker: Docker, name: string, signal: AbortSignal): Promise<Readable | null> {
  try {
    const stream = await docker.getContainer(name).logs({
      follow: true,
      stdout: true,
      stderr: true,
      timestamps: true,
      tail: 500,
      abortSignal: signal,
    });
    // The type is Node's old interface; what comes is the response of an HTTP request.
    return stream as unknown as Readable;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** The last lines a container wrote, for an error's detail. */
export async function lastLines(docker: Docker, name: string, lines: number): Promise<string> {
  const raw = await docker.getContainer(name).logs({ stdout: true, stderr: true, tail: lines, follow: false });
  const texts: string[] = [];
  createFrameParser((_, payload) => texts.push(payload.toString("utf8")))(raw);
  return texts.join("").trim();
}
