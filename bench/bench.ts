import type { Docker } from "../electron/docker/connection";
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
  readonly docker: Docker;
  readonly quick: boolean;
  readonly pairs: readonly Pair[];
  /** How often each figure is to be measured. */
  readonly samples: number;
  readonly signal: AbortSignal;
  record(measure: string, unit: Unit, value: number): void;
  /** Many figures at once, of which nobody wants a line each. */
  recordAll(measure: string, unit: Unit, values: readonly number[]): void;
  /** What a figure can't say, in words. */
  note(name: string, text: string): void;
}

export const pairOf = (bench: Pick<Bench, "pairs">, id: Size["id"]): Pair & { readonly peer: Peer } => {
  const pair = siteOf(bench, id);
  if (pair.peer === null) throw new Error(`no peer of ${id} was made`);
  return { ...pair, peer: pair.peer };
};

export const siteOf = (bench: Pick<Bench, "pairs">, id: Size["id"]): Pair => {
  const pair = bench.pairs.find(({ size }) => size.id === id);
  if (pair === undefined) throw new Error(`no site of ${id} was made`);
  return pair;
};
