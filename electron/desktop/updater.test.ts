import { createHash } from "node:crypto";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NodeHttpExecutor } from "builder-util";
import { configureRequestOptions, configureRequestUrl, type DownloadOptions } from "builder-util-runtime";
import { AppImageUpdater } from "electron-updater";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defaultSettings } from "../../shared/model/settings";
import { prepareUpdater } from "./prepare-updater";
import { type DesktopUpdates, desktopUpdates } from "./updates";

/** The real electron-updater, as it runs in an AppImage, against a real feed on this machine. Only Electron's `app` is made up. */

const oldImage = "#!/bin/sh\necho old\n";
const newImage = "#!/bin/sh\necho new\n";
const sha512 = (text: string) => createHash("sha512").update(text).digest("base64");

/** electron-updater's own executor, line by line, but for the one that asks Chromium's network instead of Node's. */
class Downloads extends NodeHttpExecutor {
  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise((resolve, reject, onCancel) => {
      const request = { headers: options.headers ?? {} };
      configureRequestUrl(url, request);
      configureRequestOptions(request);
      const callback = (error?: Error | null) => (error ? reject(error) : resolve(destination));
      this.doDownload(request, { destination, options, onCancel, callback, responseHandler: null }, 0);
    });
  }
}

describe.runIf(process.platform === "linux")("an AppImage and its feed", () => {
  let folder: string;
  let image: string;
  let feed: Map<string, string>;
  let server: Server;
  let updates: DesktopUpdates;
  let onQuit: ((exitCode: number) => void) | undefined;
  const log: string[] = [];

  const publish = (version: string, sum = sha512(newImage)) => {
    const path = `Tidemark-${version}-linux-x64.AppImage`;
    const size = Buffer.byteLength(newImage);
    feed.set(`/${path}`, newImage);
    feed.set(
      "/latest-linux.yml",
      `version: ${version}\nfiles:\n  - url: ${path}\n    sha512: ${sum}\n    size: ${size}\npath: ${path}\nsha512: ${sum}\nreleaseDate: '2026-11-21T08:00:00.000Z'\n`,
    );
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "tidemark-updater-"));
    image = join(folder, "Tidemark.AppImage");
    await writeFile(image, oldImage);
    await chmod(image, 0o755);
    vi.stubEnv("APPIMAGE", image);
    feed = new Map();
    server = createServer((request, response) => {
      const found = feed.get(new URL(request.url ?? "/", "http://feed").pathname);
      response.writeHead(found === undefined ? 404 : 200).end(found);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    updates = desktopUpdates();
    await updates.begin({
      openUpdater: async () => open(`http://127.0.0.1:${port}/`),
      settings: { get: () => defaultSettings, change: async () => defaultSettings, onChange: () => () => {} },
      log: { info: () => {}, warn: (_, text) => log.push(text), error: () => {} },
      busy: async () => false,
      restart: () => {},
      announce: () => {},
    });
  });

  afterEach(async () => {
    updates.close();
    vi.unstubAllEnvs();
    await new Promise((done) => server.close(done));
    await rm(folder, { recursive: true, force: true });
    log.length = 0;
    onQuit = undefined;
  });

  function open(address: string): AppImageUpdater {
    const updater = new AppImageUpdater(null, {
      version: "0.1.0",
      name: "tidemark",
      isPackaged: true,
      appUpdateConfigPath: join(folder, "app-update.yml"),
      userDataPath: folder,
      baseCachePath: folder,
      whenReady: async () => {},
      relaunch: () => {},
      quit: () => {},
      onQuit: (handler: (exitCode: number) => void) => {
        onQuit = handler;
      },
    });
    Object.assign(updater, { httpExecutor: new Downloads() });
    prepareUpdater(updater, address, { info: () => {}, warn: () => {}, error: () => {} });
    return updater;
  }

  it("finds a newer version, fetches it, and is that version after it quits", async () => {
    await writeFile(
      join(folder, "app-update.yml"),
      "provider: generic\nurl: http://127.0.0.1:1\nupdaterCacheDirName: cache\n",
    );
    publish("0.2.0");
    expect(await updates.look()).toEqual({ kind: "available", version: "0.2.0" });
    expect(await readFile(image, "utf8")).toBe(oldImage);
    await updates.fetch();
    expect(updates.state()).toEqual({ kind: "ready", version: "0.2.0" });
    expect(await readFile(image, "utf8")).toBe(oldImage);
    onQuit?.(0);
    expect(await readFile(image, "utf8")).toBe(newImage);
  });

  it.each(["0.1.0", "0.0.9"])("stays as it is when the feed has %s", async (version) => {
    publish(version);
    expect(await updates.look()).toMatchObject({ kind: "none", failed: false });
  });

  it("refuses a file that is not what the feed says", async () => {
    await writeFile(
      join(folder, "app-update.yml"),
      "provider: generic\nurl: http://127.0.0.1:1\nupdaterCacheDirName: cache\n",
    );
    publish("0.2.0", sha512("something else"));
    await updates.look();
    await updates.fetch();
    expect(updates.state()).toEqual({ kind: "available", version: "0.2.0" });
    expect(log).toEqual(["could not fetch the update"]);
    onQuit?.(0);
    expect(await readFile(image, "utf8")).toBe(oldImage);
  });

  it("goes on without a word when the feed has nothing for it", async () => {
    expect(await updates.look()).toMatchObject({ kind: "none", failed: true });
    expect(log).toEqual(["could not look for updates"]);
  });
});
