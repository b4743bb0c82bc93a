import type { RecordingPolicy } from "../../shared/model/recording-policy";

/** What happened on a branch since its last version. Times in milliseconds since the epoch. */
export interface SinceVersion {
  /** When the last version was taken. */
  readonly versionAt: number;
  /** Rows people caused, and those of caches, schedules, sessions. */
  readonly rows: number;
  readonly noise: number;
  /** When somebody changed something last; null: nobody did. */
  readonly changedAt: number | null;
}

/** Bursts that follow one another closely are one: as many rests as this have to lie between two versions at rest. */
const restsBetween = 3;

/**
 * Why a version is due now, or null. At rest after a burst; while changes go on, every so often; by the hour when only noise changed;
 * never when nothing did.
 */
export function dueVersion(
  since: SinceVersion,
  policy: RecordingPolicy,
  now: number,
): "rest" | "busy" | "noise" | null {
  if (!policy.automatic) return null;
  const sinceVersion = now - since.versionAt;
  if (since.rows > 0 && since.changedAt !== null) {
    const rest = policy.restSeconds * 1000;
    if (now - since.changedAt >= rest && sinceVersion >= rest * restsBetween) return "rest";
    return sinceVersion >= policy.busySeconds * 1000 ? "busy" : null;
  }
  if (since.noise === 0 || policy.noiseSeconds === 0) return null;
  return sinceVersion >= policy.noiseSeconds * 1000 ? "noise" : null;
}
