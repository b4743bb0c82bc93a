import { newId } from "../../shared/ids";
import { type RecordingPolicy, recordingOf } from "../../shared/model/recording-policy";
import type { Branch, Cause, Version } from "../../shared/model/site";
import { checkpoint } from "../core/checkpoint";
import { findBranch, headLane, laneOf } from "../core/find";
import type { CheckpointAsk } from "../core/recording-ports";
import type { Between } from "../core/reconcile";
import type { World } from "../core/world";
import { dueVersion, type SinceVersion } from "./auto-version";
import { isFull } from "./full";
import type { ReadOn } from "./lane-reader";
import type { OpenRecorder } from "./recorder";

/** A guard waits no longer than two seconds; by then it is answered. Milliseconds. */
const askMs = 1800;
/** A site that asks more often than this is not asking on anybody's behalf: most versions in a minute. */
const asksAMinute = 30;

export interface AutomaticVersions {
  /** What was read of a branch. */
  onRead(branch: Branch, read: ReadOn): void;
  /** Takes the versions that are due. */
  tick(signal: AbortSignal): Promise<void>;
  /** A guard asks for a version before something risky. */
  answer(ask: CheckpointAsk): Promise<"taken" | "not-taken">;
}

/** Versions that take themselves. What is due is decided in auto-version.ts. */
export function openAutomaticVersions(world: World, recorder: OpenRecorder, between: Between): AutomaticVersions {
  /** By lane, what happened since its last version; a lane is in here only while something did. */
  const since = new Map<string, { versionId: string | null; rows: number; noise: number; changedAt: number | null }>();
  const asked = new Map<string, number[]>();
  const policyOf = (siteId: string): RecordingPolicy => recordingOf(world.catalogue.site(siteId)?.recording);

  const take = async (branchId: string, laneId: string, cause: Cause, signal: AbortSignal): Promise<void> => {
    const branch = findBranch(world, branchId);
    if (branch.headLaneId !== laneId || !world.activity.running.has(laneId)) return;
    try {
      await checkpoint(world, { versionId: newId("v"), branch, lane: headLane(branch), cause, label: null }, signal);
      since.delete(laneId);
      recorder.block(branch.siteId, null);
    } catch (error) {
      const full = isFull(error);
      if (full === null) throw error;
      recorder.block(branch.siteId, full);
    }
  };

  return {
    onRead(branch, { rows, noise, changedAt }) {
      if (rows === 0 && noise === 0) return;
      const laneId = branch.headLaneId;
      const last = lastVersion(world, branch);
      const known = since.get(laneId);
      const counted =
        known !== undefined && known.versionId === (last?.id ?? null)
          ? known
          : { versionId: last?.id ?? null, ...afterVersion(world, branch, last) };
      // What is counted anew has this reading in it already.
      const fresh = counted === known;
      since.set(laneId, {
        ...counted,
        rows: counted.rows + (fresh ? rows : 0),
        noise: counted.noise + (fresh ? noise : 0),
        changedAt: changedAt ?? counted.changedAt,
      });
    },

    async tick(signal) {
      for (const [laneId, counted] of since) {
        const found = laneOf(world, laneId);
        if (found === null || found.branch.headLaneId !== laneId || found.branch.trashedAt !== null) {
          since.delete(laneId);
          continue;
        }
        const { branch } = found;
        const last = lastVersion(world, branch);
        if ((last?.id ?? null) !== counted.versionId) {
          const anew = afterVersion(world, branch, last);
          if (anew.rows === 0 && anew.noise === 0) since.delete(laneId);
          else since.set(laneId, { versionId: last?.id ?? null, ...anew });
          continue;
        }
        const state: SinceVersion = {
          versionAt: last === null ? Date.parse(branch.createdAt) : Date.parse(last.at),
          rows: counted.rows,
          noise: counted.noise,
          changedAt: counted.changedAt,
        };
        const why = dueVersion(state, policyOf(branch.siteId), world.now().getTime());
        if (why === null || !world.activity.running.has(laneId)) continue;
        await between(branch.siteId, (turn) =>
          take(branch.id, laneId, { kind: "automatic", why }, AbortSignal.any([signal, turn])),
        );
      }
    },

    async answer({ laneId, risk }) {
      const found = laneOf(world, laneId);
      if (found === null || found.branch.kind === "peek" || found.branch.headLaneId !== laneId) return "not-taken";
      const { branch } = found;
      const policy = policyOf(branch.siteId);
      if (!policy.automatic || !policy.beforeRisks || !mayAsk(asked, laneId, world.now().getTime())) return "not-taken";
      const before = lastVersion(world, branch)?.id;
      const late = AbortSignal.timeout(askMs);
      const work = between(branch.siteId, (turn) =>
        late.aborted
          ? Promise.resolve()
          : take(branch.id, laneId, { kind: "risk", risk }, AbortSignal.any([turn, late])),
      ).catch((error: unknown) => {
        if (!late.aborted) world.warn(error, { what: "a version before something risky", laneId });
      });
      await Promise.race([work, new Promise((resolve) => late.addEventListener("abort", resolve, { once: true }))]);
      return lastVersion(world, branch)?.id === before ? "not-taken" : "taken";
    },
  };
}

function lastVersion(world: World, branch: Branch): Version | null {
  return world.catalogue.versions(branch.siteId).findLast(({ laneId }) => laneId === branch.headLaneId) ?? null;
}

/** What the index has of a lane behind its last version. */
function afterVersion(world: World, branch: Branch, last: Version | null) {
  const laneId = branch.headLaneId;
  const { rows, noise } = world.index.behind(laneId, last?.laneId === laneId ? last.binlog : null);
  return { rows, noise, changedAt: rows > 0 ? (world.index.progress(laneId)?.last ?? null) : null };
}

function mayAsk(asked: Map<string, number[]>, laneId: string, now: number): boolean {
  const lately = (asked.get(laneId) ?? []).filter((at) => now - at < 60_000);
  if (lately.length >= asksAMinute) return false;
  asked.set(laneId, [...lately, now]);
  return true;
}
