import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newId } from "../../shared/ids";
import type { Branch, Site, Version } from "../../shared/model/site";
import type { StoreContents } from "../core/ports";
import { SqliteCatalogue } from "./catalogue";

let folder: string;
let path: string;
const open: SqliteCatalogue[] = [];

function openCatalogue(): SqliteCatalogue {
  const catalogue = new SqliteCatalogue(path);
  open.push(catalogue);
  return catalogue;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tidemark-catalogue-"));
  path = join(folder, "catalogue.sqlite");
});
afterEach(() => {
  for (const catalogue of open.splice(0)) catalogue.close();
  rmSync(folder, { recursive: true });
});

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

function newSite(title = "Blog"): Site {
  return {
    id: newId("s"),
    title,
    slug: "blog",
    canonical: "http://blog.localhost",
    born: "here",
    software: { wordpress: "6.5", php: "8.2", mariadb: "10.11" },
    adminUser: "admin",
    tablePrefix: "wp_",
    createdAt: at(0),
    trashedAt: null,
  };
}

function newBranch(site: Site, second = 0): Branch {
  const id = newId("b");
  const lane = {
    id: newId("l"),
    siteId: site.id,
    branchId: id,
    fromVersionId: null,
    openedAt: at(second),
    closedAt: null,
    number: 1,
  };
  return {
    id,
    siteId: site.id,
    kind: "main",
    name: "main",
    headLaneId: lane.id,
    lanes: [lane],
    from: null,
    wanted: "running",
    quarantined: false,
    durable: false,
    createdAt: at(second),
    trashedAt: null,
    expiresAt: null,
  };
}

function newVersion(branch: Branch, second: number): Version {
  return {
    id: newId("v"),
    siteId: branch.siteId,
    branchId: branch.id,
    laneId: branch.headLaneId,
    parentId: null,
    at: at(second),
    cause: { kind: "manual" },
    label: null,
    pinned: false,
    binlog: null,
  };
}

function contentsOf(sites: Site[], branches: Branch[], versions: Version[]): StoreContents {
  return { sites, branches, versions, lanes: branches.flatMap((b) => b.lanes), unfinished: [], unreadable: [] };
}

describe("the catalogue", () => {
  it("gives back what was put in, versions oldest first", () => {
    const catalogue = openCatalogue();
    const site = newSite(`Bobby'); DROP TABLE site; -- "`);
    const branch = newBranch(site);
    const [late, early] = [newVersion(branch, 9), newVersion(branch, 3)];
    catalogue.rebuild(contentsOf([site], [branch], [late, early]));
    expect(catalogue.sites()).toEqual([site]);
    expect(catalogue.site(site.id)).toEqual(site);
    expect(catalogue.branches(site.id)).toEqual([branch]);
    expect(catalogue.branch(branch.id)).toEqual(branch);
    expect(catalogue.versions(site.id)).toEqual([early, late]);
    catalogue.putVersion({ ...late, label: "Launch" });
    expect(catalogue.version(late.id)?.label).toBe("Launch");
    expect(catalogue.site("' OR 1=1 --")).toBeNull();
  });

  it("is still there after it was closed, and the same again when it was deleted and filled from the store", () => {
    const site = newSite();
    const branch = newBranch(site);
    const contents = contentsOf([site], [branch], [newVersion(branch, 1)]);
    const first = openCatalogue();
    first.rebuild(contents);
    const look = (catalogue: SqliteCatalogue) => [
      catalogue.sites(),
      catalogue.branches(site.id),
      catalogue.versions(site.id),
    ];
    const before = look(first);
    first.close();
    open.length = 0;
    expect(look(openCatalogue())).toEqual(before);
    open.splice(0).forEach((catalogue) => catalogue.close());
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    const anew = openCatalogue();
    expect(anew.sites()).toEqual([]);
    anew.rebuild(contents);
    expect(look(anew)).toEqual(before);
  });

  it("forgets on a rebuild what the store does not hold, and keeps measured sizes of what it does", () => {
    const catalogue = openCatalogue();
    const site = newSite();
    const branch = newBranch(site);
    const [kept, gone] = [newVersion(branch, 1), newVersion(branch, 2)];
    catalogue.rebuild(contentsOf([site], [branch], [kept, gone]));
    for (const id of [kept.id, gone.id, branch.headLaneId])
      catalogue.setSize(id, { own: 5_000_000_000, total: 6_000_000_000 });
    catalogue.setSize(kept.id, { own: 1, total: 2 });
    expect(catalogue.sizes(site.id).size).toBe(3);
    catalogue.rebuild(contentsOf([site], [branch], [kept]));
    expect(catalogue.version(gone.id)).toBeNull();
    expect([...catalogue.sizes(site.id).keys()].sort()).toEqual([kept.id, branch.headLaneId].sort());
    expect(catalogue.sizes(site.id).get(kept.id)).toEqual({ own: 1, total: 2 });
  });

  it("removes a site with all that is its own, and nothing of another", () => {
    const catalogue = openCatalogue();
    const [one, two] = [newSite("One"), newSite("Two")];
    const [branchOne, branchTwo] = [newBranch(one), newBranch(two)];
    const versions = [newVersion(branchOne, 1), newVersion(branchTwo, 1)];
    catalogue.rebuild(contentsOf([one, two], [branchOne, branchTwo], versions));
    catalogue.removeSite(one.id);
    catalogue.removeSite(one.id);
    expect(catalogue.sites()).toEqual([two]);
    expect(catalogue.branches(one.id)).toEqual([]);
    expect(catalogue.versions(one.id)).toEqual([]);
    expect(catalogue.versions(two.id)).toHaveLength(1);
    catalogue.removeBranch(branchTwo.id);
    expect(catalogue.versions(two.id)).toHaveLength(1);
  });

  it("changes nothing when a rebuild fails half way", () => {
    const catalogue = openCatalogue();
    const site = newSite();
    catalogue.rebuild(contentsOf([site], [], []));
    const broken = { ...newSite("Broken"), id: null } as unknown as Site;
    expect(() => catalogue.rebuild(contentsOf([broken], [], []))).toThrow();
    expect(catalogue.sites()).toEqual([site]);
  });

  it("puts a broken file aside and begins anew", () => {
    writeFileSync(path, "this is no database, and long enough to be taken for a damaged one".repeat(100));
    const catalogue = openCatalogue();
    expect(catalogue.sites()).toEqual([]);
    expect(catalogue.brokenPath).toMatch(/catalogue\.sqlite\.broken-/);
    expect(readdirSync(folder).some((name) => name.includes(".broken-"))).toBe(true);
  });

  it("begins anew where another release made the tables", () => {
    const other = new DatabaseSync(path);
    other.exec("CREATE TABLE site (something TEXT); PRAGMA user_version = 999");
    other.close();
    const catalogue = openCatalogue();
    catalogue.putSite(newSite());
    expect(catalogue.sites()).toHaveLength(1);
    expect(catalogue.brokenPath).toBeNull();
  });

  it("lists 20,000 versions in under 1.5 s", () => {
    const catalogue = openCatalogue();
    const site = newSite();
    const branch = newBranch(site);
    const versions = Array.from({ length: 20_000 }, (_, index) => newVersion(branch, index));
    catalogue.rebuild(contentsOf([site], [branch], versions));
    const began = performance.now();
    expect(catalogue.versions(site.id)).toHaveLength(20_000);
    expect(performance.now() - began).toBeLessThan(1500);
  });
});
