import { expect, test } from "vitest";
import type { Branch, Site } from "../../shared/model/site";
import { difference } from "./reconcile";

const site = (patch: Partial<Site> = {}) => ({ id: "s1", trashedAt: null, ...patch }) as Site;
const branch = (id: string, headLaneId: string, patch: Partial<Branch> = {}) =>
  ({ id, headLaneId, wanted: "running", trashedAt: null, lanes: [{ id: headLaneId }], ...patch }) as Branch;

const ids = (branches: readonly Branch[]) => branches.map(({ id }) => id);
const lanes = (...names: string[]) => new Set(names);

test("what should run and does is left alone", () => {
  const { start, stop } = difference([{ site: site(), branches: [branch("b1", "l1")] }], lanes("l1"), lanes("l1"));
  expect([ids(start), stop]).toEqual([[], []]);
});

test("what should run and does not is started, a half-running one, too", () => {
  const branches = [branch("b1", "l1"), branch("b2", "l2")];
  const { start, stop } = difference([{ site: site(), branches }], lanes("l2"), lanes());
  expect([ids(start), stop]).toEqual([["b1", "b2"], []]);
});

test("stopped and trashed branches, and those of a trashed site, are stopped", () => {
  const sites = [
    {
      site: site(),
      branches: [
        branch("b1", "l1", { wanted: "stopped" }),
        branch("b2", "l2", { trashedAt: "2026-03-12T14:00:00.000Z" }),
      ],
    },
    { site: site({ trashedAt: "2026-03-12T14:00:00.000Z" }), branches: [branch("b3", "l3")] },
  ];
  const all = lanes("l1", "l2", "l3");
  const { start, stop } = difference(sites, all, all);
  expect([ids(start), stop]).toEqual([[], ["l1", "l2", "l3"]]);
});

test("a lane that a rewind has left is stopped once the branch goes on elsewhere", () => {
  const { stop } = difference([{ site: site(), branches: [branch("b1", "l2")] }], lanes("l1", "l2"), lanes("l1", "l2"));
  expect(stop).toEqual(["l1"]);
});
