import type { VersionView } from "./model/views";

type Candidate = Pick<VersionView, "id" | "branchId" | "at" | "cause" | "label" | "pinned" | "deletable">;

/**
 * The versions that can go to make room: older than `before` and of no special meaning. What somebody took, named or
 * pinned stays, the beginning stays, and of each branch its newest one.
 */
export function thinnable<V extends Candidate>(versions: readonly V[], before: string): readonly V[] {
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
      newest.get(one.branchId) !== one,
  );
}
