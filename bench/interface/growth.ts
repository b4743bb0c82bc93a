import { type HostProcess, startHost } from "./host/host-process";
import { regress } from "./regression";
import { type InterfaceBench, manySites } from "./rows";

/** Heap sizes in megabytes after a forced collection, each with the number of actions before it. */
export type HeapCurve = readonly (readonly [actions: number, megabytes: number])[];

const per = 10_000;

/** How far the host's clock goes with each action: what it keeps for a day goes again within every 144 of them. */
export const perAction = 10 * 60_000;

/** Six sites for as many actions, that end in the present. */
export async function hostInThePast(actions: number, signal: AbortSignal): Promise<HostProcess> {
  const past = actions * perAction;
  const host = await startHost(manySites(6, Date.now() - past), signal, { interpreted: true });
  host.advance(-past);
  return host;
}

/**
 * Judges by the upper end of the slope's 95 % confidence interval, so that noise counts against us. The first fifth is
 * left out: code is compiled and caches fill, once.
 */
export function recordGrowth(bench: InterfaceBench, what: string, curve: HeapCurve): void {
  const last = curve.at(-1)?.[0] ?? 0;
  const settled = curve.filter(([actions]) => actions >= last / 5);
  const { slope, low, high } = regress(settled.map(([actions, megabytes]) => [actions / per, megabytes]));
  bench.record(`memory/${what}/growth`, "MB", high);
  bench.record(`memory/${what}/heap`, "MB", ...curve.map(([, megabytes]) => megabytes));
  const [from, to] = [settled[0]?.[1] ?? 0, settled.at(-1)?.[1] ?? 0];
  bench.note(
    `memory of ${what}`,
    `${from.toFixed(2)} MB after ${settled[0]?.[0]} actions, ${to.toFixed(2)} MB after ${last}; ` +
      `slope ${slope.toFixed(2)} MB for 10,000 actions (95 % between ${low.toFixed(2)} and ${high.toFixed(2)})`,
  );
}

/**
 * Carries out as many actions, `round` of which begin again where they began, and reads the heap some forty times, always
 * at the end of a round: what is on the page at that moment is the same each time.
 */
export async function heapCurve(
  { actions, round }: { readonly actions: number; readonly round: number },
  act: (index: number) => Promise<void>,
  heap: () => Promise<number>,
): Promise<HeapCurve> {
  const between = Math.max(1, Math.round(actions / 40 / round)) * round;
  const curve: (readonly [number, number])[] = [];
  for (let index = 0; index < actions; index++) {
    await act(index);
    if ((index + 1) % between === 0) curve.push([index + 1, (await heap()) / 1e6]);
  }
  return curve;
}
