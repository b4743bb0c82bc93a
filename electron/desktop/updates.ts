import { AppError } from "../../shared/errors";
import type { UpdateState } from "../../shared/model/update";
import type { SettingsFile, Updates } from "../core/ports";
import type { Log } from "../operations/report-error";

/** What is used of electron-updater, so that another can stand in for it. */
export interface Updater {
  autoInstallOnAppQuit: boolean;
  /** The newest version there is and whether it is newer than this one; null where this copy can't be updated. */
  checkForUpdates(): Promise<{
    readonly isUpdateAvailable: boolean;
    readonly updateInfo: { readonly version: string };
  } | null>;
  downloadUpdate(): Promise<unknown>;
  quitAndInstall(isSilent?: boolean, isForceRunAfter?: boolean): void;
  on(event: "download-progress", listener: (progress: { readonly percent: number }) => void): unknown;
}

export interface UpdateNeeds {
  /** Resolves to null where this copy of Tidemark is not updated by itself. */
  readonly openUpdater: () => Promise<Updater | null>;
  readonly settings: SettingsFile;
  readonly log: Log;
  /** Whether an operation is under way. */
  readonly busy: () => Promise<boolean>;
  /** Quits in order, installs what was fetched, and starts again. */
  readonly restart: (updater: Updater) => void;
  /** Says it outside the window. Once per version and state. */
  readonly announce: (state: UpdateState & { readonly kind: "available" | "ready" }) => void;
  /** Milliseconds from one look to the next, and from the start to the first. */
  readonly every?: number;
  readonly firstAfter?: number;
}

export interface DesktopUpdates extends Updates {
  /** From here on it looks by itself, as settings say. */
  begin(needs: UpdateNeeds): Promise<void>;
  close(): void;
}

const hours = 60 * 60 * 1000;

/**
 * Keeps Tidemark itself up to date. Fetching never interrupts anything; installing happens after the app has quit in order
 * (nothing is under way then), or when the person says so and no operation is under way. A failure is logged, never shown:
 * the next look may go better, and nobody has to do anything about it.
 */
export function desktopUpdates(): DesktopUpdates {
  const listeners = new Set<() => void>();
  const announced = new Set<string>();
  let state: UpdateState = { kind: "absent" };
  let open: { readonly updater: Updater; readonly needs: UpdateNeeds } | null = null;
  let looking: Promise<void> | null = null;
  let stop = () => {};

  const become = (next: UpdateState) => {
    state = next;
    for (const listener of listeners) listener();
    if (open === null || (next.kind !== "available" && next.kind !== "ready")) return;
    const once = `${next.kind} ${next.version}`;
    if (announced.has(once)) return;
    announced.add(once);
    open.needs.announce(next);
  };

  const lookNow = async ({ updater, needs }: NonNullable<typeof open>) => {
    try {
      const found = await updater.checkForUpdates();
      const version = found?.isUpdateAvailable === true ? found.updateInfo.version : null;
      if (version !== null && state.kind === "ready" && state.version === version) return;
      if (version === null) become({ kind: "none", lookedAt: new Date().toISOString(), failed: false });
      else if (needs.settings.get().updates === "automatic") await fetchNow(version);
      else become({ kind: "available", version });
    } catch (error) {
      needs.log.warn({ err: error }, "could not look for updates");
      // What was found before is still there.
      if (state.kind === "none") become({ ...state, failed: true });
    }
  };

  const fetchNow = async (version: string) => {
    if (open === null) return;
    become({ kind: "fetching", version, share: 0 });
    try {
      await open.updater.downloadUpdate();
      become({ kind: "ready", version });
    } catch (error) {
      open.needs.log.warn({ err: error, version }, "could not fetch the update");
      become({ kind: "available", version });
    }
  };

  const look = async () => {
    if (open === null || state.kind === "fetching") return;
    looking ??= lookNow(open).finally(() => {
      looking = null;
    });
    await looking;
  };

  return {
    state: () => state,
    async look() {
      await look();
      return state;
    },
    async fetch() {
      if (state.kind === "available") await fetchNow(state.version);
    },
    async restart() {
      if (open === null || state.kind !== "ready")
        refuse("no-update", "There is no update to install.", "Look for updates first.");
      if (await open.needs.busy())
        refuse(
          "under-way",
          "Something is still under way.",
          "Restart when it is done; the update is installed then, or when you quit.",
        );
      open.needs.log.info({ version: state.version }, "restarting to update");
      open.needs.restart(open.updater);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async begin(needs) {
      const updater = await needs.openUpdater().catch((error: unknown) => {
        needs.log.warn({ err: error }, "this copy can't be updated");
        return null;
      });
      if (updater === null) return;
      open = { updater, needs };
      updater.on("download-progress", ({ percent }) => {
        if (state.kind !== "fetching") return;
        const share = Math.min(1, Math.max(0, Math.round(percent) / 100));
        if (share !== state.share) become({ ...state, share });
      });
      const obey = () => {
        updater.autoInstallOnAppQuit = needs.settings.get().updates !== "off";
      };
      obey();
      become({ kind: "none", lookedAt: null, failed: false });
      const lookIfWanted = () => {
        if (needs.settings.get().updates !== "off") void look();
      };
      const unfollow = needs.settings.onChange((settings, before) => {
        if (settings.updates === before.updates) return;
        obey();
        if (settings.updates === "automatic" && state.kind === "available") void fetchNow(state.version);
        else if (before.updates === "off") lookIfWanted();
      });
      const first = setTimeout(lookIfWanted, needs.firstAfter ?? 15_000);
      const timer = setInterval(lookIfWanted, needs.every ?? 6 * hours);
      stop = () => {
        clearTimeout(first);
        clearInterval(timer);
        unfollow();
      };
    },
    close: () => stop(),
  };
}

function refuse(reason: string, message: string, hint: string): never {
  throw new AppError("refused", { reason }, message, hint);
}
