import { assertNever } from "../assert-never";
import type { Cause, Version } from "../model/site";

/** The shape of a mark; one shape, one meaning, in the plot, in lists and in the key. */
export type MarkShape = "tick" | "kept" | "flag" | "named" | "pinned" | "first" | "rewind";

/** Shapes by their number in the typed arrays. */
export const markShapes = ["tick", "kept", "flag", "named", "pinned", "first", "rewind"] as const satisfies MarkShape[];

export function shapeNumber(shape: MarkShape): number {
  return markShapes.indexOf(shape);
}

export function shapeOf(version: Pick<Version, "cause" | "label" | "pinned">): MarkShape {
  const shape = shapeOfCause(version.cause);
  if (shape === "first") return shape;
  if (version.pinned) return "pinned";
  return version.label === null ? shape : "named";
}

function shapeOfCause(cause: Cause): MarkShape {
  switch (cause.kind) {
    case "created":
    case "brought":
      return "first";
    case "manual":
      return "named";
    case "branch-start":
    case "moment":
    case "automatic":
      return "tick";
    case "set-aside":
      return "kept";
    case "before":
    case "risk":
      return "flag";
    default:
      return assertNever(cause);
  }
}

/** Rank 0 is an automatic version; everything above is special and never yields to one. */
export const automaticRank = 0;
export const forkRank = 2;
export const rewindRank = 4;

/** Who stands where two marks meet: pinned, the first, named, by hand, rewind, before, branch, kept. */
export function rankOf(version: Pick<Version, "cause" | "label" | "pinned">, forks: boolean): number {
  if (version.pinned) return 8;
  const shape = shapeOf(version);
  const rank = version.label !== null && shape !== "first" ? 6 : shapeRanks[shape];
  return forks ? Math.max(rank, forkRank) : rank;
}

const shapeRanks = {
  tick: automaticRank,
  kept: 1,
  flag: 3,
  rewind: rewindRank,
  named: 5,
  pinned: 8,
  first: 7,
} as const satisfies Record<MarkShape, number>;

export const highestRank = 8;
