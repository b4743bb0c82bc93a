import { PassThrough, type Readable } from "node:stream";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError } from "../../shared/errors";
import type { Docker } from "./connection";
import { clientOptionsFile } from "./database-accounts";
import { isClosedPipe, startExec } from "./exec";
import { isConflict, isNotFound } from "./images";
import { databaseName } from "./labels";
import { openSocket } from "./tunnel";

export interface DatabaseAccessSurroundings {
  readonly docker: Docker;
  readonly instance: string;
  /** Where the keeper sees the lane's server listen. */
  readonly socketPath: (laneId: string, signal: AbortSignal) => Promise<string>;
}

/** The ways to a lane's database: its socket through the keeper, and its own clients in its container. */
export function databaseAccess({ docker, instance, socketPath }: DatabaseAccessSurroundings) {
  return {
    clientOptionsFile,

    /** A stream to the lane's server. `patient`: knocks for some seconds at a socket that is not there yet. */
    async openSocket(laneId: string, patient: boolean, signal: AbortSignal): Promise<Duplex> {
      return openSocket(docker, instance, await socketPath(laneId, signal), patient, signal);
    },

    /** Runs a command in the lane's database container, as the server's own account. `output` must be read. */
    async run(laneId: string, command: readonly string[], input: Readable | null, signal: AbortSignal) {
      const running = await startExec(docker, databaseName(instance, laneId), command, {}, signal).catch((cause) => {
        if (!isNotFound(cause) && !isConflict(cause)) throw cause;
        throw new AppError(
          "not-running",
          { name: databaseName(instance, laneId) },
          "The site's database is not running.",
          "Start the branch, then try again.",
          cause,
        );
      });
      const output = running.stdout.pipe(new PassThrough());
      // Why the streams broke is told by `ended`; the reader of the output only sees its end.
      running.stdout.once("error", () => output.end());
      const errors = collect(running.stderr);
      const fed = input === null ? endInput(running.stdin) : pipeline(input, running.stdin, { signal });
      const inputFailure = fed.then(
        () => null,
        (cause: unknown) => (cause instanceof Error ? cause : new Error(String(cause))),
      );
      const ended = (async () => {
        const said = await errors;
        signal.throwIfAborted();
        const code = await running.exit(signal);
        // A command that stopped reading leaves its input waiting for ever.
        running.close();
        const failure = await inputFailure;
        // A source that broke comes first; then what the command says; and one that was content with half was cut off.
        if (failure !== null && (code === 0 || !isClosedPipe(failure))) throw failure;
        return { code, errors: said };
      })();
      // A caller who leaves before the end isn't told how it ended, and that is no failure of the program.
      ended.catch(() => undefined);
      return { output, ended };
    },
  };
}

function endInput(stdin: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => stdin.end(() => resolve()));
}

async function collect(stream: Readable): Promise<string> {
  let text = "";
  for await (const chunk of stream) text = (text + String(chunk)).slice(-20_000);
  return text;
}
