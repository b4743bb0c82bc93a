import type { Peer } from "./peer";
import type { Unit } from "./samples";
import type { Size } from "./sizes";
import type { Site, Tidemark } from "./tidemark";

/** One size of site: under Tidemark and, where something is compared, without it. */
export interface Pair {
  readonly size: Size;
  readonly site: Site;
  readonly peer: Peer | null;
}

/** What a group of measurements works with. */
export interface Bench {
  readonly tidemark: Tidemark;
  readonly pairs: readonly Pair[];
  /** How often each figure is to be measured. */
  readonly samples: number;
  readonly signal: AbortSignal;
  record(measure: string, unit: Unit, value: number): void;
}

export const pairOf = (bench: Pick<Bench, "pairs">, id: Size["id"]): Pair & { readonly peer: Peer } => {
  const pair = bench.pairs.find(({ size }) => size.id === id);
  if (pair === undefined || pair.peer === null) throw new Error(`no pair of ${id} was made`);
  return { ...pair, peer: pair.peer };
};
