import { describe, expect, it } from "vitest";
import type { EventFilter } from "../../shared/model/recording";
import { activityOf, eventOf, eventsOf } from "./events";
import { at, branch, event, lane, place, recordedWorld, second, siteId } from "./fixtures/recorded-world";

const [old, head, peeked] = [
  lane({ closedAt: at(100) }),
  lane({ id: "l00000000002", number: 2, openedAt: at(100) }),
  lane({ id: "l00000000003", number: 3, branchId: "b00000000002" }),
];
const tally = (seconds: number) => ({
  second: second(seconds),
  end: place(1, seconds),
  transactions: 1,
  rows: 2,
  noise: 0,
});

const world = recordedWorld({
  branches: [branch([old, head]), branch([peeked], { id: "b00000000002", kind: "peek" })],
  steps: [
    {
      seconds: [tally(10), tally(11), tally(30)],
      events: [
        event("post", 10, { subject: "Samphire in March", who: { id: 1, name: "Anna" } }),
        event("update", 11, { kind: "plugin-updated", subject: "WooCommerce", weight: 8 }),
        event("failed", 12, { kind: "page-failed", detail: { path: "/", status: 500 } }),
      ],
    },
    { laneId: head.id, seconds: [tally(120)], events: [event("later", 120, { laneId: head.id })] },
  ],
});

describe("activity", () => {
  const from = Date.parse(at(0));

  it("is cut into buckets for every lane of the site, closed ones too, and peeks left out", () => {
    const view = activityOf(world, { siteId, from, to: from + 160_000, buckets: 16, most: 2 });
    expect(view).toMatchObject({ from, to: from + 160_000, bucket: 10_000, total: 4 });
    expect(view.lanes).toEqual([
      { laneId: old.id, density: [1, 4, 3, 2] },
      { laneId: head.id, density: [12, 2] },
    ]);
    expect(view.events.map(({ id }) => id)).toEqual(["update", "later"]);
    expect(view.bad).toEqual([{ laneId: old.id, from: at(12), to: null, path: "/", status: 500 }]);
  });

  it("of an empty stretch is nothing, and of no site not found", () => {
    const empty = { siteId, from, to: from, buckets: 10, most: 5 };
    expect(activityOf(world, empty)).toMatchObject({ events: [], total: 0 });
    expect(() => activityOf(world, { ...empty, siteId: "s00000000009" })).toThrow("no such site");
  });
});

describe("events", () => {
  const page = (filter: Partial<EventFilter>, most = 50) => {
    const nothing = { siteId, text: "", branchId: null, topics: [], who: null, from: null, to: null };
    return eventsOf(world, { ...nothing, ...filter }, null, most);
  };
  const ids = (filter: Partial<EventFilter>) => page(filter).events.map(({ id }) => id);

  it("are found by words, topics, person and time", () => {
    expect(ids({})).toEqual(["later", "failed", "update", "post"]);
    expect(ids({ text: "  samph  MARCH " })).toEqual(["post"]);
    expect(ids({ topics: ["software", "errors"] })).toEqual(["failed", "update"]);
    expect(ids({ topics: ["no-such-topic"] })).toEqual([]);
    expect(ids({ who: "Anna" })).toEqual(["post"]);
    expect(ids({ from: at(11), to: at(12) })).toEqual(["update"]);
  });

  it("come in pages, with everybody who did something", () => {
    const first = page({}, 3);
    expect(first).toMatchObject({ total: 4, people: ["Anna"] });
    const filter = { siteId, text: "", branchId: null, topics: [], who: null, from: null, to: null };
    expect(eventsOf(world, filter, first.next, 3)).toMatchObject({ events: [{ id: "post" }], next: null });
  });

  it("are found one by one, or not", () => {
    expect(eventOf(world, "post").subject).toBe("Samphire in March");
    expect(() => eventOf(world, "none")).toThrow("no such event");
  });
});
