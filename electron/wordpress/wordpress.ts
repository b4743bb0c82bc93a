import { AppError } from "../../shared/errors";
import type { GuardSettings, Router, Stacks, Store, WordPress } from "../core/ports";
import { demoFolder, importer, readDemo } from "./demo/demo-files";
import { branchFiles, guardFolder, readGuard, siteEnvironment, siteFiles } from "./guard-files";
import { look, unhealthy, waitFor } from "./health";
import { mailFile, parseMails } from "./mails";
import { parseOrigin } from "./origin";

export interface WordPressNeeds {
  readonly stacks: Stacks;
  readonly router: Router;
  readonly store: Store;
  /** The folder that holds `guard/`. */
  readonly assetsFolder: string;
}

/** WordPress as it runs in a lane's web container, behind the guard. */
export function createWordPress({ stacks, router, store, assetsFolder }: WordPressNeeds): WordPress {
  const guard = readGuard(assetsFolder);
  /** A lane never changes its branch, but a taken-over peek does: the settings laid in last tell. */
  const branchOfLane = new Map<string, string>();

  const remember = (settings: GuardSettings) => branchOfLane.set(settings.laneId, settings.branchId);
  const run = (laneId: string, script: string, signal: AbortSignal, input?: unknown) =>
    stacks.runInWeb(
      laneId,
      ["php", `${guardFolder}/${script}`],
      input === undefined ? {} : { input: JSON.stringify(input) },
      signal,
    );

  async function branchOf(laneId: string, signal: AbortSignal): Promise<string | null> {
    const known = branchOfLane.get(laneId);
    if (known !== undefined) return known;
    const { branches } = await store.readAll(signal);
    const branch = branches.find(({ headLaneId }) => headLaneId === laneId);
    if (branch !== undefined) branchOfLane.set(laneId, branch.id);
    return branch?.id ?? null;
  }

  return {
    files(settings) {
      remember(settings);
      return [...guard, ...siteFiles(settings), ...branchFiles(settings)];
    },
    settingsFiles(settings) {
      remember(settings);
      return branchFiles(settings);
    },
    environment: siteEnvironment,

    async waitInstalled(laneId, signal) {
      await run(laneId, "wait.php", signal, {});
    },
    async install(laneId, { title, url, user, password, email }, signal) {
      await run(laneId, "install.php", signal, { title, url, user, password, email });
    },

    async fillDemo(laneId, { title, at }, signal) {
      await stacks.writeWebFiles(laneId, readDemo(assetsFolder), signal);
      // Past the guard, which is there for visits: WordPress is filled as it is.
      const command = ["php", "-d", "auto_prepend_file=", importer];
      const input = JSON.stringify({ title, now: Math.floor(at.getTime() / 1000) });
      await stacks.runInWeb(laneId, command, { input }, signal);
      await stacks.runInWeb(laneId, ["rm", "-rf", demoFolder], { user: "root" }, signal);
    },

    async waitHealthy(upstream, settings, signal) {
      const once = () => look(router, upstream, settings, signal);
      const { seen, satisfied } = await waitFor(once, (it) => it.kind === "answer" && it.status < 400, signal);
      if (!satisfied) throw unhealthy(settings, seen);
    },
    async waitAnswer(upstream, settings, signal) {
      const once = () => look(router, upstream, settings, signal);
      const { seen } = await waitFor(once, (it) => it.kind === "answer" || it.kind === "not-installed", signal);
      if (seen.kind === "silent") throw unhealthy(settings, seen);
      return seen.status;
    },
    async status(upstream, settings, signal) {
      const seen = await look(router, upstream, settings, signal);
      return seen.kind === "silent" ? null : seen.status;
    },

    async loginUrl(settings, page, signal) {
      const { stdout } = await run(settings.laneId, "token.php", signal);
      const token = /[0-9]+\.[0-9a-f]{32}\.[0-9a-f]{64}$/.exec(stdout.trim())?.[0];
      if (token === undefined) {
        throw new AppError(
          "not-running",
          { name: settings.branchName },
          "The site did not make a login address.",
          "Restart the branch and try again.",
        );
      }
      return `${settings.origin}${parseOrigin(settings.canonical).path}/?tidemark-login=${token}${page === "admin" ? "" : `&tidemark-to=${page}`}`;
    },

    async mails(laneId, signal) {
      const branchId = await branchOf(laneId, signal);
      const file = branchId === null ? null : await store.readFile(laneId, mailFile, signal);
      return branchId === null || file === null ? [] : parseMails(file.toString("utf8"), branchId);
    },
    async clearMails(laneId, signal) {
      await stacks.runInWeb(laneId, ["rm", "-f", `/site/${mailFile}`], {}, signal);
    },
  };
}
