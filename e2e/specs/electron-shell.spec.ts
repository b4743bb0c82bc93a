import type { ElectronApplication, Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { desktopOf, desktopWith, logOf, recordDesktop, startAgain } from "../fixtures/desktop";
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

test("a foreign page gets no connection and no commands, whatever it sends", async () => {
  const heard = await app.evaluate(async ({ BrowserWindow }) => {
    const [{ webContents }] = BrowserWindow.getAllWindows() as [Electron.BrowserWindow];
    const preferences = (
      webContents as unknown as { getLastWebPreferences(): Electron.WebPreferences }
    ).getLastWebPreferences();
    // As if a hole had let a page of somebody else into a window of the app: it has the preload, and so its bridge.
    const window = new BrowserWindow({
      show: false,
      webPreferences: { preload: preferences.preload ?? "", sandbox: true, contextIsolation: true },
    });
    await window.loadURL("data:text/html,<title>Elsewhere</title>");
    const answer: unknown = await window.webContents.executeJavaScript(`new Promise((resolve) => {
      const heard = [];
      addEventListener("message", (event) => heard.push("a port"));
      tidemark.onCommand(() => heard.push("a command"));
      tidemark.connect();
      setTimeout(() => resolve(heard), 500);
    })`);
    window.destroy();
    return answer;
  });
  expect(heard).toEqual([]);
  await expect.poll(() => logOf(instance)).toContain("a foreign page asked for a connection and was refused");
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

test("the menu's items lead where they say", async () => {
  await desktop.clickMenu("health");
  await expect(page.getByRole("heading", { name: "Health", level: 1 })).toBeVisible();
  await desktop.clickMenu("settings");
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  await desktop.clickMenu("palette");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await desktop.clickMenu("new-site");
  await expect(page.getByRole("dialog", { name: "New site" })).toBeVisible();
  // Going somewhere else leaves what was being asked.
  await desktop.clickMenu("sites");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect.poll(() => new URL(page.url()).hash).toBe("#/");
  await desktop.clickMenu("bring-site");
  await expect(page.getByRole("dialog", { name: "Bring a site" })).toBeVisible();
  await page.keyboard.press("Escape");
  for (const id of ["open", "admin", "take", "rewind"]) expect((await desktop.menuItem(id))?.enabled).toBe(false);
});

test("the menu helps: documentation, the logs, a report to hand on", async () => {
  await desktop.clickMenu("wordpress-docs");
  await expect.poll(desktop.outside).toContain("https://wordpress.org/documentation/");
  await desktop.clickMenu("show-logs");
  await expect.poll(desktop.folders).toEqual([`${instance.home}/logs`]);
  await desktop.clickMenu("copy-report");
  await expect.poll(desktop.clipboard).toMatch(/Tidemark[^]*docker-unreachable/);
});

test("window, menus and page have one theme", async () => {
  const native = () =>
    app.evaluate(({ nativeTheme }) => ({ source: nativeTheme.themeSource, dark: nativeTheme.shouldUseDarkColors }));
  await desktop.clickMenu("theme-dark");
  await expect.poll(native).toEqual({ source: "dark", dark: true });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect.poll(async () => (await desktop.window())?.background).toBe("#0e1519");
  await expect.poll(async () => (await desktop.menuItem("theme-dark"))?.checked).toBe(true);
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await desktop.clickMenu("theme-light");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await expect.poll(async () => (await desktop.window())?.background).toBe("#f7f9fb");
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).not.toBe(ground);
  await desktop.clickMenu("theme-system");
  await expect.poll(native).toEqual({ source: "system", dark: false });
});

test("the tray says what is in the way, and leads to the window", async () => {
  // Any change draws it anew, and only then a test sees it.
  await page.evaluate(() => {
    window.location.hash = "#/settings";
  });
  await page
    .getByRole("radio", { name: /Stop/ })
    .or(page.getByRole("button", { name: /Stop/ }))
    .first()
    .click();
  const labels = async () => (await desktop.trayItems()).map(({ label }) => label);
  await expect.poll(labels).toEqual([expect.stringContaining("Docker"), "Show Tidemark", "Quit and stop all sites"]);
});

test("a closed window stays in the tray, and says so once", async () => {
  const stays = { title: "Tidemark goes on in the tray" };
  await desktop.closeWindow();
  await expect.poll(async () => (await desktop.window())?.visible).toBe(false);
  await expect.poll(desktop.notices).toContainEqual(expect.objectContaining(stays));
  await desktop.clickTray("show");
  await expect.poll(desktop.window).toMatchObject({ visible: true, focused: true });
  await desktop.closeWindow();
  await expect.poll(async () => (await desktop.window())?.visible).toBe(false);
  expect((await desktop.notices()).filter(({ title }) => title === stays.title)).toHaveLength(1);
});

test("starting it again shows the one that runs, and so does a link", async () => {
  await startAgain(instance);
  await expect.poll(desktop.window).toMatchObject({ visible: true, focused: true });
  await desktop.closeWindow();
  await expect.poll(async () => (await desktop.window())?.visible).toBe(false);
  await startAgain(instance, "tidemark://site/sabcdefghij1?version=vabcdefghij2");
  await expect.poll(desktop.window).toMatchObject({ visible: true, focused: true });
  await expect.poll(() => new URL(page.url()).hash).toBe("#/site/sabcdefghij1?version=vabcdefghij2");
  await startAgain(instance, "tidemark://health/../../#/site/x<script>");
  await expect.poll(() => new URL(page.url()).hash).toBe("#/nothing-there");
  expect(app.windows()).toHaveLength(1);
  const asked = await app.evaluate(({ app: own }) => own.isDefaultProtocolClient("tidemark"));
  expect(asked).toBe(true);
});

test("a page that crashes is loaded again where it was; one that always does, until somebody is asked", async () => {
  await desktop.clickMenu("health");
  await expect.poll(desktop.text).toMatch(/^#\/health .*Health/s);
  for (let crash = 1; crash <= 3; crash++) {
    await desktop.crashPage();
    await expect.poll(() => logOf(instance)).toMatch(new RegExp(`(the window's page crashed[^]*){${crash}}`));
    await expect.poll(desktop.text, { timeout: 20_000 }).toMatch(/^#\/health .*Health/s);
  }
  await desktop.crashPage();
  await expect
    .poll(desktop.questions)
    .toEqual([expect.objectContaining({ message: expect.stringContaining("keeps breaking") })]);
  // Asked to try once more, it does.
  await expect.poll(desktop.text, { timeout: 20_000 }).toMatch(/^#\/health .*Health/s);
});

test("nothing went wrong in the main process", async () => {
  expect(await desktop.mistakes()).toEqual([]);
});
