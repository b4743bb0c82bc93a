import { expect, test } from "vitest";
import type { SiteRow } from "../../shared/model/views";
import { arrange, asTheyAre, countStates } from "./arrange";

const row = (
  title: string,
  more: Partial<Pick<SiteRow, "createdAt" | "size">> & { state?: string; at?: string } = {},
) => {
  const { state = "running", at = "2026-03-01T00:00:00.000Z", createdAt = "2026-01-01T00:00:00.000Z" } = more;
  // Only what is looked at.
  return {
    title,
    slug: title.toLowerCase().replaceAll(" ", "-"),
    createdAt,
    size: more.size ?? { own: null, total: null },
    main: { state },
    lastVersion: { at },
  } as unknown as SiteRow;
};
const titles = (rows: readonly SiteRow[]) => rows.map(({ title }) => title);

test("a site is found by any part of its title or address, whatever the accents", () => {
  const rows = [row("Fieldnotes by Tomás"), row("North Quay Cycles"), row("مجلة الشاطئ")];
  expect(titles(arrange(rows, { ...asTheyAre, text: "tomas field" }))).toEqual(["Fieldnotes by Tomás"]);
  expect(titles(arrange(rows, { ...asTheyAre, text: "north-quay" }))).toEqual(["North Quay Cycles"]);
  expect(titles(arrange(rows, { ...asTheyAre, text: "الشاطئ" }))).toEqual(["مجلة الشاطئ"]);
  expect(arrange(rows, { ...asTheyAre, text: "nowhere" })).toEqual([]);
});

test("what was worked on last stands first", () => {
  const rows = [row("Old", { at: "2026-02-01T00:00:00.000Z" }), row("New", { at: "2026-03-02T00:00:00.000Z" })];
  expect(titles(arrange(rows, asTheyAre))).toEqual(["New", "Old"]);
});

test("titles are sorted as a person would, and sizes from the largest", () => {
  const rows = [
    row("Site 10", { size: { own: 1, total: 5 } }),
    row("site 9", { size: { own: 1, total: 7 } }),
    row("Ähre"),
  ];
  expect(titles(arrange(rows, { ...asTheyAre, sort: "name" }))).toEqual(["Ähre", "site 9", "Site 10"]);
  expect(titles(arrange(rows, { ...asTheyAre, sort: "size" }))).toEqual(["site 9", "Site 10", "Ähre"]);
});

test("a starting site counts as running", () => {
  const rows = [row("A", { state: "starting" }), row("B", { state: "failing" }), row("C", { state: "stopped" })];
  expect(countStates(rows)).toEqual({ all: 3, running: 1, stopped: 1, failing: 1 });
  expect(titles(arrange(rows, { ...asTheyAre, show: "running" }))).toEqual(["A"]);
});
