import { checkpoint } from "../../electron/core/checkpoint";
import { findBranch, headLane } from "../../electron/core/find";
import { prune } from "../../electron/core/prune";
import { webName } from "../../electron/docker/labels";
import { newId } from "../../shared/ids";
import { recordingOf } from "../../shared/model/recording-policy";
import type { Cause } from "../../shared/model/site";
import type { Clock } from "../clock";
import { newRandom } from "../seed/prose";
import { databaseOf, laneOf, type Site, type Tidemark } from "../tidemark";
import { openWriter, sessionTable } from "./deeds";
import { updateFiles } from "./plugin";
import { type Deed, daySeconds, happeningsOf, type Stretch, stretchesOf } from "./schedule";
import { openSession, type SqlSession } from "./session";

export interface Simulation {
  readonly tidemark: Tidemark;
  readonly site: Omit<Site, "versions">;
  readonly clock: Clock;
  readonly days: number;
  readonly perDay: Readonly<Record<Deed, number>>;
  /** Called when a day is over, in its own time. */
  readonly afterDay: (day: number) => Promise<void>;
}

export interface Simulated {
  /** Versions the policy would have taken, and those that were. */
  readonly due: number;
  readonly taken: number;
  readonly retired: number;
}

/** The server's session has the time of what it writes, Tidemark's clock that of the version that is taken: both begin now and run ahead. */
export async function simulate(simulation: Simulation): Promise<Simulated> {
  const { tidemark, site, clock, days, perDay } = simulation;
  const { signal } = tidemark;
  const policy = recordingOf(undefined);
  const session = openSession(databaseOf(tidemark, site), signal);
  const random = newRandom(30);
  const writer = openWriter(31, 4000);
  const first = Math.ceil(Date.now() / 1000 / daySeconds) * daySeconds;
  const counts = { due: 0, taken: 0, retired: 0 };
  let versionAt = first;
  let left: ReturnType<typeof stretchesOf>["rest"] = [];
  await session.run(sessionTable);
  try {
    for (let day = 0; day < days; day++) {
      const happenings = [...left, ...happeningsOf(first + day * daySeconds, perDay, random)];
      const { stretches, rest } = stretchesOf(happenings, versionAt, policy);
      left = rest;
      for (const [index, stretch] of stretches.entries()) {
        await happen(simulation, session, writer, stretch, day);
        clock.set(stretch.at * 1000);
        versionAt = stretch.at;
        counts.due += 1;
        if (isKept(stretch, stretches[index + 1], day, days)) {
          await takeVersion(simulation, stretch.why);
          counts.taken += 1;
        } else await rotate(simulation);
        await archive(simulation, session);
      }
      clock.set((first + (day + 1) * daySeconds) * 1000);
      counts.retired += await tidyUp(simulation);
      await simulation.afterDay(day);
    }
  } finally {
    await session.close();
  }
  return counts;
}

/**
 * Which versions are really taken. One that isn't the last of its hour, nor before something risky, is gone a day later, whatever happens:
 * no tier wants it, and what it leaves behind is where it had the log rotated, so that alone is done in its place. In the last two days
 * all are taken.
 */
function isKept(stretch: Stretch, next: Stretch | undefined, day: number, days: number): boolean {
  const hourOf = ({ at }: Stretch) => Math.floor(at / 3600);
  return day >= days - 2 || stretch.why === "risk" || next === undefined || hourOf(next) !== hourOf(stretch);
}

async function happen(
  { tidemark, site }: Simulation,
  session: SqlSession,
  writer: ReturnType<typeof openWriter>,
  { happenings }: Stretch,
  day: number,
): Promise<void> {
  if (happenings.length === 0) return;
  await session.run(
    happenings.map((each) => `SET TIMESTAMP = ${each.at};\n${writer.statements(each).join("")}`).join(""),
  );
  if (!happenings.some(({ deed }) => deed === "update")) return;
  await updateFiles(webName(tidemark.instance, laneOf(tidemark, site.branchId)), day, tidemark.signal);
}

const causes: Readonly<Record<Stretch["why"], Cause>> = {
  rest: { kind: "automatic", why: "rest" },
  busy: { kind: "automatic", why: "busy" },
  noise: { kind: "automatic", why: "noise" },
  risk: { kind: "risk", risk: { deed: "plugin-update", subject: "Bench", from: null, to: null, count: null } },
};

async function takeVersion({ tidemark, site }: Simulation, why: Stretch["why"]): Promise<void> {
  const world = tidemark.app.world();
  const branch = findBranch(world, site.branchId);
  const about = { versionId: newId("v"), branch, lane: headLane(branch), cause: causes[why], label: null };
  await checkpoint(world, about, tidemark.signal);
}

async function rotate({ tidemark, site }: Simulation): Promise<void> {
  const world = tidemark.app.world();
  const secrets = await world.store.readSecrets(site.siteId, tidemark.signal);
  const lane = { laneId: laneOf(tidemark, site.branchId), secrets };
  await world.databases.quiesced(lane, async () => undefined, tidemark.signal);
}

/** Brings the server's own log to the disk, as it does by itself every second: here none passes, and before that it lets go of no segment. */
const aSecondLater = `
SET GLOBAL innodb_flush_log_at_trx_commit = 1;
FLUSH LOCAL ENGINE LOGS;
SET GLOBAL innodb_flush_log_at_trx_commit = 2;
`;

/** What Tidemark does by itself every 15 seconds, and so between two versions: segments that are closed move to the archive. */
async function archive({ tidemark, site }: Simulation, session: SqlSession): Promise<void> {
  await session.run(aSecondLater);
  await tidemark.app.world().recorder.refresh(laneOf(tidemark, site.branchId), tidemark.signal);
}

/** What Tidemark does by itself every few seconds and minutes: the log is read and archived, what the policy doesn't keep goes. */
async function tidyUp({ tidemark, site }: Simulation): Promise<number> {
  const { signal } = tidemark;
  const world = tidemark.app.world();
  const laneId = laneOf(tidemark, site.branchId);
  await world.recorder.settle(laneId, signal);
  await world.recorder.refresh(laneId, signal);
  let retired = 0;
  for (;;) {
    const turn = await prune(world, site.siteId, signal);
    retired += turn.retired.length;
    if (turn.left === 0 || turn.retired.length === 0) break;
  }
  await world.store.sweep(signal);
  return retired;
}
