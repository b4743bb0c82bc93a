import { expect, test } from "vitest";
import type { Lane } from "../../shared/model/site";
import type { BranchView, SiteDetail, VersionView } from "../../shared/model/views";
import { eventFilterOf, filtered, noFilter, type VersionFilter } from "./list-filter";
import { history } from "./list-events";
import { largestFirst, listedVersions, marked, neighbours } from "./list-rows";

const version = (id: string, at: string, patch: Partial<VersionView> = {}): VersionView => ({
  id,
  siteId: "s",
  branchId: "bmain",
  laneId: "l1",
  parentId: null,
  at,
  cause: { kind: "manual" },
  label: null,
  pinned: false,
  binlog: null,
  size: { own: 1, total: 2 },
  deletable: { kind: "yes" },
  peekBranchId: null,
  ...patch,
});

const lane = (id: string, openedAt: string, closedAt: string | null, fromVersionId: string | null) =>
  ({ id, branchId: "bmain", openedAt, closedAt, fromVersionId, number: 1 }) as Lane;

/** Rewound once, on the 12th, to what it was on the 9th. */
const lanes = [
  lane("l0", "2026-03-09T08:00:00.000Z", "2026-03-12T09:00:00.000Z", null),
  lane("l1", "2026-03-12T09:00:00.000Z", null, "v0"),
];

const branch = (id: string, kind: BranchView["kind"], name: string) =>
  ({
    id,
    kind,
    name,
    headLaneId: kind === "main" ? "l1" : `l${id}`,
    lanes: [],
    from: null,
    trashedAt: id === "bgone" ? "2026-03-12T10:00:00.000Z" : null,
    createdAt: "2026-03-09T08:00:00.000Z",
  }) as unknown as BranchView;

const detail = {
  site: { createdAt: "2026-03-09T08:00:00.000Z" },
  branches: [
    branch("bmain", "main", "main"),
    branch("btest", "branch", "woo-test"),
    branch("bpeek", "peek", "peek-1"),
    branch("bgone", "branch", "gone"),
  ],
  lanes,
  versions: [
    version("v0", "2026-03-09T10:00:00.000Z", { laneId: "l0" }),
    version("v1", "2026-03-10T10:00:00.000Z", { laneId: "l0" }),
    version("v2", "2026-03-12T10:00:00.000Z", { label: "Easter menu" }),
    version("v3", "2026-03-11T10:00:00.000Z", { branchId: "btest", pinned: true }),
    version("v4", "2026-03-12T11:00:00.000Z", { branchId: "bpeek" }),
    version("v5", "2026-03-12T11:30:00.000Z", { branchId: "bgone" }),
  ],
} as unknown as SiteDetail;

const ids = (rows: readonly { readonly key: string }[]) => rows.map((row) => row.key);

test("versions are listed newest first, without those of peeks and of the trash; only what a rewind left is set aside", () => {
  const rows = listedVersions(detail);
  expect(ids(rows)).toEqual(["v2", "v3", "v1", "v0"]);
  expect(rows.map((row) => row.aside)).toEqual([false, false, true, false]);
});

/** What the list shows on the evening of the 12th. */
const now = new Date("2026-03-12T20:00:00").getTime();
const found = (filter: Partial<VersionFilter>, shown: { from: number; to: number } | null = null) =>
  ids(filtered(listedVersions(detail), { ...noFilter, ...filter }, now, shown));

test("text is looked for in title, reason, branch and the words of the day; every word counts", () => {
  expect(found({ text: "EASTER" })).toEqual(["v2"]);
  expect(found({ text: "woo" })).toEqual(["v3"]);
  expect(found({ text: "yesterday" })).toEqual(["v3"]);
  expect(found({ text: "taken monday" })).toEqual(["v0"]);
  expect(found({ text: "today easter menu" })).toEqual(["v2"]);
  expect(found({ text: "yesterday easter" })).toEqual([]);
  expect(found({ text: "set aside" })).toEqual(["v1"]);
  const lunch = {
    ...detail,
    versions: detail.versions.map((one, at) => ({
      ...one,
      at: new Date(`2026-03-1${at % 3}T${at < 2 ? "09" : "15"}:00:00`).toISOString(),
    })),
  };
  const morning = filtered(listedVersions(lunch), { ...noFilter, text: "before lunch" }, now, null);
  expect(ids(morning)).toEqual(["v1", "v0"]);
});

