import { expect, test } from "vitest";
import type { Lane } from "../../shared/model/site";
import type { BranchView, SiteDetail, VersionView } from "../../shared/model/views";
import { filtered, listedVersions, marked, neighbours, noFilter, withDays } from "./list-rows";

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
  ({ id, openedAt, closedAt, fromVersionId }) as Lane;

/** Rewound once, on the 12th, to what it was on the 9th. */
const lanes = [
  lane("l0", "2026-03-09T08:00:00.000Z", "2026-03-12T09:00:00.000Z", null),
  lane("l1", "2026-03-12T09:00:00.000Z", null, "v0"),
];

const branch = (id: string, kind: BranchView["kind"], name: string) =>
  ({ id, kind, name, headLaneId: "l1", lanes }) as unknown as BranchView;

const detail = {
  branches: [branch("bmain", "main", "main"), branch("btest", "branch", "woo-test"), branch("bpeek", "peek", "peek-1")],
  lanes,
  versions: [
    version("v0", "2026-03-09T10:00:00.000Z", { laneId: "l0" }),
    version("v1", "2026-03-10T10:00:00.000Z", { laneId: "l0" }),
    version("v2", "2026-03-12T10:00:00.000Z", { label: "Easter menu" }),
    version("v3", "2026-03-11T10:00:00.000Z", { branchId: "btest", pinned: true }),
    version("v4", "2026-03-12T11:00:00.000Z", { branchId: "bpeek" }),
  ],
} as unknown as SiteDetail;

const ids = (rows: readonly { readonly key: string }[]) => rows.map((row) => row.key);

test("versions are listed newest first, without those of peeks; only what a rewind left is set aside", () => {
  const rows = listedVersions(detail);
  expect(ids(rows)).toEqual(["v2", "v3", "v1", "v0"]);
  expect(rows.map((row) => row.aside)).toEqual([false, false, true, false]);
});

test("filters join: text in title or branch, one branch, pinned and named", () => {
  const rows = listedVersions(detail);
  expect(ids(filtered(rows, { ...noFilter, text: "EASTER" }))).toEqual(["v2"]);
  expect(ids(filtered(rows, { ...noFilter, text: "woo" }))).toEqual(["v3"]);
  expect(ids(filtered(rows, { ...noFilter, branchId: "bmain" }))).toEqual(["v2", "v1", "v0"]);
  expect(ids(filtered(rows, { ...noFilter, pinnedOnly: true }))).toEqual(["v2", "v3"]);
});

test("each day has one heading before its versions", () => {
  const rows = withDays(listedVersions(detail), new Date("2026-03-12T16:00:00.000Z").getTime());
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
  expect(marked("İstanbul", "i")).toEqual([{ text: "İstanbul", hit: false }]);
});
