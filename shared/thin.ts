import type { VersionView } from "./model/views";

type Candidate = Pick<VersionView, "id" | "branchId" | "at" | "cause" | "label" | "pinned" | "deletable">;

/** How long a version from before something risky stays all the same. Milliseconds. */
const riskStays = 30 * 24 * 60 * 60 * 1000;

/**
 * The versions that can go to make room: older than `before` and of no special meaning. What somebody took, named or
 * pinned stays, the beginning stays, of each branch its newest one, and for 30 days what was taken before something risky:
 * such harm is noticed late.
 */
export function thinnable<V extends Candidate>(versions: readonly V[], before: string, now: Date): readonly V[] {
  const risksBefore = new Date(now.getTime() - riskStays).toISOString();
  const newest = new Map<string, V>();
  for (const version of versions) {
    const known = newest.get(version.branchId);
    if (known === undefined || version.at > known.at) newest.set(version.branchId, version);
  }
  return versions.filter(
    (one) =>
      one.at < before &&
      one.label === null &&
      !one.pinned &&
      one.deletable.kind === "yes" &&
      one.cause.kind !== "manual" &&
      one.cause.kind !== "created" &&
      one.cause.kind !== "brought" &&
      (one.cause.kind !== "risk" || one.at < risksBefore) &&
      newest.get(one.branchId) !== one,
  );
}
