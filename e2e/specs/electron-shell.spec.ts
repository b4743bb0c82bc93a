import { expect, test } from "@playwright/test";
import type { ElectronApplication, Page } from "@playwright/test";
import { newInstance, removeHome, type TestInstance } from "../fixtures/instance";
import { launchElectron } from "../fixtures/shell";

/** What only the Electron shell does, on a machine whose engine does not answer: no container is needed for it. */

let instance: TestInstance;
let app: ElectronApplication;
let page: Page;

test.beforeAll(async () => {
  instance = await newInstance();
  app = await launchElectron(instance, { DOCKER_HOST: "unix:///nonexistent.sock" });
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

test("the page is sandboxed and sees nothing of Node or Electron but the port", async () => {
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
    bridge: Object.keys(Reflect.get(window, "tidemark") as object),
  }));
  expect(seen).toEqual({ node: ["undefined", "undefined"], bridge: ["connect"] });
});

test("nothing leads out of the app, and only safe addresses to the system's browser", async () => {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Reflect.set(globalThis, "openedOutside", opened);
    shell.openExternal = async (url) => void opened.push(url);
  });
  const before = page.url();
  for (const url of ["http://blog.localhost/", "https://wordpress.org/", "file:///etc/passwd", "http://example.com/"]) {
    await page.evaluate((address) => void window.open(address), url);
  }
  await page.evaluate(() => window.location.assign("https://example.com/"));
  await expect
    .poll(() => app.evaluate(() => Reflect.get(globalThis, "openedOutside") as string[]))
    .toEqual(["http://blog.localhost/", "https://wordpress.org/"]);
  expect(page.url()).toBe(before);
  expect(app.windows()).toHaveLength(1);
});

test("the page loads no script from elsewhere and none from a string", async () => {
  const blocked = await page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const directives: string[] = [];
        document.addEventListener("securitypolicyviolation", (event) => {
          directives.push(event.effectiveDirective);
          if (directives.length === 2) resolve(directives);
        });
        const inline = document.createElement("script");
        inline.textContent = "document.title = 'taken over'";
        const foreign = document.createElement("script");
        foreign.src = "https://example.com/x.js";
        document.body.append(inline, foreign);
      }),
  );
  expect(blocked).toEqual(["script-src-elem", "script-src-elem"]);
  expect(await page.title()).not.toBe("taken over");
});

test("every permission is denied", async () => {
  const state = await page.evaluate(async () => (await navigator.permissions.query({ name: "geolocation" })).state);
  expect(state).not.toBe("granted");
});

test("nothing went wrong in the main process", async () => {
  // Only the stand-in keeps these records; in the real Electron an uncaught exception shows a dialog and fails the launch.
  const uncaught = await app.evaluate(() => {
    const host = Reflect.get(globalThis, "__electronHost") as { records: Record<string, unknown[]> } | undefined;
    return [...(host?.records["uncaught"] ?? []), ...(host?.records["unhandled"] ?? [])].map(String);
  });
  expect(uncaught).toEqual([]);
});
