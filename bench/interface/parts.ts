/** What can be measured apart: `npm run bench -- interface-drawing`; `interface` is all of it. */
export const parts = ["drawing", "start", "memory", "bundle"] as const;
export type Part = (typeof parts)[number];

export interface InterfaceSettings {
  readonly parts: readonly Part[];
  /** How often each figure is measured. */
  readonly samples: number;
  /** Little data and few actions: whether it runs at all, not figures to quote. */
  readonly quick: boolean;
}

/** Throws an Error with the usage on anything it doesn't know. */
export function readInterfaceArguments(args: readonly string[]): InterfaceSettings {
  const chosen = new Set<Part>();
  let quick = false;
  let samples: number | null = null;
  for (const argument of args) {
    const part = parts.find((each) => argument === `interface-${each}`);
    const count = /^--samples=(\d+)$/.exec(argument)?.[1];
    if (argument === "--quick") quick = true;
    else if (count !== undefined && Number(count) > 0) samples = Number(count);
    else if (part !== undefined) chosen.add(part);
    else if (argument !== "interface") throw new Error(`unknown: ${argument}\n${usage}`);
  }
  return { parts: chosen.size > 0 ? [...chosen] : parts, samples: samples ?? (quick ? 2 : 5), quick };
}

const usage = `usage: npm run bench -- [interface | ${parts.map((part) => `interface-${part}`).join(" | ")}] [--samples=N] [--quick]`;
