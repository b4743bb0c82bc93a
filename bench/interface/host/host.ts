// Tidemark's host as a browser has it: the real contract, use cases, catalogue, journal and loopback host, over a made-up
// Docker and store. Started by host-process.ts with the sites' shapes as JSON; a process of its own, so that its memory is its own.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Hints } from "../../../electron/app/hints";
import { SqliteCatalogue } from "../../../electron/catalogue/catalogue";
import type { App } from "../../../electron/core/app";
import { readWorld } from "../../../electron/core/reconcile";
import { definitions, useCases } from "../../../electron/core/use-cases";
import type { World } from "../../../electron/core/world";
import { dataFolderPlace } from "../../../electron/data-folder-place";
import { openLoopbackHost } from "../../../electron/host/loopback-host";
import { browserPlatform } from "../../../electron/host/platform";
import type { Log } from "../../../electron/operations/report-error";
import { OperationRunner } from "../../../electron/operations/runner";
import { openSettingsFile } from "../../../electron/settings-file";
import type { Health } from "../../../shared/model/views";
import { madeUpSite, type Shape } from "./made-up-site";
import type { FromHost, ToHost } from "./messages";
import { madeUpWorld } from "./world";

const tell = (message: FromHost) => process.send?.(message);
const warn = (fields: object, message: string) => console.error(message, "err" in fields ? fields.err : fields);
const log: Log = { info: () => undefined, warn, error: warn };

async function serve(shapes: readonly Shape[]): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "tidemark-bench-host-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const hints = new Hints();
  const world = madeUpWorld({
    sites: shapes.map(madeUpSite),
    catalogue: new SqliteCatalogue(path.join(folder, "catalogue.sqlite")),
    exportFolder: folder,
    hint: (hint) => hints.tell(hint),
    now,
  });
  await readWorld(world, new AbortController().signal);
  const runner = await OperationRunner.open(path.join(folder, "operations"), { log, now });
  await runner.recover(definitions(world));
  runner.subscribe((operation) => hints.tell({ kind: "operation", operation }));
  const { address } = await openLoopbackHost({
    useCases: useCases(await appAround(world, runner, hints, folder)),
    log,
    interfaceFolder: path.resolve("out/bench/renderer"),
    uploadFolder: path.join(folder, "uploads"),
    exportFolder: folder,
    port: 0,
  });
  process.on("message", (message: ToHost) => {
    if (message.kind === "advance") ahead += message.by;
    else tell({ kind: "heap", bytes: heapAfterCollection() });
  });
  // Whoever started it is gone.
  process.on("disconnect", () => process.exit());
  tell({ kind: "ready", address });
}

async function appAround(world: World, runner: OperationRunner, hints: Hints, folder: string): Promise<App> {
  const health = async () => madeUpHealth(folder);
  return {
    world: () => world,
    operations: () => runner,
    health,
    retry: health,
    adopt: health,
    removeEverything: async () => 0,
    choices: async () => ({ wordpress: [], mariadb: [], defaults: { wordpress: "", php: "", mariadb: "" } }),
    hints: (signal) => hints.listen([], signal),
    platform: browserPlatform,
    dataFolder: folder,
    settings: await openSettingsFile(folder, log),
    place: dataFolderPlace(folder, false),
  };
}

function madeUpHealth(dataFolder: string): Health {
  const gigabyte = 1024 ** 3;
  return {
    problem: null,
    app: { version: "bench", dataFolder, instance: "made-up", host: "browser", system: "linux", logFolder: dataFolder },
    engine: { endpoint: "made up", version: "0", api: "1.41", os: "made up", kernel: null, answeredIn: 1 },
    store: {
      driver: "btrfs",
      note: "",
      capacityBytes: 100 * gigabyte,
      usedBytes: 20 * gigabyte,
      freeBytes: 80 * gigabyte,
      hostFreeBytes: 80 * gigabyte,
      parts: { sites: 12 * gigabyte, branches: gigabyte, history: 7 * gigabyte, trash: 0 },
    },
    router: { port: 8080, wanted: 8080 },
    images: [],
    adoptable: [],
  };
}

function heapAfterCollection(): number {
  if (globalThis.gc === undefined) throw new Error("start the host with --expose-gc");
  for (let round = 0; round < 3; round++) globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

await serve(JSON.parse(process.argv[2] ?? "[]") as Shape[]);
