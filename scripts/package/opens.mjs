// node scripts/package/opens.mjs <program>: starts a packed Tidemark, waits until its interface is connected, ends it, and expects an orderly end.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const [program] = process.argv.slice(2);
const home = process.env.TIDEMARK_HOME;
if (program === undefined || home === undefined)
  throw new Error("usage: TIDEMARK_HOME=<folder> node opens.mjs <program>");

const logs = join(home, "logs");
const said = () =>
  existsSync(logs)
    ? readdirSync(logs)
        .map((name) => readFileSync(join(logs, name), "utf8"))
        .join("")
    : "";

async function until(what, isSo, milliseconds) {
  const end = Date.now() + milliseconds;
  while (!isSo()) {
    if (app.exitCode !== null) throw new Error(`it ended with ${app.exitCode} before it ${what}`);
    if (Date.now() > end) throw new Error(`it has not ${what} within ${milliseconds / 1000} s`);
    await delay(100);
  }
}

const app = spawn(resolve(program), [], { stdio: "inherit" });
const ended = new Promise((done) => app.once("exit", (code, signal) => done({ code, signal })));
try {
  await until("started", () => said().includes('"msg":"starting"'), 60_000);
  await until("shown its interface", () => said().includes('"msg":"an interface is connected"'), 60_000);
  app.kill("SIGTERM");
  const { code, signal } = await ended;
  if (!said().includes('"msg":"closed"')) throw new Error(`it did not close in order (${code ?? signal})`);
  console.log("opened its window and closed in order");
} catch (error) {
  app.kill("SIGKILL");
  console.error(`${error.message}\n${said()}`);
  process.exitCode = 1;
}
