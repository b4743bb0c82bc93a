import { z } from "zod";
import { VersionId } from "../../shared/ids";
import { Branch, Instant, Site, type SoftwareVersions } from "../../shared/model/site";
import type { OperationDefinition } from "../operations/definition";
import { databaseStep, finishLane, installWordPress } from "./create-site";
import { freeSlug, giveSlugBack, planSite, prepareStep, removeTraces, reserveSlug, siteResult } from "./new-site";
import { openingSteps } from "./open-site";
import { newSecrets, readablePassword } from "./secrets";
import type { World } from "./world";

const State = z.object({ site: Site, branch: Branch, firstVersionId: VersionId, at: Instant });
type State = z.infer<typeof State>;

/** A WordPress, its database and thirty pictures in every size, with some growth. Bytes. */
const roomForDemo = 640 * 1024 * 1024;

export const demoTitle = "The Longshore Review";
export const demoVersion = "Demo, fresh";

/** Chooses the next free address and keeps the site's secrets; what is returned starts `create-demo`. */
export async function planCreateDemo(world: World, software: SoftwareVersions, signal: AbortSignal): Promise<State> {
  const slug = freeSlug(world, "demo");
  const number = slug.replace(/^demo-?/, "");
  const title = number === "" ? demoTitle : `${demoTitle} ${number}`;
  const now = world.now();
  const about = { title, slug, software, canonical: `http://${slug}.localhost`, tablePrefix: "wp_" };
  const plan = planSite({ ...about, born: "here", adminUser: "ingrid", demo: true }, now);
  // At once: another demo asked for meanwhile gets the next address.
  reserveSlug(world, plan);
  try {
    await world.store.writeSecrets(plan.site.id, newSecrets(readablePassword()), signal);
  } catch (error) {
    giveSlugBack(world, plan);
    throw error;
  }
  return { ...plan, at: now.toISOString() };
}

/** As a new site, with a magazine written into it before anybody sees it. */
export function createDemo(world: World): OperationDefinition<State> {
  return {
    kind: "create-demo",
    title: ({ site }) => `Create ${site.title}`,
    subject: ({ site }) => ({ name: site.title }),
    siteId: ({ site }) => site.id,
    branchId: ({ branch }) => branch.id,
    state: State,
    result: (state) => siteResult(world, state),
    steps: [
      prepareStep<State>(world, () => roomForDemo),
      databaseStep<State>(world),
      {
        name: "install",
        label: "Install WordPress",
        weight: 3,
        run: ({ state, signal }) => installWordPress(world, state, signal),
        undo: ({ state, signal }) => removeTraces(world, state, signal),
      },
      {
        name: "fill",
        label: "Write the magazine",
        weight: 4,
        async run({ state, signal }) {
          const { site, branch, at } = state;
          await world.wordpress.fillDemo(branch.headLaneId, { title: site.title, at: new Date(at) }, signal);
          await finishLane(world, state, signal);
        },
        undo: ({ state, signal }) => removeTraces(world, state, signal),
      },
      ...openingSteps<State>(world, demoVersion),
    ],
  };
}
