import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, it, vi } from "vitest";
import { type MenuActs, type MenuState, menuTemplate } from "./menu";
import type { SiteGlance } from "./overview";
import { desktopWords } from "./words/en";

const now = new Date(2026, 2, 12, 16, 42);
const blog: SiteGlance = {
  id: "sabcdefghij1",
  title: "Blog",
  branchId: "babcdefghij1",
  state: "running",
  last: { versionId: "vabcdefghij1", at: new Date(2026, 2, 12, 14, 3, 13).toISOString() },
  doing: null,
};

function menu(state: Partial<MenuState> = {}, isMac = false) {
  const names = ["newSite", "bringSite", "palette", "sites", "health", "settings", "theme", "open", "admin"] as const;
  const more = ["take", "rewind", "docs", "wordpressDocs", "copyReport", "showLogs"] as const;
  const acts = Object.fromEntries(
    [...names, ...more].map((name) => [name, vi.fn<() => void>()]),
  ) as unknown as MenuActs;
  const whole = { site: null, theme: "system", packaged: true, hasDocs: false, ...state } as const;
  const template = menuTemplate(whole, acts, desktopWords, isMac, now);
  const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
  const items = flat(template);
  const item = (id: string) => items.find((one) => one.id === id);
  const click = (id: string) => (item(id)?.click as (() => void) | undefined)?.();
  return { acts, template, items, item, click };
}

describe("menuTemplate", () => {
  it("has every item do what it is called", () => {
    const { acts, click } = menu({ site: blog, hasDocs: true });
    const deeds = {
      "new-site": acts.newSite,
      "bring-site": acts.bringSite,
      palette: acts.palette,
      sites: acts.sites,
      health: acts.health,
      settings: acts.settings,
      docs: acts.docs,
      "wordpress-docs": acts.wordpressDocs,
      "copy-report": acts.copyReport,
      "show-logs": acts.showLogs,
    };
    for (const [id, deed] of Object.entries(deeds)) {
      click(id);
      expect(deed, id).toHaveBeenCalledOnce();
    }
    for (const id of ["open", "admin", "take", "rewind"] as const) {
      click(id);
      expect(acts[id]).toHaveBeenCalledExactlyOnceWith(blog);
    }
    click("theme-dark");
    expect(acts.theme).toHaveBeenCalledExactlyOnceWith("dark");
  });

  it("names the version that a site would be rewound to", () => {
    expect(menu({ site: blog }).item("rewind")?.label).toBe("Rewind to Last Version, 14:03:13");
    const older = { ...blog, last: { versionId: "v", at: new Date(2026, 2, 5, 9, 0, 0).toISOString() } };
    expect(menu({ site: older }).item("rewind")?.label).toBe("Rewind to Last Version, Thu 5 Mar, 09:00:00");
  });

  it.each<[string, SiteGlance | null, readonly string[]]>([
    ["no site is in view", null, []],
    ["it runs", blog, ["open", "admin", "take", "rewind"]],
    ["its home page fails", { ...blog, state: "failing" }, ["open", "admin", "take", "rewind"]],
    ["it is stopped", { ...blog, state: "stopped" }, ["take", "rewind"]],
    ["it starts", { ...blog, state: "starting" }, ["rewind"]],
    ["it has no version", { ...blog, last: null }, ["open", "admin", "take"]],
    ["something is under way on it", { ...blog, doing: "rewind" }, ["open", "admin"]],
  ])("offers for a site only what can be done: %s", (_, site, can) => {
    const { item } = menu({ site });
    expect(["open", "admin", "take", "rewind"].filter((id) => item(id)?.enabled)).toEqual(can);
  });

  it("marks the theme there is", () => {
    const { items } = menu({ theme: "light" });
    expect(items.filter(({ checked }) => checked).map(({ id }) => id)).toEqual(["theme-light"]);
  });

  it("has settings and quitting where the platform has them", () => {
    const mac = menu({}, true);
    const [first] = mac.template;
    const inApp = Array.isArray(first?.submenu) ? first.submenu.map(({ id, role }) => id ?? role) : [];
    expect(inApp).toEqual(expect.arrayContaining(["about", "settings", "services", "hide", "quit"]));
    expect(mac.items.filter(({ id }) => id === "settings")).toHaveLength(1);
    const other = menu();
    expect(other.template.map(({ label }) => label)).toEqual(["File", "Edit", "View", "Site", "Window", "Help"]);
    expect(other.items.filter(({ role }) => role === "quit")).toHaveLength(1);
  });

  it("gives no key away twice", () => {
    const keys = menu({ site: blog }).items.flatMap(({ accelerator }) => accelerator ?? []);
    expect(keys).toContain("CmdOrCtrl+N");
    expect(keys).toContain("CmdOrCtrl+,");
    expect(keys).toContain("CmdOrCtrl+K");
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("shows the developer tools only where it runs from its sources", () => {
    expect(menu().items.some(({ role }) => role === "toggleDevTools")).toBe(false);
    expect(menu({ packaged: false }).items.some(({ role }) => role === "toggleDevTools")).toBe(true);
  });
});
