// Judges what bench/run.ts measured: reads samples.json, writes latest.json (quick.json for a quick run), prints the table.
import path from "node:path";
import writeFileAtomic from "write-file-atomic";
import { judge } from "./judgement";
import { readSamples } from "./samples";
import { table } from "./table";
import { targets } from "./targets";

const folder = path.resolve("bench/results");
const quick = process.argv.includes("--quick");
const samples = readSamples(path.join(folder, quick ? "samples-quick.json" : "samples.json"));

if (samples === null) {
  console.error("Nothing was measured yet.");
  process.exitCode = 1;
} else {
  const { machine, commit, facts, measured } = samples;
  const { rows, missing } = judge(samples, targets);
  const text = JSON.stringify({ machine, commit, facts, rows, missing, measured }, null, 1);
  await writeFileAtomic(path.join(folder, quick ? "quick.json" : "latest.json"), `${text}\n`);
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
