import { expect, test } from "vitest";
import type { Branch, Site } from "../../shared/model/site";
import { routesOf } from "./routes";

const site = (patch: Partial<Site> = {}) =>
  ({ id: "s1", slug: "blog", title: "Blog", trashedAt: null, ...patch }) as Site;
const branch = (name: string, headLaneId: string, patch: Partial<Branch> = {}) =>
  ({ kind: name === "main" ? "main" : "branch", name, headLaneId, trashedAt: null, ...patch }) as Branch;

const web = (laneId: string) => `${laneId}-web`;

test("main has the site's own address, every other branch its name before it", () => {
  const routes = routesOf([{ site: site(), branches: [branch("main", "l1"), branch("draft", "l2")] }], web);
  expect(routes).toEqual([
    { host: "blog.localhost", target: { kind: "web", upstream: "l1-web" } },
    { host: "draft--blog.localhost", target: { kind: "web", upstream: "l2-web" } },
  ]);
});

test("a branch that does not run answers with a page that says what to do", () => {
  const [route] = routesOf([{ site: site(), branches: [branch("main", "l1")] }], () => null);
  expect(route?.target).toMatchObject({ kind: "page", title: "Blog is stopped" });
});

test("nothing in the trash has an address", () => {
  const trashedAt = "2026-03-12T14:00:00.000Z";
  const sites = [
    { site: site({ trashedAt }), branches: [branch("main", "l1")] },
    { site: site(), branches: [branch("draft", "l2", { trashedAt })] },
  ];
  expect(routesOf(sites, web)).toEqual([]);
});
