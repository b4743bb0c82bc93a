import { setTimeout as delay } from "node:timers/promises";
import { type Bench, pairOf } from "../bench";
import { timed } from "../docker";
import { type Load, type Reachable, startLoad } from "../load/load";
import { type Peer, reachPeer, reachTidemark } from "../peer";
import { backupKinds, writeBackup } from "../peer-backups";
import { observeStalls } from "../stalls";
import { act, type Site, settle } from "../tidemark";

/** More than one in a round under the writer: a 95th percentile wants them. */
const checkpointsPerRound = 3;

export async function measureCheckpoints(bench: Bench): Promise<void> {
  for (let round = 0; round < bench.samples; round++) await atRest(bench);
  const stop = observeStalls(bench.tidemark, (stall) => bench.record("stall/0.5gb/writer/tidemark", "ms", stall));
  try {
    for (let round = 0; round < bench.samples; round++) await underWriter(bench);
  } finally {
    stop();
  }
}

/** From the click to the version on the timeline. */
function takeVersion({ tidemark, signal }: Bench, site: Site): Promise<number> {
  const { useCases } = tidemark;
  return timed(() => act(tidemark, useCases.versions.take({ branchId: site.branchId, label: "bench" }, signal)));
}

async function atRest(bench: Bench): Promise<void> {
  for (const { size, site } of bench.pairs) {
    await settle(bench.tidemark);
    bench.record(`checkpoint/${size.id}/rest/tidemark`, "ms", await takeVersion(bench, site));
  }
  const { peer, size } = pairOf(bench, "0.5gb");
  for (const kind of backupKinds) {
    await settle(bench.tidemark);
    bench.record(`checkpoint/${size.id}/rest/${kind}`, "ms", await timed(() => writeBackup(peer, kind, bench.signal)));
  }
}

async function underWriter(bench: Bench): Promise<void> {
  const { site, peer, size } = pairOf(bench, "0.5gb");
  await whileWriting(bench, reachTidemark(bench.tidemark, site, peer), peer, async () => {
    for (let index = 0; index < checkpointsPerRound; index++) {
      bench.record(`checkpoint/${size.id}/writer/tidemark`, "ms", await takeVersion(bench, site));
      await delay(300, undefined, { signal: bench.signal });
    }
  });
  await whileWriting(bench, reachPeer(peer), peer, async () => {
    for (const kind of backupKinds) {
      const took = await timed(() => writeBackup(peer, kind, bench.signal));
      bench.record(`checkpoint/${size.id}/writer/${kind}`, "ms", took);
    }
  });
}

/** Two clients that write as fast as they can, for some time already when `work` begins. */
async function whileWriting({ signal }: Bench, at: Reachable, peer: Peer, work: () => Promise<void>): Promise<void> {
  const name = `${peer.stack.database}-writer`;
  const load: Load = startLoad(at, name, peer.label, { mode: "write", clients: 2, seconds: 600 }, signal);
  try {
    await load.ready;
    await delay(1000, undefined, { signal });
    await work();
  } finally {
    await load.stop();
  }
}
