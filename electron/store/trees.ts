import { Readable } from "node:stream";
import { AppError } from "../../shared/errors";
import type { Docker } from "../docker/connection";
import { runExec, startExec } from "../docker/exec";

const program = (direction: "read" | "write", id: string, path: string) => [
  "python3",
  "/keeper/tree.py",
  direction,
  id,
  path,
];

/** The stream errors when the folder can't be read to its end. */
export function readTree(
  docker: Docker,
  container: string,
  id: string,
  path: string,
  signal: AbortSignal,
): Promise<Readable> {
  // 1: a file changed while it was read, which a running site does.
  const ending = { what: `The folder ${path}`, passes: (code: number) => code <= 1 };
  return streamOf(docker, container, program("read", id, path), ending, signal);
}

/** What a command in the keeper says, as a stream that errors unless it ends with a code that passes. */
export async function streamOf(
  docker: Docker,
  container: string,
  argv: readonly string[],
  ending: { readonly what: string; readonly passes: (code: number) => boolean },
  signal: AbortSignal,
): Promise<Readable> {
  const running = await startExec(docker, container, argv, {}, signal);
  let complaint = "";
  running.stderr.on("data", (chunk: Buffer) => {
    complaint = (complaint + chunk.toString("utf8")).slice(-2000);
  });
  async function* said(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of running.stdout) yield chunk;
      const code = await running.exit(signal);
      if (!ending.passes(code)) throw unreadable(ending.what, complaint);
    } finally {
      // Whoever wants no more of it ends the command.
      running.close();
    }
  }
  return Readable.from(said(), { objectMode: false });
}

function unreadable(what: string, detail: string): AppError {
  return new AppError(
    "store-unavailable",
    { detail: detail.trim() },
    `${what} could not be read.`,
    "Try again; what is in the store is unchanged.",
  );
}

export async function writeTree(
  docker: Docker,
  container: string,
  id: string,
  path: string,
  tar: Readable,
  signal: AbortSignal,
): Promise<void> {
  const done = await runExec(docker, container, program("write", id, path), { input: tar }, signal);
  if (done.code === 0) return;
  const detail = done.stderr.trim().slice(-2000);
  if (detail.includes("No space left")) {
    throw new AppError(
      "store-full",
      { freeBytes: 0, neededBytes: 0 },
      "Tidemark's store is full.",
      "Delete versions, branches or sites you no longer need, then try again.",
    );
  }
  throw new AppError(
    "bad-import",
    { file: path, place: null, detail },
    "The files could not be unpacked.",
    "Check the archive, then try again; nothing was changed.",
  );
}
