import type { Group } from "./arguments";
import type { Size } from "./sizes";

/** A site that a group of measurements works with, and whether it wants the same without Tidemark beside it. */
interface Need {
  readonly size: Size["id"];
  readonly peer: boolean;
}

const site = (size: Size["id"]): Need => ({ size, peer: false });
const pair = (size: Size["id"]): Need => ({ size, peer: true });

/** Those that are not named make what they need themselves. */
const needs: Readonly<Record<Group, readonly Need[]>> = {
  checkpoint: [site("0.05gb"), pair("0.5gb"), site("2gb")],
  rewind: [site("0.05gb"), pair("0.5gb"), pair("2gb")],
  branch: [site("0.05gb"), pair("0.5gb"), pair("2gb")],
  transactions: [pair("0.5gb")],
  moment: [pair("0.5gb")],
  "change-set": [site("0.05gb"), site("0.5gb"), site("2gb")],
  lag: [site("0.05gb")],
  "front-page": [],
  history: [],
  idle: [site("0.05gb")],
};

/** What of a size is wanted by any of these groups; null: nothing. */
export function needOf(groups: readonly Group[], size: Size["id"]): Need | null {
  const found = groups.flatMap((group) => needs[group]).filter((need) => need.size === size);
  return found.length === 0 ? null : { size, peer: found.some(({ peer }) => peer) };
}
