import { expect, test } from "vitest";
import type { Operation } from "../../shared/model/operation";
import type { Route } from "../app/router";
import { actionNamed } from "./action";
import { actionsAt, placeOf } from "./place";
import { shortcuts } from "./shortcuts";
import { madeUpDetail, writtenDown } from "./testing";

const site = (versionId: string | null): Route => ({ kind: "site", siteId: "s1", view: "timeline", versionId });
const at = (route: Route, operations: readonly Operation[] = [], detail = madeUpDetail()) => {
  const { deeds, said } = writtenDown();
  return { actions: actionsAt(placeOf(route, detail, operations, "system"), deeds), said };
};
const underWay = { id: "o1", siteId: "s1", endedAt: null } as Operation;

test("an action stands once, and no two have one key", () => {
  const { actions } = at(site("v1"));
  const ids = actions.map((one) => one.id);
  expect(new Set(ids).size).toBe(ids.length);
  const keys = actions.flatMap((one) => (one.shortcut === undefined ? [] : shortcuts[one.shortcut]));
  expect(new Set(keys).size).toBe(keys.length);
});

test("R, P and B are about the selected version, and absent without one", () => {
  const { actions, said } = at(site("v1"));
  for (const key of ["rewind", "peek", "branch"] as const) actions.find((one) => one.shortcut === key)?.run();
  expect(said).toEqual([
    ["rewind", "b1", "v1"],
    ["peek", "v1"],
    ["askInPanel", "s1", "v1", "branch"],
  ]);
  expect(at(site(null)).actions.some((one) => one.shortcut === "rewind")).toBe(false);
});

test("while a moment is chosen R, P and B are about it, and the selected version is reached without keys", () => {
  const { deeds, said } = writtenDown();
  const target = { kind: "second", laneId: "l1", at: "2026-03-11T13:20:00.000Z" } as const;
  const moment = { branchId: "b1", at: Date.parse(target.at), event: null, target, reachable: true };
  const place = placeOf(site("v1"), madeUpDetail(), [], "system", true, moment);
  const actions = actionsAt(place, deeds);
  for (const key of ["rewind", "peek", "branch"] as const) {
    const own = actions.filter((one) => one.shortcut === key);
    expect(own).toHaveLength(1);
    own[0]?.run();
  }
  expect(said.slice(0, 2)).toEqual([
    ["rewindToMoment", "b1", target],
    ["peekAtMoment", target],
  ]);
  expect(said[2]).toMatchObject(["ask", { kind: "branch-moment", siteId: "s1", target }]);
  expect(actionNamed(actions, "version.rewind").enabled).toBe(true);
  const gone = actionsAt(
    placeOf(site(null), madeUpDetail(), [], "system", true, { ...moment, reachable: false }),
    deeds,
  );
  expect(actionNamed(gone, "moment.rewind").enabled).toBe(false);
});

test("an open peek is visited instead of opened a second time", () => {
  const { actions, said } = at(site("v1"), [], madeUpDetail({ peekBranchId: "b2" }));
  actionNamed(actions, "version.peek").run();
  expect(said).toEqual([["visit", "http://woo-test.localhost"]]);
});

test("while an operation runs on the site, what would write to it waits; looking does not", () => {
  const { actions } = at(site("v1"), [underWay]);
  const enabled = (id: string) => actionNamed(actions, id).enabled;
  expect(["version.rewind", "version.branch", "site.take", "site.export", "branch.stop"].map(enabled)).toEqual(
    Array(5).fill(false),
  );
  expect(["branch.open", "branch.admin", "branch.logs", "version.pin", "page.health"].map(enabled)).toEqual(
    Array(5).fill(true),
  );
});

test("rewinding to the last version goes to main's newest, not to a branch's", () => {
  const { actions, said } = at(site(null));
  actionNamed(actions, "site.rewind-last").run();
  expect(said).toEqual([["rewind", "b1", "v2"]]);
});

test("the brackets step along the branch of the selected version", () => {
  const { actions, said } = at(site("v1"));
  expect(actionNamed(actions, "version.before").enabled).toBe(false);
  actionNamed(actions, "version.after").run();
  expect(said).toEqual([["go", site("v2")]]);
});

test("what can't be deleted says so", () => {
  const kept = madeUpDetail({ deletable: { kind: "no", reason: "pinned" } });
  expect(actionNamed(at(site("v1"), [], kept).actions, "version.remove").enabled).toBe(false);
});

test("on the logs of a branch, actions are about that branch", () => {
  const { actions, said } = at({ kind: "logs", siteId: "s1", branchId: "b2" });
  actionNamed(actions, "branch.open").run();
  expect(said).toEqual([["visit", "http://woo-test.localhost"]]);
});

test("without Docker nothing new can be begun, and everything can still be looked at", () => {
  const { deeds } = writtenDown();
  const actions = actionsAt(placeOf({ kind: "sites" }, null, [], "dark", false), deeds);
  const enabled = (id: string) => actionNamed(actions, id).enabled;
  expect(["app.new-site", "app.bring-site", "app.demo-site"].map(enabled)).toEqual([false, false, false]);
  expect(["page.health", "page.settings", "app.shortcuts"].map(enabled)).toEqual([true, true, true]);
});

test("away from a site only what holds everywhere can be done", () => {
  const { deeds } = writtenDown();
  const actions = actionsAt(placeOf({ kind: "sites" }, null, [], "dark"), deeds);
  expect(actions.every((one) => /^(page|app)\./.test(one.id))).toBe(true);
  expect(actions.map((one) => one.id)).toEqual(expect.arrayContaining(["app.theme-light", "app.theme-system"]));
  expect(actions.map((one) => one.id)).not.toContain("app.theme-dark");
});
