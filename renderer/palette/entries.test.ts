import { expect, test } from "vitest";
import { placeOf } from "../actions/place";
import { madeUpDetail, writtenDown } from "../actions/testing";
import type { Route } from "../app/router";
import { allEntries } from "./entries";
import { searchIn } from "./search";
import { timeEntries } from "./times";

const route: Route = { kind: "site", siteId: "s1", view: "list", versionId: null };
const now = new Date("2026-03-12T16:42:07.000Z").getTime();

function opened() {
  const { deeds, said } = writtenDown();
  const detail = madeUpDetail();
  const place = placeOf(route, detail, [], "system");
  const entries = allEntries({ place, sites: [], others: [], busySites: new Set(), now }, deeds);
  return { said, deeds, detail, search: searchIn(entries, []) };
}

test("a version found can be gone to, peeked at and rewound to at once", () => {
  const { search, said } = opened();
  const groups = search("easter");
  const [version] = groups[0]?.found ?? [];
  version?.entry.run();
  version?.entry.other?.run();
  groups[1]?.found[0]?.entry.run();
  expect(said).toEqual([
    ["go", { kind: "site", siteId: "s1", view: "list", versionId: "v1" }],
    ["peek", "v1"],
    ["rewind", "b1", "v1"],
  ]);
});

test("a branch is gone to by its newest version, or opened", () => {
  const { search, said } = opened();
  const branch = search("woo-test")
    .flatMap(({ found }) => found)
    .find(({ entry }) => entry.key === "branch.b2");
  branch?.entry.run();
  branch?.entry.other?.run();
  expect(said).toEqual([
    ["go", { kind: "site", siteId: "s1", view: "timeline", versionId: "v3" }],
    ["visit", "http://woo-test.localhost"],
  ]);
});

test("a time leads to the timeline and to main's last version before it", () => {
  const { deeds, detail, said } = opened();
  const [show, version] = timeEntries("yesterday", detail, now, deeds);
  show?.run();
  expect(said[0]?.[0]).toBe("showTime");
  version?.run();
  expect(said.at(-1)).toEqual(["go", { kind: "site", siteId: "s1", view: "timeline", versionId: "v1" }]);
  expect(timeEntries("woo", detail, now, deeds)).toEqual([]);
  expect(timeEntries("yesterday", null, now, deeds)).toEqual([]);
});
