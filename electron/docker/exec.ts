import { Duplex, PassThrough, type Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { Docker } from "./connection";
import { demux } from "./demux";

export interface ExecOptions {
  readonly user?: string;
  readonly workingDir?: string;
  readonly env?: readonly string[];
}

export interface RunningExec {
  /** Ends the command's standard input when ended. */
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** The exit code, once both outputs have ended. */
  exit(signal: AbortSignal): Promise<number>;
  /** Lets go of the streams; a command that reads its input sees its end. */
  close(): void;
}

/** Starts a command in a running container, with its streams apart. `argv` is never seen by a shell. */
export async function startExec(
  docker: Docker,
  container: string,
  argv: readonly string[],
  options: ExecOptions,
  signal: AbortSignal,
): Promise<RunningExec> {
  signal.throwIfAborted();
  const exec = await docker.getContainer(container).exec({
    Cmd: [...argv],
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Tty: false,
    ...(options.user === undefined ? {} : { User: options.user }),
    ...(options.workingDir === undefined ? {} : { WorkingDir: options.workingDir }),
    ...(options.env === undefined ? {} : { Env: [...options.env] }),
  });
  const socket: Duplex = await exec.start({ hijack: true, stdin: true });
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  demux(socket, stdout, stderr);
  const close = () => {
    socket.destroy();
  };
  if (signal.aborted) close();
  signal.addEventListener("abort", close, { once: true });
  socket.once("close", () => signal.removeEventListener("abort", close));
  return {
    stdin: socket,
    stdout,
    stderr,
    close,
    exit: (waiting) => exitCode(() => exec.inspect(), waiting),
  };
}

/** The engine says "running" for a moment after the streams have ended. */
async function exitCode(
  inspect: () => Promise<{ Running: boolean; ExitCode: number | null }>,
  signal: AbortSignal,
): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const state = await inspect();
    if (!state.Running) return state.ExitCode ?? -1;
    await delay(Math.min(5 + attempt * 5, 100), undefined, { signal });
  }
  throw new Error("the command closed its streams but goes on running");
}

export interface ExecResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs a command to its end and gathers what it says; a non-zero exit is the caller's to judge. */
export async function runExec(
  docker: Docker,
  container: string,
  argv: readonly string[],
  options: ExecOptions & { readonly input?: Readable | Buffer | string },
  signal: AbortSignal,
): Promise<ExecResult> {
  const running = await startExec(docker, container, argv, options, signal);
  const said = Promise.all([gather(running.stdout), gather(running.stderr)]);
  if (options.input === undefined || typeof options.input === "string" || Buffer.isBuffer(options.input)) {
    running.stdin.end(options.input);
  } else {
    try {
      await pipeline(options.input, running.stdin, { signal });
    } catch (error) {
      // A command that has heard enough closes its input; its exit code tells whether that was right.
      if (!isClosedPipe(error)) throw error;
    }
  }
  const [stdout, stderr] = await said;
  signal.throwIfAborted();
  const code = await running.exit(signal);
  return { code, stdout, stderr: stderr.toString("utf8") };
}

const closedPipe = ["EPIPE", "ECONNRESET", "ECANCELED", "ERR_STREAM_PREMATURE_CLOSE", "ERR_STREAM_DESTROYED"];

/** The error of a writer whose reader has gone, whichever of the two noticed first. */
export function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && "code" in error && closedPipe.includes(String(error.code));
}

async function gather(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * A command's standard input and output as one two-way stream, for a protocol to run over. What the command writes to
 * stderr becomes the stream's error when it ends without having said anything on stdout.
 */
export async function openTunnel(
  docker: Docker,
  container: string,
  argv: readonly string[],
  signal: AbortSignal,
): Promise<Duplex> {
  const running = await startExec(docker, container, argv, {}, signal);
  let complaint = "";
  let heard = false;
  running.stderr.on("data", (chunk: Buffer) => {
    complaint = (complaint + chunk.toString("utf8")).slice(-2000);
  });
  const tunnel = new Duplex({
    read() {
      running.stdout.resume();
    },
    write(chunk: Buffer, encoding, done) {
      running.stdin.write(chunk, encoding, done);
    },
    final(done) {
      running.stdin.end(done);
    },
    destroy(error, done) {
      running.close();
      done(error);
    },
  });
  // One that is kept for later breaks when the engine goes; whoever uses it then sees it closed. Unheard it would end the process.
  tunnel.on("error", () => undefined);
  running.stdout.on("data", (chunk: Buffer) => {
    heard = true;
    if (!tunnel.push(chunk)) running.stdout.pause();
  });
  running.stdout.once("end", () => {
    if (!heard && complaint !== "") tunnel.destroy(new Error(complaint.trim()));
    else tunnel.push(null);
  });
  running.stdout.once("error", (error) => tunnel.destroy(error));
  running.stdin.once("error", (error) => tunnel.destroy(error));
  return tunnel;
}
