// npm run bench: measures and writes the raw samples; bench/judge.ts judges them.
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { removeInstance } from "../electron/app/surroundings";
import { connectEngine, type Docker } from "../electron/docker/connection";
import { type Group, readArguments, type Settings } from "./arguments";
import type { Bench, Pair } from "./bench";
import { removeLabelled } from "./docker";
import { describeCommit, describeMachine } from "./machine";
import { benchLabel, createPeer } from "./peer";
import { measureBranches } from "./rows/branch";
import { measureChangeSets } from "./rows/change-set";
import { measureCheckpoints } from "./rows/checkpoint";
import { measureFrontPage } from "./rows/front-page";
import { measureHistory } from "./rows/history";
import { measureIdle } from "./rows/idle";
import { measureLag } from "./rows/lag";
import { measureMoments } from "./rows/moment";
import { measurePeeked, measureRewinds } from "./rows/rewind";
import { measureTransactions } from "./rows/transactions";
import { needOf } from "./needs";
import { mergeSamples, readMeasured, readSamples, type Samples, type Unit, writeSamples } from "./samples";
import { sizesFor } from "./sizes";
import { median, p95 } from "./statistics";
import { createSite, describeSite, openTidemark, restart, type Tidemark, takeMarked } from "./tidemark";

const measurements: Readonly<Record<Group, (bench: Bench) => Promise<void>>> = {
  checkpoint: measureCheckpoints,
  rewind: async (bench) => {
    await measureRewinds(bench);
    await measurePeeked(bench);
  },
  branch: measureBranches,
  transactions: measureTransactions,
  moment: measureMoments,
  "change-set": measureChangeSets,
  lag: measureLag,
  "front-page": measureFrontPage,
  history: measureHistory,
  idle: measureIdle,
};

/** One per checkout, always the same: what a run that was killed left behind, the next one removes. */
const instance = `tb${createHash("sha256").update(process.cwd()).digest("hex").slice(0, 6)}`;
const since = performance.now();
const say = (text: string) => console.log(`[${((performance.now() - since) / 1000).toFixed(0).padStart(4)} s] ${text}`);

async function main(settings: Settings): Promise<void> {
  const stopping = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(name, () => stopping.abort(new Error(`stopped by ${name}`)));
  }
  // Whatever goes wrong, what was made is removed before the end.
  process.on("uncaughtException", (error) => stopping.abort(error));
  process.env["TIDEMARK_PORT_FROM"] ??= "9700";
  const engine = await connectEngine(stopping.signal);
  const removeAll = async () => {
    const signal = AbortSignal.timeout(300_000);
    await removeLabelled(benchLabel(instance), signal);
    await removeInstance(engine, instance, signal);
  };
  const dataFolder = mkdtempSync(path.join(tmpdir(), "tidemark-bench-"));
  await removeAll();
  let tidemark: Tidemark | null = null;
  try {
    tidemark = await openTidemark(instance, dataFolder, stopping.signal);
    const machine = describeMachine(engine, tidemark.app.world().store.driver);
    await measureAll(settings, tidemark, engine.docker, machine, stopping.signal);
  } finally {
    say("removing everything it made");
    await tidemark?.close();
    await removeAll();
    rmSync(dataFolder, { recursive: true, force: true });
    say("done");
  }
}

async function measureAll(
  settings: Settings,
  tidemark: Tidemark,
  docker: Docker,
  machine: Samples["machine"],
  signal: AbortSignal,
): Promise<void> {
  const { quick, samples } = settings;
  const file = path.resolve("bench/results", quick ? "samples-quick.json" : "samples.json");
  const before = () => readSamples(file) ?? (quick ? null : readMeasured(path.resolve("bench/results/latest.json")));
  await mkdir(path.dirname(file), { recursive: true });
  const facts: Record<string, string> = {};
  const pairs = await makePairs(settings, tidemark, facts);
  const commit = describeCommit(["electron", "shared", "assets"]);
  for (const group of settings.groups) {
    say(`measuring: ${group}`);
    const measured: Samples["measured"] = {};
    const recordAll = (measure: string, unit: Unit, values: readonly number[]) => {
      const at = new Date().toISOString();
      const entry = (measured[measure] ??= { unit, values: [], at, commit });
      entry.values.push(...values.map((value) => Number(value.toPrecision(5))));
      const said = values.length === 1 ? values : [median(values), p95(values)];
      const words = values.length === 1 ? "" : `, median and p95 of ${values.length}`;
      say(`  ${measure}: ${said.map((value) => value.toPrecision(4)).join(" and ")} ${unit}${words}`);
    };
    const record = (measure: string, unit: Unit, value: number) => recordAll(measure, unit, [value]);
    const note = (name: string, text: string) => {
      facts[name] = text;
      say(`  ${name}: ${text}`);
    };
    await measurements[group]({ tidemark, docker, pairs, quick, samples, signal, record, recordAll, note });
    // After every group: what was measured is not lost with what fails later.
    const now: Samples = { machine, commit, quick, facts, measured };
    await writeSamples(file, mergeSamples(before(), now));
  }
}

/** The sites that are asked for, and beside those that want one the same without Tidemark. */
async function makePairs(settings: Settings, tidemark: Tidemark, facts: Record<string, string>): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const size of sizesFor(settings.quick)) {
    const need = needOf(settings.groups, size.id);
    if (need === null) continue;
    say(`making a site of ${size.id}`);
    const site = await createSite(tidemark, size);
    facts[size.id] = await describeSite(tidemark, site);
    say(`  ${facts[size.id]}`);
    const peer = need.peer ? await createPeer(tidemark, site) : null;
    // As the others were for their copy, so that no version of it has the seeding left to recover.
    if (peer === null) await restart(tidemark, site);
    const versions = [
      await takeMarked(tidemark, site, `first-${size.slug}`),
      await takeMarked(tidemark, site, `second-${size.slug}`),
    ] as const;
    pairs.push({ size, site: { ...site, versions }, peer });
  }
  return pairs;
}

try {
  await main(readArguments(process.argv.slice(2)));
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
// Open sockets of the engine's client would keep the process.
process.exit();
