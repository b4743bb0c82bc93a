import { client } from "../api/client";
import { openAddress } from "../api/open-address";
import { perform } from "../api/start";
import { addressOf, navigate, parseRoute } from "../app/router";
import { showTheme } from "../app/theme";
import { ask } from "../site/site-state";
import { timelineView } from "../timeline/view";
import type { Deeds } from "./deeds";
import { pose } from "./question";

const asked = new Set<string>();

/** A second click on the same thing, before the host has answered the first, is the first one again. */
function once(what: string, call: () => Promise<unknown>): void {
  if (asked.has(what)) return;
  asked.add(what);
  void perform(call).finally(() => asked.delete(what));
}

/** The deeds bound to the host and to this page. */
export const deeds: Deeds = {
  go: (route) => {
    const here = parseRoute(window.location.hash);
    const sameView = here.kind === "site" && route.kind === "site" && here.siteId === route.siteId;
    navigate(route, sameView && here.view === route.view ? "replace" : "push");
  },
  visit: (url) => void perform(() => openAddress(url)),
  admin: (branchId) =>
    once(`admin ${branchId}`, async () =>
      openAddress((await client.branches.address({ branchId, page: "admin" })).url),
    ),
  rewind: (branchId, versionId) => once(`rewind ${branchId}`, () => client.versions.rewind({ branchId, versionId })),
  peek: (versionId) => once(`peek ${versionId}`, () => client.versions.peek({ versionId })),
  rewindToMoment: (branchId, target) => once(`rewind ${branchId}`, () => client.moments.rewind({ branchId, target })),
  peekAtMoment: (target) => once(`peek ${JSON.stringify(target)}`, () => client.moments.peek({ target })),
  pin: (versionId, pinned) => void perform(() => client.versions.pin({ versionId, pinned })),
  start: (branchId) => once(`start ${branchId}`, () => client.branches.start({ branchId })),
  stop: (branchId) => once(`stop ${branchId}`, () => client.branches.stop({ branchId })),
  restart: (branchId) => once(`restart ${branchId}`, () => client.branches.restart({ branchId })),
  exportSite: (siteId) => once(`export ${siteId}`, () => client.sites.export({ siteId })),
  createDemo: () => {
    deeds.go({ kind: "sites" });
    once("demo", () => client.sites.createDemo());
  },
  ask: pose,
  askInPanel: (siteId, versionId, what) => {
    const here = parseRoute(window.location.hash);
    const view = here.kind === "site" && here.siteId === siteId ? here.view : "timeline";
    const route = { kind: "site", siteId, view, versionId } as const;
    if (addressOf(route) !== window.location.hash) deeds.go(route);
    ask({ versionId, what });
  },
  chooseTheme: (choice) => {
    showTheme(choice);
    void perform(() => client.settings.change({ theme: choice }));
  },
  showTime: (siteId, goal) => {
    const here = parseRoute(window.location.hash);
    const versionId = here.kind === "site" && here.siteId === siteId ? here.versionId : null;
    deeds.go({ kind: "site", siteId, view: "timeline", versionId });
    timelineView(siteId).goTo(goal);
  },
  showNow: (siteId) => timelineView(siteId).goToNow(),
};
