import { setTimeout as delay } from "node:timers/promises";
import { databaseName, keeperName, routerName, webName } from "../../electron/docker/labels";
import { type Bench, siteOf } from "../bench";
import { cpuOf, ownCpu } from "../cpu";
import { median } from "../statistics";
import { act, laneOf, settle } from "../tidemark";

const branches = 20;
/** What is still to be done after a branch was made: its size measured, its log archived, what was deleted swept. */
const restMs = 90_000;

interface Used {
  readonly host: number;
  readonly keeper: number;
  readonly router: number;
  readonly sites: number;
}

/**
 * Twenty branches at rest, each recorded as a site is, nobody looking. Host, keeper and router count in full; of the sites' own
 * containers what they use more than when Tidemark is closed and they run on. Ends with Tidemark closed.
 */
export async function measureIdle(bench: Bench): Promise<void> {
  const { tidemark, signal, quick } = bench;
  const { instance } = tidemark;
  const { site } = siteOf(bench, "0.05gb");
  const count = quick ? 4 : branches;
  const lanes: string[] = [];
  for (let index = 0; index < count; index++) {
    const from = { kind: "now", branchId: site.branchId } as const;
    const made = await act(tidemark, tidemark.useCases.branches.create({ name: `idle-${index}`, from }, signal));
    lanes.push(laneOf(tidemark, made.result?.["branchId"] ?? ""));
  }
  const sites = lanes.flatMap((lane) => [databaseName(instance, lane), webName(instance, lane)]);
  const seconds = quick ? 10 : 60;
  const rounds = quick ? 1 : Math.min(3, bench.samples);
  const read = async (): Promise<Used> => ({
    host: ownCpu(),
    keeper: await cpuOf(bench.docker, [keeperName(instance)]),
    router: await cpuOf(bench.docker, [routerName(instance)]),
    sites: await cpuOf(bench.docker, sites),
  });
  /** In percent of one core. */
  const rest = async (): Promise<Used> => {
    const before = await read();
    const began = performance.now();
    // What asking costs ourselves is not Tidemark's.
    const hostBefore = ownCpu();
    await delay(seconds * 1000, undefined, { signal });
    const host = ownCpu() - hostBefore;
    const took = performance.now() - began;
    const after = await read();
    const share = (milliseconds: number) => (milliseconds / took) * 100;
    return {
      host: share(host),
      keeper: share(after.keeper - before.keeper),
      router: share(after.router - before.router),
      sites: share(after.sites - before.sites),
    };
  };
  const some = async (): Promise<readonly Used[]> => {
    const found: Used[] = [];
    for (let round = 0; round < rounds; round++) found.push(await rest());
    return found;
  };

  await settle(tidemark);
  await delay(quick ? 20_000 : restMs, undefined, { signal });
  const open = await some();
  await tidemark.close();
  await delay(5000, undefined, { signal });
  const closed = median((await some()).map((used) => used.sites));
  for (const part of ["host", "keeper", "router", "sites"] as const) {
    bench.recordAll(
      `idle/${part}`,
      "%",
      open.map((used) => used[part]),
    );
  }
  bench.record("idle/sites-closed", "%", closed);
  bench.recordAll(
    "idle/tidemark",
    "%",
    open.map(
      ({ host, keeper, router, sites: withTidemark }) => host + keeper + router + Math.max(0, withTidemark - closed),
    ),
  );
  const [h, k, r, s] = (["host", "keeper", "router", "sites"] as const).map((part) =>
    median(open.map((used) => used[part])).toFixed(2),
  );
  bench.note(
    "idle",
    `${count} branches: host ${h} %, keeper ${k} %, router ${r} %, the sites' own containers ${s} %, ${closed.toFixed(2)} % with Tidemark closed`,
  );
}
