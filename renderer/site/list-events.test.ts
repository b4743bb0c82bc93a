import { expect, test } from "vitest";
import type { SiteEvent } from "../../shared/model/event";
import { history, offsetsOf, rowAt, steady } from "./list-events";
import type { VersionRow } from "./list-rows";

const version = (id: string, at: string) =>
  ({ kind: "version", key: id, version: { id, at } }) as unknown as VersionRow;
const event = (id: string, at: string) => ({ id, at }) as SiteEvent;
const now = new Date("2026-03-12T20:00:00").getTime();
const local = (text: string) => new Date(text).toISOString();

const versions = [
  version("v3", local("2026-03-12T14:03:13")),
  version("v2", local("2026-03-12T13:45:02")),
  version("v1", local("2026-03-11T09:00:00")),
];
const events = [
  event("e4", local("2026-03-12T14:03:14")),
  event("e3", local("2026-03-12T14:03:13")),
  event("e2", local("2026-03-12T14:00:48")),
  event("e1", local("2026-03-10T09:00:00")),
];
const keys = (rows: readonly { readonly key: string }[]) => rows.map(({ key }) => key);

test("events stand between the versions they happened between, newest first, under their days", () => {
  expect(keys(history(versions, events, false, now))).toEqual([
    "2026-03-12",
    "e4",
    "e3",
    "v3",
    "e2",
    "v2",
    "2026-03-11",
    "v1",
    "2026-03-10",
    "e1",
  ]);
});

test("where the known events end, the list says that there are more", () => {
  expect(keys(history(versions, events.slice(0, 2), true, now))).toEqual([
    "2026-03-12",
    "e4",
    "e3",
    "more",
    "v3",
    "v2",
    "2026-03-11",
    "v1",
  ]);
  expect(keys(history([], events.slice(0, 1), true, now))).toEqual(["2026-03-12", "e4", "more"]);
  expect(history([], [], false, now)).toEqual([]);
});

test("a row is found by its place", () => {
  const offsets = offsetsOf(history(versions, events, false, now));
  expect([...offsets.slice(0, 4)]).toEqual([0, 30, 57, 84]);
  expect(rowAt(offsets, 0)).toBe(0);
  expect(rowAt(offsets, 29)).toBe(0);
  expect(rowAt(offsets, 57)).toBe(2);
  expect(rowAt(offsets, 1e6)).toBe(9);
});

test("what one looks at stays where it is when a page of events comes above it", () => {
  const before = history(versions, events.slice(0, 1), true, now);
  const after = history(versions, events, false, now);
  const top = offsetsOf(before)[keys(before).indexOf("v2")] ?? 0;
  const moved = steady(before, after, top + 5);
  expect(moved).toBe((offsetsOf(after)[keys(after).indexOf("v2")] ?? 0) + 5);
});

test("at the very top the list stays there, and a row that went takes the next one's place", () => {
  const before = history(versions, events, false, now);
  expect(steady(before, history(versions, [event("e5", local("2026-03-12T15:00:00")), ...events], false, now), 0)).toBe(
    0,
  );
  const without = history(versions.slice(1), events, false, now);
  const top = offsetsOf(before)[keys(before).indexOf("v3")] ?? 0;
  const next = keys(without).indexOf("e2");
  expect(steady(before, without, top)).toBe((offsetsOf(without)[next] ?? 0) - 34);
});
