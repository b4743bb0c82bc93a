import { AppError } from "../../shared/errors";
import { newId } from "../../shared/ids";
import type { Branch, Lane, Site } from "../../shared/model/site";
import type { Step } from "../operations/definition";
import { branchOrigin } from "./addresses";
import { headLane } from "./find";
import { discardStack } from "./run-stack";
import type { World } from "./world";

/** What creating, bringing and duplicating a site have in common: a site, its main branch, and that branch's first lane. */
export interface NewSite {
  readonly site: Site;
  readonly branch: Branch;
  readonly firstVersionId: string;
}

/** Site, main branch and first lane, with ids chosen before anything is made, so that a crash can always be undone. */
export function planSite(
  about: Pick<Site, "title" | "slug" | "canonical" | "born" | "software" | "adminUser" | "tablePrefix" | "demo">,
  now: Date,
): NewSite {
  const at = now.toISOString();
  const siteId = newId("s");
  const branchId = newId("b");
  const lane: Lane = {
    id: newId("l"),
    siteId,
    branchId,
    fromVersionId: null,
    openedAt: at,
    closedAt: null,
    number: 1,
  };
  return {
    site: { id: siteId, ...about, createdAt: at, trashedAt: null },
    branch: {
      id: branchId,
      siteId,
      kind: "main",
      name: "main",
      headLaneId: lane.id,
      lanes: [lane],
      from: null,
      wanted: "running",
      quarantined: about.born === "brought",
      durable: false,
      createdAt: at,
      trashedAt: null,
      expiresAt: null,
    },
    firstVersionId: newId("v"),
  };
}

/** Keeps the slug for a site that is being made, until it is there or given up. Throws `name-taken`. */
export function reserveSlug(world: World, { site }: NewSite): void {
  checkSlugFree(world, site.slug, site.id);
  world.activity.reserved.set(site.slug, site.id);
}

export function giveSlugBack(world: World, { site }: Pick<NewSite, "site">): void {
  if (world.activity.reserved.get(site.slug) === site.id) world.activity.reserved.delete(site.slug);
}

/** The first of `blog`, `blog-2`, `blog-3`, … that no site has, in the trash or being made. */
export function freeSlug(world: World, slug: string): string {
  const taken = new Set([...world.activity.reserved.keys(), ...world.catalogue.sites().map((site) => site.slug)]);
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? slug : `${slug}-${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Throws `name-taken` where another site, in the trash or being made, has the slug. */
export function checkSlugFree(world: World, slug: string, siteId?: string): void {
  const holder = world.activity.reserved.get(slug) ?? siteId;
  if (holder !== siteId || world.catalogue.sites().some((site) => site.slug === slug && site.id !== siteId)) {
    throw new AppError(
      "name-taken",
      { name: slug },
      `The address ${slug}.localhost is taken.`,
      "Choose another address. A site in the trash keeps its address until it is removed for good.",
    );
  }
}

/** Publishes the finished volume; nothing half-made is ever live. */
export async function publishLane(world: World, { branch }: NewSite, signal: AbortSignal): Promise<void> {
  const lane = headLane(branch);
  await world.store.publish(lane.id, { kind: "lane", lane }, signal);
}

/** Removes containers and volume of a site that did not come to be. */
export async function removeTraces(world: World, { branch }: NewSite, signal: AbortSignal): Promise<void> {
  await discardStack(world, branch.headLaneId, signal);
  await world.store.retire(branch.headLaneId, signal);
}

export function siteResult(world: World, { site, branch }: NewSite): Record<string, string> {
  return { siteId: site.id, branchId: branch.id, url: branchOrigin(site, branch, world.port) };
}

/** How creating a site, a demo too, and bringing one begin: images, room (in bytes) and an empty volume nobody sees yet. */
export function prepareStep<S extends NewSite>(world: World, roomFor: (state: S) => number): Step<S> {
  return {
    name: "prepare",
    label: "Get WordPress ready",
    weight: 1,
    async run({ state, signal, progress }) {
      reserveSlug(world, state);
      await world.stacks.ensureImages(state.site.software, progress, signal);
      await world.store.ensureRoom(roomFor(state), signal);
      await world.store.create(state.branch.headLaneId, signal);
    },
    async undo({ state, signal }) {
      await removeTraces(world, state, signal);
      await world.store.removeSite(state.site.id, signal);
      giveSlugBack(world, state);
    },
  };
}
