import type { ElectronApplication, Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { desktopOf, desktopWith, recordDesktop } from "../fixtures/desktop";
import { newInstance, removeHome, type TestInstance } from "../fixtures/instance";
import { launchElectron } from "../fixtures/shell";

/** What only the Electron shell does, on a machine whose engine does not answer: no container is needed for it. */

let instance: TestInstance;
let app: ElectronApplication;
let page: Page;
let desktop: ReturnType<typeof desktopOf>;

const noEngine = { DOCKER_HOST: "unix:///nonexistent.sock" };

test.beforeAll(async () => {
  instance = await newInstance();
  app = await launchElectron(instance, { ...noEngine, ...(await desktopWith(true, instance)) });
  await recordDesktop(app);
  desktop = desktopOf(app);
  page = await app.firstWindow();
  await page.waitForURL("app://tidemark/**");
});
test.afterAll(async () => {
  await app.close();
  await removeHome(instance);
});

test("the window shows the interface, over a message port", async () => {
  expect(page.url()).toMatch(/^app:\/\/tidemark\//);
  await expect(page).toHaveTitle(/Tidemark/);
  await expect(page.getByText("Docker", { exact: false }).first()).toBeVisible();
});

test("the page is sandboxed and sees nothing of Node or Electron but its bridge", async () => {
  const preferences = await app.evaluate(({ BrowserWindow }) =>
    // Not in Electron's types, but there since version 2.
    BrowserWindow.getAllWindows().map(({ webContents }) =>
      (webContents as unknown as { getLastWebPreferences(): Electron.WebPreferences }).getLastWebPreferences(),
    ),
  );
  expect(preferences).toHaveLength(1);
  expect(preferences[0]).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
  const seen = await page.evaluate(() => ({
    node: [typeof Reflect.get(window, "require"), typeof Reflect.get(window, "process")],
    bridge: Object.keys(Reflect.get(window, "tidemark") as object).toSorted(),
  }));
  expect(seen).toEqual({ node: ["undefined", "undefined"], bridge: ["connect", "onCommand", "pathForFile"] });
});

test("nothing leads out of the app, and only safe addresses to the system's browser", async () => {
  const before = page.url();
  const refused = [
    "http://blog.localhost/",
    "file:///etc/passwd",
    "http://example.com/",
    "vscode://x",
    "tidemark://site/x",
  ];
  for (const url of [...refused, "https://wordpress.org/"]) {
    await page.evaluate((address) => void window.open(address), url);
  }
  await page.evaluate(() => window.location.assign("https://example.com/"));
  await expect.poll(desktop.outside).toEqual(["https://wordpress.org/"]);
  expect(page.url()).toBe(before);
  expect(app.windows()).toHaveLength(1);
});
