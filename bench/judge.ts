// Judges what was measured: reads the samples, writes the results, prints the table. `interface` for what bench/interface/run.ts
// measured, otherwise what bench/run.ts did; `--quick` for a quick run, whose results nobody keeps.
import path from "node:path";
import writeFileAtomic from "write-file-atomic";
import { interfaceTargets } from "./interface/targets";
import { judge } from "./judgement";
import { readSamples } from "./samples";
import { table } from "./table";
import { targets } from "./targets";

const folder = path.resolve("bench/results");
const quick = process.argv.includes("--quick") ? "-quick" : "";
const subject = process.argv.includes("interface")
  ? { samples: `samples-interface${quick}.json`, results: `interface${quick}.json`, targets: interfaceTargets }
  : { samples: `samples${quick}.json`, results: quick === "" ? "latest.json" : "quick.json", targets };
const samples = readSamples(path.join(folder, subject.samples));

if (samples === null) {
  console.error("Nothing was measured yet.");
  process.exitCode = 1;
} else {
  const { machine, commit, facts, measured } = samples;
  const { rows, missing } = judge(samples, subject.targets);
  const results = JSON.stringify({ machine, commit, facts, rows, missing, measured }, null, 1);
  // Thousands of figures, each on its own line, nobody reads.
  const text = results.replace(/\[[\d\s.,e+-]+\]/g, (figures) => figures.replaceAll(/\s+/g, " "));
  await writeFileAtomic(path.join(folder, subject.results), `${text}\n`);
  console.log(`\n${table(rows)}\n`);
  for (const [name, fact] of Object.entries(facts)) console.log(`${name}: ${fact}`);
  if (missing.length > 0) console.log(`Not measured: ${missing.join(", ")}`);
  const failed = rows.filter(({ met }) => met === false);
  console.log(
    failed.length === 0
      ? `All ${rows.length} targets measured are met.`
      : `${failed.length} of ${rows.length} miss their target: ${failed.map(({ id }) => id).join(", ")}`,
  );
}
