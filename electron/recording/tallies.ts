import type { SiteEvent } from "../../shared/model/event";
import type { IndexStep, LaneProgress, SecondTally, TakenTransaction } from "../core/recording-ports";

type Gathered = Pick<IndexStep, "seconds" | "noise" | "events">;

/** What was read and is not in the index yet, summed up by the second. */
export interface Tallies {
  add(taken: TakenTransaction): void;
  note(event: SiteEvent): void;
  /** Of transactions; what waits to be written. */
  readonly size: number;
  /** Rows people caused, and others, since the last `take`. */
  take(): Gathered & { readonly rows: number; readonly noiseRows: number };
}

export function openTallies(): Tallies {
  let seconds = new Map<number, SecondTally>();
  let noise = new Map<string, { second: number; kind: string; rows: number }>();
  let events = new Map<string, SiteEvent>();
  let size = 0;
  let sums = { rows: 0, noiseRows: 0 };

  return {
    get size() {
      return size;
    },
    add(taken) {
      const second = Math.floor(taken.time / 1000);
      const known = seconds.get(second);
      let quiet = 0;
      for (const [kind, rows] of taken.noise) {
        quiet += rows;
        const key = `${second} ${kind}`;
        noise.set(key, { second, kind, rows: (noise.get(key)?.rows ?? 0) + rows });
      }
      seconds.set(second, {
        second,
        end: taken.end,
        transactions: (known?.transactions ?? 0) + 1,
        rows: (known?.rows ?? 0) + taken.rows,
        noise: (known?.noise ?? 0) + quiet,
      });
      for (const event of taken.events) events.set(event.id, event);
      size++;
      sums = { rows: sums.rows + taken.rows, noiseRows: sums.noiseRows + quiet };
    },
    note(event) {
      events.set(event.id, event);
      size++;
    },
    take() {
      const gathered = {
        seconds: [...seconds.values()],
        noise: [...noise.values()],
        events: [...events.values()],
        ...sums,
      };
      seconds = new Map();
      noise = new Map();
      events = new Map();
      size = 0;
      sums = { rows: 0, noiseRows: 0 };
      return gathered;
    },
  };
}

export const nothingRead: LaneProgress = { log: null, notes: null, last: 0 };