test("filters join: one branch, pinned and named, a reason, a stretch of time", () => {
  expect(found({ branchId: "bmain" })).toEqual(["v2", "v1", "v0"]);
  expect(found({ pinnedOnly: true })).toEqual(["v2", "v3"]);
  expect(found({ cause: "yours" })).toEqual(["v2", "v3", "v1", "v0"]);
  expect(found({ cause: "before" })).toEqual([]);
  expect(found({ range: "today" })).toEqual(["v2"]);
  expect(found({ range: "yesterday" })).toEqual(["v3"]);
  expect(found({ range: "timeline" }, { from: Date.parse("2026-03-10"), to: Date.parse("2026-03-11") })).toEqual([
    "v1",
  ]);
  expect(found({ range: "week", branchId: "bmain", text: "easter" })).toEqual(["v2"]);
});

test("what somebody did, or what it was about, is no version; versions of a kind are no events", () => {
  expect(found({ who: "Anna" })).toEqual([]);
  expect(found({ topic: "content" })).toEqual([]);
  expect(found({ topic: "versions", branchId: "btest" })).toEqual(["v3"]);
  const asked = (filter: Partial<VersionFilter>) => eventFilterOf("s", { ...noFilter, ...filter }, now, null);
  expect(asked({ topic: "versions" })).toBeNull();
  expect(asked({ pinnedOnly: true })).toBeNull();
  expect(asked({ cause: "yours" })).toBeNull();
});

test("the host is asked for what the filter says, and a question narrows it further", () => {
  const asked = (filter: Partial<VersionFilter>) => eventFilterOf("s", { ...noFilter, ...filter }, now, null);
  expect(asked({ text: "Woo", branchId: "bmain", who: "Anna", topic: "software" })).toEqual({
    siteId: "s",
    text: "woo",
    branchId: "bmain",
    topics: ["software"],
    who: "Anna",
    from: null,
    to: null,
  });
  expect(asked({ text: "when was woo updated" })).toMatchObject({ text: "woo", topics: ["software"] });
  expect(asked({ text: "yesterday", range: "week" })).toMatchObject({
    text: "",
    from: new Date("2026-03-11T00:00:00").toISOString(),
    to: new Date("2026-03-11T23:59:59.999").toISOString(),
  });
  // What is new belongs to the last days, without another question every minute.
  expect(asked({ range: "week" })).toMatchObject({ to: null });
});

test("by size the largest is first, and nothing stands between", () => {
  const large = {
    ...detail,
    versions: detail.versions.map((one, at) => ({ ...one, size: { own: [5, 9, 7, 8][at] ?? 0, total: 1 } })),
  };
  expect(ids(largestFirst(listedVersions(large)))).toEqual(["v1", "v3", "v2", "v0"]);
});

test("each day has one heading before its versions", () => {
  const rows = history(listedVersions(detail), [], false, new Date("2026-03-12T16:00:00.000Z").getTime());
  expect(rows.map((row) => row.kind)).toEqual(["day", "version", "day", "version", "day", "version", "day", "version"]);
});

test("stepping stays on the branch", () => {
  const rows = listedVersions(detail);
  expect(neighbours(rows, "v2")).toEqual({ before: "v1", after: null });
  expect(neighbours(rows, "v3")).toEqual({ before: null, after: null });
  expect(neighbours(rows, "gone")).toEqual({ before: null, after: null });
});

test("hits are marked without changing the text", () => {
  expect(marked("Easter menu, easter", "east")).toEqual([
    { text: "East", hit: true },
    { text: "er menu, ", hit: false },
    { text: "east", hit: true },
    { text: "er", hit: false },
  ]);
  expect(marked("Easter menu", "menu east").map(({ hit }) => hit)).toEqual([true, false, true]);
  expect(marked("İstanbul", "i")).toEqual([{ text: "İstanbul", hit: false }]);
});
