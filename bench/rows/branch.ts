import type { Bench, Pair } from "../bench";
import { docker, timed } from "../docker";
import { untilShown } from "../page";
import { addressOf, makeVolumes, newName, newStack, type Peer, removeStack, type Stack, startStack } from "../peer";
import { act, settle, untilSiteShows } from "../tidemark";

export async function measureBranches(bench: Bench): Promise<void> {
  for (let round = 0; round < bench.samples; round++) {
    for (const pair of bench.pairs) {
      await branchOnce(bench, pair, round);
      if (pair.peer !== null) await copyOnce(bench, pair, pair.peer);
    }
  }
}

/** From the click to the branch's first 200; then what it takes on disk, running. */
async function branchOnce(bench: Bench, { site, size }: Pair, round: number): Promise<void> {
  const { tidemark, signal } = bench;
  const { useCases } = tidemark;
  const { store } = tidemark.app.world();
  // What is still to be deleted would be freed meanwhile and make the branch look free of charge.
  await store.sweep(signal);
  await settle(tidemark);
  const { usedBytes: before } = await store.usage(signal);
  const name = `copy-${round}`;
  const address = { ...site.address, host: `${name}--${site.address.host}` };
  const marker = await markerOf(bench, { site });
  const began = performance.now();
  const over = act(
    tidemark,
    useCases.branches.create({ name, from: { kind: "now", branchId: site.branchId } }, signal),
  );
  const shown = untilSiteShows(address, marker, 20, signal).then(() => performance.now() - began);
  const [operation, took] = await Promise.all([over, shown]);
  bench.record(`branch/${size.id}/tidemark`, "ms", took);
  const clone = operation.steps.find((step) => step.name === "copy")?.took;
  if (typeof clone === "number") bench.record(`clone/${size.id}/tidemark`, "ms", clone);

  await settle(tidemark);
  const { usedBytes: after } = await store.usage(signal);
  bench.record(`disk/${size.id}/tidemark`, "MB", (after - before) / 1e6);
  await act(
    tidemark,
    useCases.branches.remove({ branchId: operation.result?.["branchId"] ?? "", forGood: true }, signal),
  );
}

async function markerOf({ tidemark }: Bench, { site }: Pick<Pair, "site">): Promise<string> {
  const branch = tidemark.app.world().catalogue.branch(site.branchId);
  const lane = branch?.lanes.find(({ id }) => id === branch.headLaneId);
  const version = site.versions.find(({ versionId }) => versionId === lane?.fromVersionId);
  return (version ?? site.versions[1]).marker;
}

/**
 * The volumes copied while the database stands still, then started: nothing is stopped, and it recovers as after a crash. The
 * copying alone is timed inside its container, so that the container's own start doesn't count.
 */
async function copyOnce(bench: Bench, { size }: Pair, peer: Peer): Promise<void> {
  const { signal } = bench;
  const copy: Stack = await newStack(newName(peer));
  await makeVolumes(peer, copy, signal);
  const script =
    "began=$(date +%s%N); cp -a /from/db/. /to/db; cp -a /from/html/. /to/html; ended=$(date +%s%N); du -sb /to | cut -f1; echo $(((ended - began) / 1000))";
  await settle(bench.tidemark);
  let printed = "";
  const took = await timed(async () => {
    await docker(["pause", peer.stack.database], signal);
    try {
      printed = await docker(
        ["run", "--rm", "--label", peer.label, "--user", "0", "--entrypoint", "sh"]
          .concat(["-v", `${peer.stack.volumes.db}:/from/db:ro`, "-v", `${peer.stack.volumes.html}:/from/html:ro`])
          .concat(["-v", `${copy.volumes.db}:/to/db`, "-v", `${copy.volumes.html}:/to/html`])
          .concat([peer.images.database, "-c", script]),
        signal,
      );
    } finally {
      await docker(["unpause", peer.stack.database], signal);
    }
    await startStack(peer, copy, signal);
    await untilShown(addressOf(peer, copy), "/", "</html>", 5, signal);
  });
  const [bytes = 0, microseconds = 0] = printed.split("\n").map(Number);
  bench.record(`branch/${size.id}/copy`, "ms", took);
  bench.record(`clone/${size.id}/copy`, "ms", microseconds / 1000);
  bench.record(`disk/${size.id}/copy`, "MB", bytes / 1e6);
  await removeStack(copy, "nothing", signal);
}
