import { type Bench, type Pair, pairOf } from "../bench";
import { docker, timed } from "../docker";
import { get, untilShown } from "../page";
import { addressOf, type Peer, removeStack, setMarker, startStack } from "../peer";
import { type BackupKind, backupKinds, dropReplaced, restore, writeBackup } from "../peer-backups";
import { act, type Marked, type Site, settle, untilSiteShows } from "../tidemark";

/** Kept in the backups; what the restored page has to show. */
const kept = "kept-in-the-backup";

export async function measureRewinds(bench: Bench): Promise<void> {
  const peers = new Map<Pair, Peer>();
  for (const pair of bench.pairs) {
    if (pair.peer === null) continue;
    peers.set(pair, pair.peer);
    await setMarker(pair.peer, kept, bench.signal);
    for (const kind of backupKinds) await writeBackup(pair.peer, kind, bench.signal);
  }
  for (let round = 0; round < bench.samples; round++) {
    for (const pair of bench.pairs) {
      const { site, size } = pair;
      bench.record(`rewind/${size.id}/tidemark`, "ms", await rewindOnce(bench, site, targetOf(site, round)));
      for (const kind of backupKinds) {
        const peer = peers.get(pair);
        if (peer !== undefined) peers.set(pair, await restoreOnce(bench, pair, peer, kind, round));
      }
      const peer = peers.get(pair);
      if (peer !== undefined) bench.record(`start/${size.id}/docker-run`, "ms", await startOnce(bench, peer));
    }
  }
  // Restoring moved the peers' data to other volumes.
  for (const [pair, peer] of peers) Object.assign(pair, { peer });
}

/** It stands on one of its two versions: the other one, by turns. */
const targetOf = (site: Site, round: number): Marked => site.versions[round % 2 === 0 ? 0 : 1];

/** From the click to the first 200 of the rewound site; then waits until the rest of the operation is over. */
async function rewindOnce(bench: Bench, site: Site, target: Marked, every = 20): Promise<number> {
  const { tidemark, signal } = bench;
  await settle(tidemark);
  const input = { branchId: site.branchId, versionId: target.versionId };
  const began = performance.now();
  const over = act(tidemark, tidemark.useCases.versions.rewind(input, signal));
  const shown = untilSiteShows(site.address, target.marker, every, signal).then(() => performance.now() - began);
  // A rewind that fails says why; a page that never comes does not.
  const [, took] = await Promise.all([over, shown]);
  return took;
}

async function restoreOnce(
  { tidemark, record, signal }: Bench,
  { size }: Pair,
  peer: Peer,
  kind: BackupKind,
  round: number,
): Promise<Peer> {
  await setMarker(peer, `written-later-${round}`, signal);
  await settle(tidemark);
  let after = peer;
  const took = await timed(async () => {
    after = await restore(peer, kind, kept, signal);
  });
  record(`rewind/${size.id}/${kind}`, "ms", took);
  await dropReplaced(peer, after, signal);
  return after;
}

/** What starting the same two containers takes by itself: cleanly stopped before, on volumes that are there. */
async function startOnce({ tidemark, signal }: Bench, peer: Peer): Promise<number> {
  await docker(["stop", peer.stack.web, peer.stack.database], signal);
  await removeStack(peer.stack, "volumes", signal);
  await settle(tidemark);
  return timed(async () => {
    await startStack(peer, peer.stack, signal);
    await untilShown(addressOf(peer), "/", "</html>", 5, signal);
  });
}

/** To a version somebody is looking at already, in a peek whose page they have seen. */
export async function measurePeeked(bench: Bench): Promise<void> {
  const { tidemark, signal } = bench;
  const { site, size } = pairOf(bench, "0.5gb");
  // A rewind to where it stands now makes it certain which of the two that is.
  await rewindOnce(bench, site, site.versions[1]);
  for (let round = 0; round < bench.samples; round++) {
    const target = targetOf(site, round);
    const peek = await act(tidemark, tidemark.useCases.versions.peek({ versionId: target.versionId }, signal));
    const host = new URL(peek.result?.["url"] ?? "").hostname;
    await untilShown({ ...site.address, host }, "/", target.marker, 20, signal);
    bench.record(`peeked/${size.id}/tidemark`, "ms", await rewindOnce(bench, site, target, 5));
    await get(site.address, "/", signal);
  }
}
