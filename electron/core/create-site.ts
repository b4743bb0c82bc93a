import { z } from "zod";
import { VersionId } from "../../shared/ids";
import { Branch, Site, type SoftwareVersions } from "../../shared/model/site";
import type { OperationDefinition, Step } from "../operations/definition";
import { headLane } from "./find";
import { checkSlugFree, type NewSite, planSite, prepareStep, publishLane, removeTraces, siteResult } from "./new-site";
import { openingSteps } from "./open-site";
import { stackSpec, startStack, stopStack } from "./run-stack";
import { newSecrets, readablePassword } from "./secrets";
import type { World } from "./world";

const State = z.object({ site: Site, branch: Branch, firstVersionId: VersionId });
type State = z.infer<typeof State>;

/** A fresh WordPress and an empty database, with some growth. Bytes. */
const roomForSite = 512 * 1024 * 1024;

export interface CreateSiteInput {
  readonly title: string;
  readonly slug: string;
  readonly adminUser: string;
  readonly adminPassword: string | null;
  readonly software: SoftwareVersions;
}

/** Checks the input and keeps the site's secrets; what is returned starts `create-site`. Throws `name-taken`. */
export async function planCreateSite(world: World, input: CreateSiteInput, signal: AbortSignal): Promise<State> {
  checkSlugFree(world, input.slug);
  const { title, slug, adminUser, software } = input;
  const about = { title, slug, adminUser, software, canonical: `http://${slug}.localhost`, tablePrefix: "wp_" };
  const plan = planSite({ ...about, born: "here" }, world.now());
  await world.store.writeSecrets(plan.site.id, newSecrets(input.adminPassword ?? readablePassword()), signal);
  return plan;
}

/**
 * From nothing to a site that answers. WordPress is installed in a volume nobody sees yet, with plain ids; then it is
 * published and started as it will run.
 */
export function createSite(world: World): OperationDefinition<State> {
  return {
    kind: "create-site",
    title: ({ site }) => `Create ${site.title}`,
    subject: ({ site }) => ({ name: site.title }),
    siteId: ({ site }) => site.id,
    branchId: ({ branch }) => branch.id,
    state: State,
    result: (state) => siteResult(world, state),
    steps: [
      prepareStep<State>(world, () => roomForSite),
      databaseStep<State>(world),
      {
        name: "install",
        label: "Install WordPress",
        weight: 3,
        async run({ state, signal }) {
          await installWordPress(world, state, signal);
          await finishLane(world, state, signal);
        },
        undo: ({ state, signal }) => removeTraces(world, state, signal),
      },
      ...openingSteps<State>(world),
    ],
  };
}

/** The empty volume's database, with plain ids: WordPress counts on 1, 2, 3. */
export function databaseStep<S extends NewSite>(world: World): Step<S> {
  return {
    name: "database",
    label: "Start its database",
    weight: 4,
    async run({ state: { site, branch }, signal }) {
      const { spec } = await stackSpec(world, site, branch, headLane(branch), false, signal);
      await startStack(world, spec, signal);
    },
    undo: ({ state, signal }) => removeTraces(world, state, signal),
  };
}

export async function installWordPress(world: World, { site, branch }: NewSite, signal: AbortSignal): Promise<void> {
  const { guard } = await stackSpec(world, site, branch, headLane(branch), false, signal);
  const password = guard.secrets.adminPassword;
  if (password === null) throw new Error(`site ${site.id} has no password to install with`);
  const mailbox = site.adminUser.replace(/[^A-Za-z0-9.]+/g, ".").replace(/^\.+|\.+$/g, "") || "admin";
  await world.wordpress.install(
    branch.headLaneId,
    {
      title: site.title,
      url: site.canonical,
      user: site.adminUser,
      password,
      email: `${mailbox}@${site.slug}.localhost`,
    },
    signal,
  );
}

/** What was installed is stopped cleanly and published, to be started as it will run from now on. */
export async function finishLane(world: World, state: NewSite, signal: AbortSignal): Promise<void> {
  await stopStack(world, state.branch.headLaneId, signal);
  await publishLane(world, state, signal);
}
