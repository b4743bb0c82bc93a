import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { AppError } from "../shared/errors";
import { openLoopbackHost } from "./host/loopback-host";
import { browserPlatform } from "./host/platform";
import { settleDataFolder } from "./move-data-folder";
import { writeDurably } from "./operations/durable-file";
import type { JournalPoint } from "./operations/run-steps";
import { type StartedApp, startApp } from "./start-app";

/** The composition root under plain Node: the loopback host, and the command that removes everything. */

const HostFile = z.object({ pid: z.int(), address: z.string() });
const confirmation = "remove everything";

const { values: options } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    "remove-everything": { type: "boolean", default: false },
    yes: { type: "boolean", default: false },
  },
});

try {
  if (options["remove-everything"]) await removeEverything();
  else await serve();
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  console.error(`${error.message} ${error.hint}`);
  process.exitCode = 1;
}

async function serve(): Promise<void> {
  const path = settleDataFolder();
  const app = await start(path);
  if (app === null) return;
  const host = await openLoopbackHost({
    useCases: app.useCases,
    log: app.log,
    interfaceFolder: fileURLToPath(new URL("../renderer", import.meta.url)),
    uploadFolder: app.folder.uploads,
    exportFolder: app.folder.exports,
    settings: () => app.settings.get(),
    port: z.coerce.number().int().min(0).max(65_535).parse(options.port),
  }).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  // Its token opens Tidemark, so it is readable for the owner only, as the whole folder is.
  await writeDurably(app.folder.hostFile, `${JSON.stringify({ pid: process.pid, address: host.address })}\n`);
  console.log(`Tidemark: ${host.address}`);

  const asked = await askedToEnd();
  app.log.info({ signal: asked }, "asked to end");
  await rm(app.folder.hostFile, { force: true });
  await host.close();
  await app.close();
}

/** Null where this data folder's Tidemark is running already and its address was printed. */
async function start(path: string): Promise<StartedApp | null> {
  try {
    return await startApp(path, browserPlatform, crashPoint(process.env["TIDEMARK_CRASH_AT"]));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "store-in-use") throw error;
    const running = await readFile(join(path, "host.json"), "utf8").catch(() => null);
    const host = running === null ? null : HostFile.safeParse(JSON.parse(running));
    if (host === null || !host.success) throw error;
    console.log(`Tidemark: ${host.data.address}`);
    console.log("(It was running already.)");
    return null;
  }
}

/** Resolves with the first signal; the second one ends the process at once, and the next start puts things right. */
function askedToEnd(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(130));
        resolve(signal);
      });
    }
  });
}

/** Crash tests: `<kind>:<step>:<before|ran|after>` makes this process die there as if the power had gone. */
function crashPoint(at: string | undefined): ((point: JournalPoint) => void) | undefined {
  if (at === undefined || at === "") return undefined;
  return ({ kind, step, when }) => {
    if (`${kind}:${step}:${when}` === at) process.kill(process.pid, "SIGKILL");
  };
}

async function removeEverything(): Promise<void> {
  const path = settleDataFolder();
  if (!options.yes && !(await confirmed(path))) {
    console.log("Nothing was removed.");
    return;
  }
  const app = await startApp(path, browserPlatform);
  try {
    const { removed } = await app.useCases.system.removeEverything(
      { confirm: confirmation },
      new AbortController().signal,
    );
    console.log(
      `Removed ${removed} objects from Docker. Logs and exports are left in ${path}; delete that folder to remove them, too.`,
    );
  } finally {
    await app.close();
  }
}

async function confirmed(path: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.error("Say --yes to remove everything without being asked.");
    return false;
  }
  console.log(`This removes every site, branch and version of the Tidemark in ${path}. It can't be undone.`);
  console.log("To keep a site, export it in the app first.");
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(`Type "${confirmation}" to go on: `)).trim() === confirmation;
  } finally {
    terminal.close();
  }
}
