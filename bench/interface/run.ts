// npm run bench -- interface: measures the interface in Chromium and writes the raw samples; bench/judge.ts judges them.
// Needs no Docker: the interface talks to a host of its own with made-up sites.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { describeCommit, describeComputer } from "../machine";
import { mergeSamples, readSamples, type Samples, writeSamples } from "../samples";
import { openBrowser } from "./browser";
import { measureBundles } from "./bundles";
import { measureDrawing } from "./drawing";
import { measureHostMemory } from "./memory-host";
import { measurePageMemory } from "./memory-page";
import { type InterfaceSettings, type Part, readInterfaceArguments } from "./parts";
import type { InterfaceBench } from "./rows";
import { measureStart } from "./start";

const measurements: Readonly<Record<Part, (bench: InterfaceBench) => Promise<void>>> = {
  drawing: measureDrawing,
  start: measureStart,
  memory: async (bench) => {
    await measureHostMemory(bench);
    await measurePageMemory(bench);
  },
  bundle: measureBundles,
};

const since = performance.now();
const say = (text: string) => console.log(`[${((performance.now() - since) / 1000).toFixed(0).padStart(4)} s] ${text}`);

async function main(settings: InterfaceSettings): Promise<void> {
  const stopping = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(name, () => stopping.abort(new Error(`stopped by ${name}`)));
  }
  const browser = await openBrowser();
  // Whatever waits for a page hears of the end by its closing.
  stopping.signal.addEventListener("abort", () => void browser.close());
  const file = path.resolve("bench/results", `samples-interface${settings.quick ? "-quick" : ""}.json`);
  await mkdir(path.dirname(file), { recursive: true });
  const machine = { ...describeComputer(), browser: `Chromium ${browser.version()}` };
  const commit = describeCommit(["electron", "shared", "renderer"]);
  try {
    for (const part of settings.parts) {
      say(`measuring: ${part}`);
      const { bench, facts, measured } = recorder(settings, commit, browser, stopping.signal);
      await measurements[part](bench);
      // After every part: what was measured is not lost with what fails later.
      const now: Samples = { machine, commit, quick: settings.quick, facts, measured };
      await writeSamples(file, mergeSamples(readSamples(file), now));
    }
  } finally {
    await browser.close();
    say("done");
  }
}

function recorder(
  { samples, quick }: InterfaceSettings,
  commit: string,
  browser: InterfaceBench["browser"],
  signal: AbortSignal,
) {
  const facts: Record<string, string> = {};
  const measured: Samples["measured"] = {};
  const bench: InterfaceBench = {
    browser,
    samples,
    quick,
    signal,
    say,
    record(measure, unit, ...values) {
      const entry = (measured[measure] ??= { unit, values: [], at: new Date().toISOString(), commit });
      entry.values.push(...values.map((value) => Number(value.toPrecision(4))));
      if (values.length === 1) say(`  ${measure}: ${values[0]?.toPrecision(4)} ${unit}`);
    },
    note(name, fact) {
      facts[name] = fact;
      say(`  ${name}: ${fact}`);
    },
  };
  return { bench, facts, measured };
}

try {
  await main(readInterfaceArguments(process.argv.slice(2)));
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
