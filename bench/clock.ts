import { setTimeout as delay } from "node:timers/promises";
import type { Tidemark } from "./tidemark";

/** Tidemark's clock in our hands: what it takes for now. Servers and the keeper have their own. */
export interface Clock {
  set(milliseconds: number): void;
  release(): void;
}

export function holdClock(tidemark: Tidemark): Clock {
  const world: { now: () => Date } = tidemark.app.world();
  const { now } = world;
  let held = Date.now();
  world.now = () => new Date(held);
  return {
    set: (milliseconds) => {
      held = milliseconds;
    },
    release: () => {
      world.now = now;
    },
  };
}

/** Until the second in which this is called is over: what is committed then is in a later one. */
export const untilNextSecond = (signal: AbortSignal) => delay(1100 - (Date.now() % 1000), undefined, { signal });
