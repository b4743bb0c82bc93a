import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ElectronApplication } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { desktopOf, desktopWith, recordDesktop } from "../fixtures/desktop";
import { newInstance, removeHome, type TestInstance } from "../fixtures/instance";
import { launchElectron } from "../fixtures/shell";

/** What the window remembers from one start to the next, and what closing it means where no tray is shown. */

let instance: TestInstance;
let app: ElectronApplication;

const memory = () => path.join(instance.home, "desktop.json");

async function start(tray: boolean, ...more: readonly string[]) {
  const env = { DOCKER_HOST: "unix:///nonexistent.sock", ...(await desktopWith(tray, instance)) };
  app = await launchElectron(instance, env, more);
  await recordDesktop(app);
  const page = await app.firstWindow();
  await page.waitForURL("app://tidemark/**");
  await expect.poll(async () => (await desktopOf(app).window())?.visible).toBe(true);
  return { page, desktop: desktopOf(app) };
}

test.beforeEach(async () => {
  instance = await newInstance();
});
test.afterEach(async () => {
  expect(
    await desktopOf(app)
      .mistakes()
      .catch(() => []),
  ).toEqual([]);
  await app.close();
  await removeHome(instance);
});

test("the window comes back where it was, and as large", async () => {
  const { desktop } = await start(true);
  const bounds = { x: 140, y: 90, width: 1010, height: 690 };
  await app.evaluate(({ BrowserWindow }, there) => BrowserWindow.getAllWindows()[0]?.setBounds(there), bounds);
  await expect.poll(async () => (await desktop.window())?.bounds).toEqual(bounds);
  await app.close();
  expect(await (await start(true)).desktop.window()).toMatchObject({ bounds, maximised: false });

  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.maximize());
  await app.close();
  const again = await start(true);
  expect(await again.desktop.window()).toMatchObject({ bounds, maximised: true });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.unmaximize());
  await expect.poll(again.desktop.window).toMatchObject({ bounds, maximised: false });
});

test("a window whose display is gone opens where it can be seen", async () => {
  const elsewhere = { x: 9000, y: 4000, width: 1010, height: 690 };
  await writeFile(memory(), JSON.stringify({ window: { bounds: elsewhere, maximised: false }, saidItStays: true }));
  const { desktop } = await start(true);
  const area = await app.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea);
  const { bounds } = (await desktop.window()) ?? { bounds: elsewhere };
  expect(bounds).toMatchObject({ width: 1010, height: 690 });
  expect(bounds.x).toBeGreaterThanOrEqual(area.x);
  expect(bounds.x + bounds.width).toBeLessThanOrEqual(area.x + area.width);
  expect(bounds.y).toBeGreaterThanOrEqual(area.y);
});

test("what it remembered and can't read keeps it from nothing", async () => {
  await writeFile(memory(), '{"window": {"bounds": "left"');
  const { desktop } = await start(true);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(900, 640));
  await expect.poll(() => readFile(memory(), "utf8")).toMatch(/"width": 900,/);
  expect((await desktop.window())?.visible).toBe(true);
});

test("where no tray is shown, closing the window ends the app", async () => {
  const { desktop } = await start(false);
  const ended = app.waitForEvent("close");
  await desktop.closeWindow();
  await ended;
});

test("a link that starts the app is where it opens", async () => {
  const { page, desktop } = await start(true, "tidemark://site/sabcdefghij1");
  await expect.poll(() => new URL(page.url()).hash).toBe("#/site/sabcdefghij1");
  expect((await desktop.window())?.visible).toBe(true);
});
