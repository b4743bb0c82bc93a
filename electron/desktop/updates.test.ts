import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defaultSettings, type Settings } from "../../shared/model/settings";
import type { UpdateState } from "../../shared/model/update";
import type { SettingsFile } from "../core/ports";
import { type DesktopUpdates, desktopUpdates, type Updater } from "./updates";

/** A feed that has `newest`, or doesn't answer when it is null. */
class MadeUpUpdater implements Updater {
  autoInstallOnAppQuit = true;
  newest: string | null = "0.1.0";
  looks = 0;
  fetched: string[] = [];
  fetching: PromiseWithResolvers<void> | null = null;
  #progress: ((progress: { readonly percent: number }) => void)[] = [];

  async checkForUpdates() {
    this.looks += 1;
    if (this.newest === null) throw new Error("getaddrinfo ENOTFOUND updates.example");
    return { isUpdateAvailable: this.newest !== "0.1.0", updateInfo: { version: this.newest } };
  }

  async downloadUpdate() {
    this.fetching = Promise.withResolvers();
    await this.fetching.promise;
    this.fetched.push(String(this.newest));
  }

  on(_: "download-progress", listener: (progress: { readonly percent: number }) => void) {
    this.#progress.push(listener);
  }

  quitAndInstall() {}

  progress(percent: number) {
    for (const listener of this.#progress) listener({ percent });
  }
}

function settingsFile(first: Partial<Settings>): SettingsFile {
  let current = { ...defaultSettings, ...first };
  const listeners = new Set<(settings: Settings, before: Settings) => void>();
  return {
    get: () => current,
    async change(change) {
      const before = current;
      current = { ...current, ...change } as Settings;
      for (const listener of listeners) listener(current, before);
      return current;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const hour = 60 * 60 * 1000;

describe("updates of the app", () => {
  let updates: DesktopUpdates;
  let updater: MadeUpUpdater;
  let busy: boolean;
  let restarts: number;
  let told: UpdateState[];
  let warned: string[];

  beforeEach(() => {
    vi.useFakeTimers();
    updates = desktopUpdates();
    updater = new MadeUpUpdater();
    busy = false;
    restarts = 0;
    told = [];
    warned = [];
  });
  afterEach(() => {
    updates.close();
    vi.useRealTimers();
  });

  const begin = async (
    choice: Settings["updates"],
    openUpdater: () => Promise<Updater | null> = async () => updater,
  ) => {
    const settings = settingsFile({ updates: choice });
    await updates.begin({
      openUpdater,
      settings,
      log: { info: () => {}, warn: (_, text) => warned.push(text), error: () => {} },
      busy: async () => busy,
      restart: () => {
        restarts += 1;
      },
      announce: (state) => told.push(state),
    });
    return settings;
  };
  const aWhile = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  it("are not looked for by a copy that can't be updated", async () => {
    await begin("automatic", async () => null);
    await aWhile(24 * hour);
    expect(updates.state()).toEqual({ kind: "absent" });
    expect(await updates.look()).toEqual({ kind: "absent" });
  });

  it("that can't even be looked for are no reason not to start", async () => {
    await begin("automatic", async () => {
      throw new Error("app-update.yml is no YAML");
    });
    expect(updates.state()).toEqual({ kind: "absent" });
    expect(warned).toEqual(["this copy can't be updated"]);
  });

  it("are looked for soon after the start and every few hours", async () => {
    await begin("ask");
    expect(updater.looks).toBe(0);
    await aWhile(60_000);
    expect(updater.looks).toBe(1);
    expect(updates.state()).toMatchObject({ kind: "none", failed: false, lookedAt: expect.any(String) });
    await aWhile(24 * hour);
    expect(updater.looks).toBe(5);
  });

  it("are told once, and not fetched, where the person wants to be asked", async () => {
    await begin("ask");
    updater.newest = "0.2.0";
    await aWhile(24 * hour);
    expect(updates.state()).toEqual({ kind: "available", version: "0.2.0" });
    expect(told).toEqual([{ kind: "available", version: "0.2.0" }]);
    expect(updater.fetching).toBeNull();
  });

  it("are fetched by themselves, and told when they are ready, where that was chosen", async () => {
    await begin("automatic");
    updater.newest = "0.2.0";
    await aWhile(60_000);
    updater.progress(41.6);
    expect(updates.state()).toEqual({ kind: "fetching", version: "0.2.0", share: 0.42 });
    expect(told).toEqual([]);
    updater.fetching?.resolve();
    await aWhile(0);
    expect(updates.state()).toEqual({ kind: "ready", version: "0.2.0" });
    expect(told).toEqual([{ kind: "ready", version: "0.2.0" }]);
    expect(updater.autoInstallOnAppQuit).toBe(true);
  });

  it("are neither looked for nor installed when they are off, until the person looks", async () => {
    await begin("off");
    updater.newest = "0.2.0";
    await aWhile(24 * hour);
    expect(updater.looks).toBe(0);
    expect(updater.autoInstallOnAppQuit).toBe(false);
    expect(await updates.look()).toEqual({ kind: "available", version: "0.2.0" });
  });

  it("follow the setting at once", async () => {
    const settings = await begin("off");
    updater.newest = "0.2.0";
    await settings.change({ updates: "ask" });
    await aWhile(0);
    expect(updates.state().kind).toBe("available");
    await settings.change({ updates: "automatic" });
    expect(updates.state().kind).toBe("fetching");
    await settings.change({ updates: "off" });
    expect(updater.autoInstallOnAppQuit).toBe(false);
  });

  it("that can't be looked for are a line in the log and nothing more", async () => {
    await begin("automatic");
    updater.newest = null;
    await aWhile(60_000);
    expect(updates.state()).toMatchObject({ kind: "none", failed: true });
    expect(told).toEqual([]);
    expect(warned).toEqual(["could not look for updates"]);
  });

  it("stay known when a later look gets no answer", async () => {
    await begin("ask");
    updater.newest = "0.2.0";
    await aWhile(60_000);
    updater.newest = null;
    await aWhile(7 * hour);
    expect(updates.state()).toEqual({ kind: "available", version: "0.2.0" });
  });

  it("can be fetched again after a download broke off", async () => {
    await begin("ask");
    updater.newest = "0.2.0";
    await updates.look();
    const first = updates.fetch();
    updater.fetching?.reject(new Error("ECONNRESET"));
    await first;
    expect(updates.state()).toEqual({ kind: "available", version: "0.2.0" });
    const second = updates.fetch();
    updater.fetching?.resolve();
    await second;
    expect(updates.state()).toEqual({ kind: "ready", version: "0.2.0" });
  });

  it("are never installed while an operation is under way", async () => {
    await begin("automatic");
    updater.newest = "0.2.0";
    await aWhile(60_000);
    updater.fetching?.resolve();
    await aWhile(0);
    busy = true;
    await expect(updates.restart()).rejects.toThrow(/still under way/);
    expect(restarts).toBe(0);
    busy = false;
    await updates.restart();
    expect(restarts).toBe(1);
  });

  it("can't be restarted into before they are fetched", async () => {
    await begin("ask");
    updater.newest = "0.2.0";
    await updates.look();
    await expect(updates.restart()).rejects.toThrow(/no update/);
  });

  it("that are ready make way for a newer one", async () => {
    await begin("automatic");
    updater.newest = "0.2.0";
    await aWhile(60_000);
    updater.fetching?.resolve();
    await aWhile(0);
    updater.newest = "0.3.0";
    await aWhile(6 * hour);
    updater.fetching?.resolve();
    await aWhile(0);
    expect(updates.state()).toEqual({ kind: "ready", version: "0.3.0" });
    expect(updater.fetched).toEqual(["0.2.0", "0.3.0"]);
  });
});
