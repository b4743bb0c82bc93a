import { expect, test } from "vitest";
import { badTimesOf, eventsOf } from "../../e2e/fixtures/made-up/events";
import { saltmarsh } from "../../e2e/fixtures/made-up/sites";
import { at } from "../../e2e/fixtures/made-up/time";
import { historyOf } from "./history";
import { eventBeside, groupEvents, rowEvents } from "./row-events";

const detail = saltmarsh().detail();
const history = historyOf(detail);
const rows = rowEvents(history, eventsOf(detail), badTimesOf(detail));
const main = rows[0]?.events ?? [];
const from = at("2026-03-12 13:58:00");
const minutes = (time: number) => ((time - from) / (15 * 60_000)) * 1100;

test("what happened on a stretch that a rewind left stands below it, the rest above the line", () => {
  const aside = main.filter((one) => one.aside !== -1).map(({ event }) => event.subject);
  expect(aside).toEqual([
    "Kadence",
    "functions.php",
    "/menu/",
    "WooCommerce",
    "/shop/",
    "Stripe Gateway",
    "Shop notice",
  ]);
  expect(rows[0]?.bad.map((one) => one.aside)).toEqual([0, 1]);
  expect(rows[2]?.bad.map((one) => one.aside)).toEqual([-1]);
});

test("a bad time that nobody saw end is over where a rewind left its lane", () => {
  const lanes = history.rows[0]?.branch.lanes ?? [];
  const open = badTimesOf(detail).map((one) => ({ ...one, to: null }));
  for (const { bad, to } of rowEvents(history, [], open)[0]?.bad ?? []) {
    const next = lanes[lanes.findIndex(({ id }) => id === bad.laneId) + 1];
    expect(to).toBe(Date.parse(next?.openedAt ?? ""));
  }
  expect(rowEvents(history, [], open)[2]?.bad[0]?.to).toBeNull();
});

test("events near each other share the icon of the weightiest, and all are counted", () => {
  const groups = groupEvents(main, minutes, true, () => true);
  expect(groups.reduce((sum, group) => sum + group.events.length, 0)).toBe(main.length);
  const week = groupEvents(
    main,
    (time) => ((time - from) / (7 * 86_400_000)) * 1100,
    false,
    () => true,
  );
  const last = week.find((group) => group.events.some(({ event }) => event.subject === "/shop/"));
  expect(last?.top.event.kind).toBe("page-failed");
  expect(last?.level).toBe(1);
});

test("of a folded stretch they stand on the line", () => {
  const levels = new Set(groupEvents(main, minutes, true, () => false).map(({ level }) => level));
  expect([...levels]).toEqual([0]);
});

test("groups are the same wherever the view is", () => {
  const sizes = (by: number) =>
    groupEvents(
      main,
      (time) => minutes(time) + by,
      true,
      () => true,
    ).map((group) => group.events.length);
  expect(sizes(-431)).toEqual(sizes(0));
});

test("keys go from event to event, also where two are at one instant", () => {
  const first = main[0];
  if (first === undefined) throw new Error("nothing happened");
  const twin = { ...first, event: { ...first.event, id: "twin" } };
  const events = [first, twin, ...main.slice(1)];
  expect(eventBeside(events, first.at, first.event.id, 1)?.event.id).toBe("twin");
  expect(eventBeside(events, first.at, null, -1)).toBeNull();
  expect(eventBeside(events, at("2026-03-12 14:02:48"), null, -1)?.event.subject).toBe("1042");
  expect(eventBeside(events, at("2026-03-12 14:02:48"), null, 1)?.event.subject).toBe("WooCommerce");
});
