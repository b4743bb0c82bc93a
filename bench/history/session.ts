import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Database } from "../database";

/** One long session of the server's own client: tens of thousands of statements without a process for each. */
export interface SqlSession {
  /** Resolves when all of it is committed. */
  run(statements: string): Promise<void>;
  close(): Promise<void>;
}

export function openSession({ container, socket, rootPassword }: Database, signal: AbortSignal): SqlSession {
  const client = ["mariadb", "-uroot", "-S", socket, "--batch", "--skip-column-names", "--unbuffered", "wordpress"];
  const child = spawn("docker", ["exec", "-i", "-e", `MYSQL_PWD=${rootPassword}`, container, ...client], {
    signal,
    stdio: ["pipe", "pipe", "pipe"],
  });
  let complaint = "";
  let count = 0;
  let waiting: { readonly word: string; readonly resolve: () => void; readonly reject: (error: Error) => void } | null =
    null;
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint = (complaint + text).slice(-2000)));
  child.stdin.on("error", () => undefined);
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (line === waiting?.word) waiting.resolve();
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  child.once("error", () => undefined);
  child.once("close", () => waiting?.reject(new Error(`the client ended: ${complaint}`)));
  return {
    async run(statements) {
      const word = `done-${++count}`;
      const done = new Promise<void>((resolve, reject) => (waiting = { word, resolve, reject }));
      if (!child.stdin.write(`${statements}\nSELECT '${word}';\n`))
        await Promise.race([once(child.stdin, "drain"), done]);
      await done;
      waiting = null;
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
