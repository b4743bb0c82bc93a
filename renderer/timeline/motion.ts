import type { Operation } from "../../shared/model/operation";
import { easeTide } from "../../shared/timeline/easing";
import type { BranchRow, History } from "../../shared/timeline/history";
import { motionTime } from "./palette";
import type { Arc, Motion } from "./scene";

/** How far an operation has come, from 0 to 1, by the weights of its steps. */
export function partDone(operation: Operation): number {
  const total = operation.steps.reduce((sum, step) => sum + step.weight, 0);
  const done = operation.steps.reduce((sum, step) => {
    if (step.state === "done") return sum + step.weight;
    return step.state === "running" ? sum + step.weight * (step.progress ?? 0.3) : sum;
  }, 0);
  return total === 0 ? 0 : Math.min(1, done / total);
}

interface Moving {
  readonly began: number;
  readonly time: number;
}

/** What moves by itself: a rewind's stretch sinking, a branch growing, the arc of a rewind in progress. */
export interface Movements {
  /** Compares with the history shown before, and sets off what came since. */
  see(history: History): void;
  seeRewind(arc: Arc | null): void;
  at(time: number): { readonly motion: Motion; readonly moving: boolean };
}

export function createMovements(): Movements {
  let seen: ReadonlyMap<string, number> | null = null;
  const sinking = new Map<string, Moving>();
  const growing = new Map<string, Moving>();
  let arc: Motion["arc"] = null;
  let arcFrom = 0;
  let arcBegan = 0;

  const part = (moves: ReadonlyMap<string, Moving>, key: string, now: number) => {
    const move = moves.get(key);
    if (move === undefined || move.time === 0) return 1;
    return easeTide(Math.max(0, Math.min(1, (now - move.began) / move.time)));
  };
  const arcPart = (now: number) => {
    if (arc === null) return 0;
    const time = motionTime("--d-move");
    const share = time === 0 ? 1 : Math.max(0, Math.min(1, (now - arcBegan) / time));
    return arcFrom + (arc.part - arcFrom) * share;
  };

  return {
    see(history) {
      const now = performance.now();
      const rows = new Map(history.rows.map((row) => [row.branch.id, row.rewinds.length]));
      if (seen !== null) {
        const move = { began: now, time: motionTime("--d-tide") };
        for (const row of history.rows) {
          const before = seen.get(row.branch.id);
          if (before === undefined) growing.set(row.branch.id, move);
          else if (row.rewinds.length === before + 1) sinking.set(asideKey(row, row.asides.length - 1), move);
        }
      }
      seen = rows;
    },
    seeRewind(next) {
      const now = performance.now();
      arcFrom = arc === null || next === null ? 0 : arcPart(now);
      arcBegan = now;
      arc = next;
    },
    at(now) {
      const over = (moves: Map<string, Moving>) => {
        for (const [key, move] of moves) if (now > move.began + move.time) moves.delete(key);
        return moves.size === 0;
      };
      const still = [over(sinking), over(growing)].every(Boolean);
      const arcStill = arc === null || arcPart(now) === arc.part;
      const motion: Motion = {
        sunk: (row: BranchRow, aside: number) => part(sinking, asideKey(row, aside), now),
        grown: (row: BranchRow) => part(growing, row.branch.id, now),
        arc: arc === null ? null : { ...arc, part: arcPart(now) },
      };
      return { motion, moving: !still || !arcStill };
    },
  };
}

const asideKey = (row: BranchRow, aside: number): string => `${row.branch.id} ${aside}`;
