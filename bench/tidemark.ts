import { setTimeout as delay } from "node:timers/promises";
import { composeApp } from "../electron/compose";
import { dataFolderPlace } from "../electron/data-folder-place";
import { databaseName, keeperName, webName } from "../electron/docker/labels";
import type { Log } from "../electron/operations/report-error";
import { openSettingsFile } from "../electron/settings-file";
import type { Operation } from "../shared/model/operation";
import { type Database, sql, tableBytes } from "./database";
import { docker } from "./docker";
import { type Address, untilShown } from "./page";
import { seedSite } from "./seed/seed";
import type { Size } from "./sizes";

/** Shows in the site's files; the home page shows the same word from the database. */
export const markerFile = "tidemark-bench.txt";

type App = Awaited<ReturnType<typeof composeApp>>;

export interface Tidemark extends App {
  readonly instance: string;
  readonly port: number;
  readonly signal: AbortSignal;
}

/** Tidemark as the hosts put it together, driven through its use cases. */
export async function openTidemark(instance: string, dataFolder: string, signal: AbortSignal): Promise<Tidemark> {
  const say = (level: string) => (fields: object, message: string) =>
    console.error(`  ${level}: ${message} ${"err" in fields ? String(fields.err) : ""}`);
  const log: Log = { info: () => undefined, warn: say("warning"), error: say("error") };
  const app = await composeApp({
    version: "bench",
    dataFolder,
    instance,
    rememberInstance: async () => undefined,
    platform: {
      kind: "browser",
      canChooseFile: false,
      chooseFile: async () => null,
      openExternal: async () => false,
    },
    log,
    settings: await openSettingsFile(dataFolder, log),
    place: dataFolderPlace(dataFolder, false),
  });
  return { ...app, instance, port: app.app.world().port, signal };
}

/** Waits for an operation to end as it should. */
export async function act(tidemark: Tidemark, started: Promise<{ operationId: string }>): Promise<Operation> {
  const { operationId } = await started;
  const operation = await tidemark.app.operations().ended(operationId, tidemark.signal);
  if (operation.state === "done") return operation;
  throw new Error(`${operation.kind} ended as ${operation.state}: ${JSON.stringify(operation.error)}`);
}

/** A site under Tidemark with two versions that differ by a word, to go back and forth between. */
export interface Site {
  readonly size: Size;
  readonly siteId: string;
  readonly branchId: string;
  readonly address: Address;
  readonly rootPassword: string;
  readonly versions: readonly [Marked, Marked];
}

export interface Marked {
  readonly marker: string;
  readonly versionId: string;
}

export async function createSite(tidemark: Tidemark, size: Size): Promise<Omit<Site, "versions">> {
  const site = { size, ...(await createStockSite(tidemark, `Bench ${size.id}`, size.slug)) };
  await seedSite(databaseOf(tidemark, site), size, tidemark.signal);
  return site;
}

/** WordPress as it comes. */
export async function createStockSite(
  tidemark: Tidemark,
  title: string,
  slug: string,
): Promise<Omit<Site, "versions" | "size">> {
  const { useCases, signal, port } = tidemark;
  const { defaults } = await useCases.system.choices(undefined, signal);
  const created = await act(
    tidemark,
    useCases.sites.create({ title, slug, adminUser: "admin", adminPassword: null, software: defaults }, signal),
  );
  const { siteId = "", branchId = "" } = created.result ?? {};
  const secrets = await tidemark.app.world().store.readSecrets(siteId, signal);
  return { siteId, branchId, address: { port, host: `${slug}.localhost` }, rootPassword: secrets.databaseRoot };
}

export const restart = (tidemark: Tidemark, { branchId }: Pick<Site, "branchId">): Promise<Operation> =>
  act(tidemark, tidemark.useCases.branches.restart({ branchId }, tidemark.signal));

/** The branch's database as it runs now: its container changes with every rewind. */
export function databaseOf(tidemark: Tidemark, site: Pick<Site, "branchId" | "rootPassword">): Database {
  return {
    container: databaseName(tidemark.instance, laneOf(tidemark, site.branchId)),
    socket: "/site/run/mysqld.sock",
    rootPassword: site.rootPassword,
    // Root has no power over others' files in there.
    user: "999",
    dataFolder: "/site/db",
  };
}

export function laneOf(tidemark: Tidemark, branchId: string): string {
  const branch = tidemark.app.world().catalogue.branch(branchId);
  if (branch === null) throw new Error(`no branch ${branchId}`);
  return branch.headLaneId;
}

/** Writes the word into database and files, waits until visitors see it, and takes a version. */
export async function takeMarked(tidemark: Tidemark, site: Omit<Site, "versions">, marker: string): Promise<Marked> {
  const { useCases, signal } = tidemark;
  await sql(databaseOf(tidemark, site), markerSql(marker), signal);
  const web = webName(tidemark.instance, laneOf(tidemark, site.branchId));
  await docker(["exec", web, "sh", "-c", 'printf %s "$1" > "$0"', `/site/html/${markerFile}`, marker], signal);
  await untilShown(site.address, "/", marker, 20, signal);
  const taken = await act(tidemark, useCases.versions.take({ branchId: site.branchId, label: marker }, signal));
  return { marker, versionId: taken.result?.["versionId"] ?? "" };
}

export const markerSql = (marker: string) =>
  `UPDATE wordpress.wp_options SET option_value = '${marker}' WHERE option_name = 'blogdescription';`;

/**
 * Until the rewound site answers: its files show the version's word and then its home page, too, with 200. The live site is
 * asked for a static file meanwhile, because asking it for pages would take the processor from what is measured.
 */
export async function untilSiteShows(address: Address, marker: string, every: number, signal: AbortSignal) {
  await untilShown(address, `/${markerFile}`, marker, every, signal);
  await untilShown(address, "/", marker, 5, signal);
}

/**
 * Until nothing is left to be written: no sample pays for what the one before it, of whichever side, left behind. In the keeper,
 * because the engine's kernel may be another than ours.
 */
export async function settle({ instance, signal }: Tidemark): Promise<void> {
  await docker(["exec", keeperName(instance), "sync"], signal);
  await delay(300, undefined, { signal });
}

/** The site's directory size in the database's own eyes, in words. */
export async function describeSite(tidemark: Tidemark, site: Omit<Site, "versions">): Promise<string> {
  const { signal } = tidemark;
  const database = databaseOf(tidemark, site);
  const bytes = await tableBytes(database, "*", signal);
  const rows = await sql(database, "SELECT COUNT(*) FROM wordpress.wp_posts", signal);
  const laneId = laneOf(tidemark, site.branchId);
  const sizes = await tidemark.app.world().store.sizes([laneId], signal);
  const stored = (sizes.get(laneId)?.total ?? 0) / 1e6;
  return `${(bytes / 1e6).toFixed(0)} MB of tables, ${rows} posts; ${stored.toFixed(0)} MB on the store's disk with its files`;
}
