import { expect, test } from "vitest";
import type { SiteEvent } from "../../shared/model/event";
import { madeUpDetail, writtenDown } from "../actions/testing";
import { eventQuery } from "../site/event-query";
import { eventEntries, eventsAsked, fitting } from "./events";

const now = new Date("2026-03-12T16:42:00").getTime();
const event = (id: string, kind: SiteEvent["kind"], subject = "WooCommerce") =>
  ({
    id,
    kind,
    subject,
    at: "2026-03-12T13:03:14.000Z",
    branchId: "b1",
    detail: { from: "9.1.4", to: "9.2.0" },
    who: { id: 1, name: "Anna" },
    via: "admin",
  }) as unknown as SiteEvent;
const icon = () => ({ kind: "mark", shape: "tick" }) as const;

test("the host is asked once there is something to ask, and only on a site", () => {
  expect(eventsAsked("wo", "s1", now)).toBeNull();
  expect(eventsAsked("woocommerce", null, now)).toBeNull();
  expect(eventsAsked("yesterday", "s1", now)).toBeNull();
  expect(eventsAsked("when was woocommerce updated", "s1", now)).toMatchObject({ siteId: "s1", text: "woocommerce" });
});

test("a question about updates shows updates, newest first, six at most", () => {
  const asked = eventQuery("when was woocommerce updated", now);
  const events = [
    event("e9", "plugin-activated"),
    ...Array.from({ length: 8 }, (_, at) => event(`e${at}`, "plugin-updated")),
  ];
  expect(fitting(events, asked).map(({ id }) => id)).toEqual(["e0", "e1", "e2", "e3", "e4", "e5"]);
  expect(fitting(events, eventQuery("woo", now))[0]?.id).toBe("e9");
});

test("choosing one opens the site at it; right before it can be gone to at once, while nothing else runs", () => {
  const { deeds, said } = writtenDown();
  const [entry] = eventEntries([event("e1", "plugin-updated")], madeUpDetail(), icon, true, now, deeds);
  entry?.run();
  entry?.follow?.()[0]?.run();
  entry?.other?.run();
  const target = { kind: "before-event", eventId: "e1" };
  expect(said).toEqual([
    ["go", { kind: "site", siteId: "s1", view: "list", versionId: null, eventId: "e1" }],
    ["rewindToMoment", "b1", target],
    ["peekAtMoment", target],
  ]);
  const [busy] = eventEntries([event("e1", "plugin-updated")], madeUpDetail(), icon, false, now, deeds);
  expect(busy?.follow?.()).toEqual([]);
});
