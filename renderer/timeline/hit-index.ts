import Flatbush from "flatbush";
import type { Placement } from "../../shared/timeline/mark-placement";

const half = 12;
const above = 24;
const below = 14;

/** Finds the mark under the pointer; made when it is first asked for after a frame. */
export interface HitIndex {
  /** Index into the placement, or -1. */
  at(x: number, y: number): number;
}

export function hitIndexOf(placement: Placement, yOf: (index: number) => number): HitIndex {
  if (placement.count === 0) return { at: () => -1 };
  const tree = new Flatbush(placement.count);
  for (let index = 0; index < placement.count; index++) {
    const x = placement.x[index] ?? 0;
    const y = yOf(index);
    tree.add(x - half, y - above, x + half, y + below);
  }
  tree.finish();
  return {
    at(x, y) {
      let best = -1;
      let distance = Number.POSITIVE_INFINITY;
      for (const index of tree.search(x, y, x, y)) {
        const away = Math.abs((placement.x[index] ?? 0) - x);
        if (away < distance) [best, distance] = [index, away];
      }
      return best;
    },
  };
}
