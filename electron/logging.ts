import { join } from "node:path";
import { type Logger, pino } from "pino";
import roll from "pino-roll";

export interface AppLog {
  readonly log: Logger;
  /** Writes out what is still buffered. */
  close(): Promise<void>;
}

/** Never written, wherever they turn up in what is logged. */
const secretKeys = [
  "password",
  "adminPassword",
  "databaseRoot",
  "databaseTidemark",
  "databaseSite",
  "guard",
  "secrets",
  "token",
  "authorization",
];

export const redaction = {
  paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `*.*.*.${key}`]),
  censor: "[hidden]",
};

/** JSON lines in `<folder>/tidemark.<n>.log`: a new file every day and at 10 MB, seven kept. */
export async function openLog(folder: string): Promise<AppLog> {
  const file = await roll({
    file: join(folder, "tidemark"),
    extension: ".log",
    frequency: "daily",
    size: "10m",
    mkdir: true,
    // Written at once: the last lines before a crash are the ones that matter.
    sync: true,
    limit: { count: 7, removeOtherLogFiles: true },
  });
  const level = process.env["TIDEMARK_LOG_LEVEL"] ?? "info";
  const log = pino(
    { level, base: { pid: process.pid }, redact: redaction, timestamp: pino.stdTimeFunctions.isoTime },
    file,
  );
  return {
    log,
    close: () =>
      new Promise((resolve) => {
        file.once("close", resolve);
        file.end();
      }),
  };
}
