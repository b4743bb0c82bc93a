import type { BranchView, SiteDetail, VersionView } from "../../shared/model/views";
import type { Deeds } from "./deeds";

/** A site as tests of actions need it: main with two versions, a branch with one. */
export function madeUpDetail(patch: Partial<VersionView> = {}): SiteDetail {
  const version = (id: string, branchId: string, at: string): VersionView => ({
    id,
    siteId: "s1",
    branchId,
    laneId: "l1",
    parentId: null,
    at,
    cause: { kind: "manual" },
    label: id === "v1" ? "Easter menu" : null,
    pinned: false,
    binlog: null,
    size: { own: 1, total: 2 },
    deletable: { kind: "yes" },
    peekBranchId: null,
    ...(id === "v1" ? patch : {}),
  });
  const branch = (id: string, kind: BranchView["kind"], name: string) =>
    ({
      id,
      siteId: "s1",
      kind,
      name,
      state: "running",
      url: `http://${name}.localhost`,
      mails: 0,
      trashedAt: null,
      lanes: [],
      headLaneId: "l1",
    }) as unknown as BranchView;
  return {
    site: { id: "s1", title: "Saltmarsh Kitchen", slug: "saltmarsh" },
    branches: [branch("b1", "main", "main"), branch("b2", "branch", "woo-test")],
    lanes: [],
    versions: [
      version("v1", "b1", "2026-03-11T13:00:00.000Z"),
      version("v2", "b1", "2026-03-12T13:00:00.000Z"),
      version("v3", "b2", "2026-03-12T14:00:00.000Z"),
    ],
    historyBytes: 1,
    siteBytes: 2,
  } as unknown as SiteDetail;
}

/** Deeds that are only written down. */
export function writtenDown(): { readonly deeds: Deeds; readonly said: readonly (readonly unknown[])[] } {
  const said: (readonly unknown[])[] = [];
  const deeds = new Proxy({} as Deeds, {
    get:
      (_, name) =>
      (...given: readonly unknown[]) =>
        void said.push([name, ...given]),
  });
  return { deeds, said };
}
