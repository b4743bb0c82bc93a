import { expect, test } from "vitest";
import { addressOf, parseRoute, type Route } from "./router";

test("every page's address leads back to it", () => {
  const pages: Route[] = [
    { kind: "sites" },
    { kind: "health" },
    { kind: "settings" },
    { kind: "problem" },
    { kind: "site", siteId: "s12345678901", view: "timeline", versionId: null },
    { kind: "site", siteId: "s12345678901", view: "list", versionId: "v12345678901" },
    { kind: "site", siteId: "s12345678901", view: "list", versionId: null, eventId: "l12345678901:7/4" },
    { kind: "logs", siteId: "s12345678901", branchId: "b12345678901" },
    { kind: "mails", siteId: "s12345678901", branchId: "b12345678901" },
  ];
  for (const page of pages) expect(parseRoute(addressOf(page))).toEqual(page);
});

test("an address nobody made is unknown, and a broken escape does not throw", () => {
  expect(parseRoute("#/elsewhere")).toEqual({ kind: "unknown" });
  expect(parseRoute("#/site/")).toEqual({ kind: "unknown" });
  expect(parseRoute("#/site/s1/logs")).toEqual({ kind: "unknown" });
  expect(parseRoute("#/site/%E0%A4%A")).toMatchObject({ kind: "site", siteId: "%E0%A4%A" });
  expect(parseRoute("")).toEqual({ kind: "sites" });
});
