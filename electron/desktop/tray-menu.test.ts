import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, it, vi } from "vitest";
import type { Overview, SiteGlance } from "./overview";
import { type Dot, type TrayActs, trayTemplate } from "./tray-menu";
import { desktopWords } from "./words/en";

const now = new Date(2026, 2, 12, 16, 42);
const site = (number: number, change: Partial<SiteGlance> = {}): SiteGlance => ({
  id: `sabcdefgh${String(number).padStart(3, "0")}`,
  title: `Site ${number}`,
  branchId: "babcdefghij1",
  state: "running",
  last: { versionId: "vabcdefghij1", at: new Date(2026, 2, 12, 15, 19, 48).toISOString() },
  doing: null,
  ...change,
});

function tray(sites: readonly SiteGlance[], more: Partial<Overview> = {}, atQuit: "keep" | "stop" = "keep") {
  const names = ["open", "admin", "take", "rewind", "timeline", "show", "quit"] as const;
  const acts = Object.fromEntries(names.map((name) => [name, vi.fn<() => void>()])) as unknown as TrayActs;
  const icon = (dot: Dot) => `${dot}.png`;
  const items = trayTemplate({ sites, problem: null, ...more }, atQuit, acts, desktopWords, icon, now);
  const below = (at: number) => (items[at]?.submenu ?? []) as MenuItemConstructorOptions[];
  const click = (item: MenuItemConstructorOptions | undefined) => (item?.click as (() => void) | undefined)?.();
  return { acts, items, below, click };
}

describe("trayTemplate", () => {
  it("has each site with its state in words and as a shape", () => {
    const { items } = tray([
      site(1),
      site(2, { state: "failing" }),
      site(3, { state: "stopped" }),
      site(4, { state: "starting" }),
      site(5, { doing: "rewind" }),
    ]);
    expect(items.slice(0, 5).map(({ label, icon }) => [label, icon])).toEqual([
      ["Site 1, running", "running.png"],
      ["Site 2, home page fails", "failing.png"],
      ["Site 3, stopped", "stopped.png"],
      ["Site 4, starting", "busy.png"],
      ["Site 5, rewinding", "busy.png"],
    ]);
  });

  it("has every item do what it says, to the site it stands under", () => {
    const sites = [site(1), site(2)];
    const { acts, below, click, items } = tray(sites);
    for (const item of below(1)) click(item);
    for (const deed of [acts.rewind, acts.open, acts.admin, acts.take, acts.timeline]) {
      expect(deed).toHaveBeenCalledExactlyOnceWith(sites[1]);
    }
    click(items.find(({ id }) => id === "show"));
    click(items.find(({ id }) => id === "quit"));
    expect(acts.show).toHaveBeenCalledOnce();
    expect(acts.quit).toHaveBeenCalledOnce();
  });

  it("names the version a site would be rewound to, and greys what can't be done", () => {
    const labels = (at: number) => below(at).flatMap(({ label, enabled }) => (enabled === false ? [] : (label ?? [])));
    const { below } = tray([site(1), site(2, { state: "stopped", last: null }), site(3, { doing: "checkpoint" })]);
    expect(below(0)[0]).toMatchObject({ label: "Rewind to last version, 15:19:48", enabled: true });
    const { below: failing } = tray([site(1, { state: "failing" })]);
    expect(failing(0)[0]).toMatchObject({ label: "Rewind to last healthy version, 15:19:48", enabled: true });
    expect(labels(1)).toEqual(["Take version", "Show timeline"]);
    expect(labels(2)).toEqual(["Open site", "Open admin", "Show timeline"]);
  });

  it("is no longer than a screen, and leads to the rest", () => {
    const { acts, items, click } = tray(Array.from({ length: 40 }, (_, at) => site(at)));
    const more = items.find(({ id }) => id === "more");
    expect(items.length).toBeLessThan(25);
    expect(more?.label).toBe("25 more sites…");
    click(more);
    expect(acts.show).toHaveBeenCalledOnce();
  });

  it("keeps a title from being a command of the menu's own", () => {
    const { items } = tray([site(1, { title: "Salt & Sand" }), site(2, { title: "🌊".repeat(80) })]);
    expect(items[0]?.label).toBe("Salt && Sand, running");
    expect(items[1]?.label).toBe(`${"🌊".repeat(47)}…, running`);
  });

  it("says what keeps the sites away, or that there are none", () => {
    expect(tray([], { problem: "Docker is not running." }).items[0]).toMatchObject({
      label: "Docker is not running.",
      enabled: false,
    });
    expect(tray([]).items[0]).toMatchObject({ label: "No sites yet", enabled: false });
  });

  it("says what quitting does to the sites", () => {
    const quit = (atQuit: "keep" | "stop") => tray([], {}, atQuit).items.find(({ id }) => id === "quit")?.label;
    expect([quit("keep"), quit("stop")]).toEqual(["Quit, sites keep running", "Quit and stop all sites"]);
  });
});
