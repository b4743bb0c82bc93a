import { z } from "zod";
import { VersionId } from "../../shared/ids";
import { Branch, Site, type SoftwareVersions } from "../../shared/model/site";
import type { OperationDefinition } from "../operations/definition";
import { headLane } from "./find";
import { checkSlugFree, planSite, prepareStep, publishLane, removeTraces, siteResult } from "./new-site";
import { openingSteps } from "./open-site";
import type { BringSource } from "./ports";
import { stackSpec, startStack, stopStack } from "./run-stack";
import { newSecrets } from "./secrets";
import type { World } from "./world";

const Source = z.object({
  path: z.string(),
  kind: z.enum(["folder", "zip"]),
  root: z.string(),
  dump: z.string(),
  dumpCompression: z.enum(["none", "gzip", "zstd"]),
  title: z.string(),
  origin: z.string().nullable(),
  wordpress: z.string().nullable(),
  tablePrefix: z.string(),
  files: z.number(),
  bytes: z.number(),
}) satisfies z.ZodType<BringSource>;

const State = z.object({ site: Site, branch: Branch, firstVersionId: VersionId, source: Source });
type State = z.infer<typeof State>;

export interface BringSiteInput {
  readonly path: string;
  readonly title: string;
  readonly slug: string;
  readonly software: SoftwareVersions;
}

/** Looks at the source once more and plans the site. Throws `bad-import`, `name-taken`. */
export async function planBringSite(world: World, input: BringSiteInput, signal: AbortSignal): Promise<State> {
  checkSlugFree(world, input.slug);
  const source = await world.bringing.inspect(input.path, signal);
  const { title, slug, software } = input;
  const canonical = source.origin ?? `http://${slug}.localhost`;
  const { tablePrefix } = source;
  const plan = planSite({ title, slug, software, canonical, born: "brought", adminUser: "", tablePrefix }, world.now());
  await world.store.writeSecrets(plan.site.id, newSecrets(null), signal);
  return { ...plan, source };
}

/** Files and dump streamed into a volume nobody sees yet; its database keeps every byte of the addresses it came with. */
export function bringSite(world: World): OperationDefinition<State> {
  return {
    kind: "bring-site",
    title: ({ site }) => `Bring in ${site.title}`,
    subject: ({ site }) => ({ name: site.title }),
    siteId: ({ site }) => site.id,
    branchId: ({ branch }) => branch.id,
    state: State,
    result: (state) => siteResult(world, state),
    steps: [
      prepareStep<State>(world, ({ source }) => 2 * source.bytes),
      {
        name: "files",
        label: "Copy its files",
        weight: 4,
        async run({ state, signal, progress }) {
          const files = await world.bringing.openFiles(state.source, progress, signal);
          await world.store.writeTree(state.branch.headLaneId, "html", files, signal);
        },
      },
      {
        name: "database",
        label: "Read its database",
        weight: 6,
        async run({ state: { site, branch, source }, signal, progress }) {
          const { spec } = await stackSpec(world, site, branch, headLane(branch), false, signal);
          await world.stacks.startDatabase(spec, signal);
          const dump = await world.bringing.openDump(source, progress, signal);
          await world.databases.load({ laneId: branch.headLaneId, secrets: spec.secrets }, dump, signal);
        },
        undo: ({ state, signal }) => removeTraces(world, state, signal),
      },
      {
        name: "wordpress",
        label: "Fit WordPress to it",
        weight: 1,
        async run({ state: { site, branch, firstVersionId }, signal }) {
          const { spec } = await stackSpec(world, site, branch, headLane(branch), false, signal);
          await startStack(world, spec, signal);
          await world.wordpress.waitInstalled(branch.headLaneId, signal);
          await stopStack(world, branch.headLaneId, signal);
          await publishLane(world, { site, branch, firstVersionId }, signal);
        },
        undo: ({ state, signal }) => removeTraces(world, state, signal),
      },
      ...openingSteps<State>(world),
    ],
  };
}
