import { targets } from "./targets";

/** What can be measured apart. A row's id stands for the group it begins with: `npm run bench -- rewind-peeked`. */
export const groups = [
  "checkpoint",
  "rewind",
  "branch",
  "transactions",
  "moment",
  "change-set",
  "lag",
  "front-page",
  "history",
  "idle",
] as const;
export type Group = (typeof groups)[number];

export interface Settings {
  readonly groups: readonly Group[];
  /** How often each figure is measured. */
  readonly samples: number;
  /** Small databases and few samples: whether it runs at all, not figures to quote. */
  readonly quick: boolean;
}

/** Throws an Error with the usage on anything it doesn't know. */
export function readArguments(args: readonly string[]): Settings {
  const chosen: Group[] = [];
  let quick = false;
  let samples: number | null = null;
  for (const [index, argument] of args.entries()) {
    const group = groups.find(
      (each) => argument === each || targets.some(({ id }) => id === argument && id.startsWith(`${each}-`)),
    );
    if (argument === "--quick") quick = true;
    else if (argument.startsWith("--samples=")) samples = readCount(argument.slice("--samples=".length));
    else if (argument === "--samples") samples = readCount(args[index + 1] ?? "");
    else if (args[index - 1] === "--samples") continue;
    else if (group !== undefined && !chosen.includes(group)) chosen.push(group);
    else if (group !== undefined) continue;
    else throw usage(`unknown: ${argument}`);
  }
  // Always in the order of the list: the last one ends with Tidemark closed.
  const wanted = chosen.length > 0 ? groups.filter((group) => chosen.includes(group)) : groups;
  return { groups: wanted, samples: samples ?? (quick ? 3 : 7), quick };
}

function readCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw usage(`--samples wants a number, not ${JSON.stringify(text)}`);
}

function usage(what: string): Error {
  return new Error(`${what}\nusage: npm run bench -- [${groups.join("|")} ...] [--samples N] [--quick]`);
}
