import { setTimeout as delay } from "node:timers/promises";
import { databaseName, webName } from "../../electron/docker/labels";
import type { Bench } from "../bench";
import { cpuOf } from "../cpu";
import { docker } from "../docker";
import { type Address, get, untilShown } from "../page";
import { ratioOfPairs } from "../statistics";
import { createStockSite, laneOf } from "../tidemark";

const pages = 10;
const pairsPerSample = 6;
const bare = "X-Tidemark-Bench-Bare";
const isBare = "isset( $_SERVER['HTTP_X_TIDEMARK_BENCH_BARE'] )";

/** Where the guard's recording parts are loaded and called; a request that carries the header goes without them. */
const edits: readonly (readonly [file: string, from: string, to: string])[] = [
  [
    "guard.php",
    ", 'attribution', 'risks', 'failures' ) as $tidemark_part",
    ` ) + ( ${isBare} ? array() : array( 100 => 'attribution', 101 => 'risks', 102 => 'failures' ) ) as $tidemark_part`,
  ],
  [
    "hooks.php",
    "\tsign_statements();\n\twatch_risks();",
    `\tif ( ! ${isBare} ) {\n\tsign_statements();\n\twatch_risks();\n\t}`,
  ],
  ["settings.php", "\twatch_answers();", `\tif ( ! ${isBare} ) {\n\twatch_answers();\n\t}`],
];

/**
 * The processor time of web and database for the front page of WordPress as it comes, with the guard's recording parts and without, in
 * the same containers: request by request it is chosen by a header. Pairs of short runs, by turns.
 */
export async function measureFrontPage(bench: Bench): Promise<void> {
  const { tidemark, signal, samples } = bench;
  const site = await createStockSite(tidemark, "Bench stock", "bench-stock");
  const laneId = laneOf(tidemark, site.branchId);
  const web = webName(tidemark.instance, laneId);
  const containers = [web, databaseName(tidemark.instance, laneId)];
  for (const edit of edits) await change(web, edit, signal);
  // PHP looks after two seconds whether a script it has compiled has changed.
  await delay(3000, undefined, { signal });
  await untilShown(site.address, "/", "</html>", 20, signal);
  for (let index = 0; index < 40; index++) await visit(site.address, index % 2 === 0, signal);

  const used = async (recorded: boolean) => {
    const before = await cpuOf(bench.docker, containers);
    for (let index = 0; index < pages; index++) await visit(site.address, recorded, signal);
    return ((await cpuOf(bench.docker, containers)) - before) / pages;
  };
  const pairs: [number, number][] = [];
  for (let pair = 0; pair < samples * pairsPerSample; pair++) {
    const first = await used(pair % 2 === 0);
    const second = await used(pair % 2 !== 0);
    pairs.push(pair % 2 === 0 ? [first, second] : [second, first]);
  }
  bench.recordAll(
    "front-page/recorded",
    "ms",
    pairs.map(([recorded]) => recorded),
  );
  bench.recordAll(
    "front-page/bare",
    "ms",
    pairs.map(([, without]) => without),
  );
  const { ratio, low, high } = ratioOfPairs(pairs);
  const words = [ratio, low, high].map((each) => each.toFixed(3));
  bench.note(
    "front-page",
    `${words[0]} times the processor time, 95 % confidence ${words[1]} to ${words[2]}, of ${pairs.length} pairs of ${pages} pages`,
  );
}

async function visit(address: Address, recorded: boolean, signal: AbortSignal): Promise<void> {
  const answer = await get(address, "/", signal, recorded ? {} : { [bare]: "1" });
  if (answer?.status !== 200) throw new Error(`the front page answered ${answer?.status}`);
}

/** The guard in one container only, never the one in the sources; fails where it is written otherwise than it was known to be. */
async function change(web: string, [file, from, to]: (typeof edits)[number], signal: AbortSignal): Promise<void> {
  const path = `/tidemark/guard/${file}`;
  const before = await docker(["exec", web, "cat", path], signal);
  if (!before.includes(from)) throw new Error(`${file} has no ${JSON.stringify(from)} any more`);
  await docker(
    ["exec", "-i", "-u", "0", web, "sh", "-c", 'cat > "$0"', path],
    signal,
    `${before.replace(from, () => to)}\n`,
  );
}
