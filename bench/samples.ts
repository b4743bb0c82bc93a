import { readFileSync } from "node:fs";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod";

export const Unit = z.enum(["ms", "MB", "KB", "1/s", "%", "CLS"]);
export type Unit = z.infer<typeof Unit>;

const Measured = z.object({
  unit: Unit,
  values: z.array(z.number()),
  /** When and of which commit. */
  at: z.string(),
  commit: z.string(),
  /** The kernel it was measured under, where it is another than the machine's. */
  system: z.string().optional(),
});

/** What the measuring leaves behind for the judging: figures only, no opinion. */
export const Samples = z.object({
  machine: z.record(z.string(), z.union([z.string(), z.number()])),
  commit: z.string(),
  quick: z.boolean(),
  /** What a figure can't say, in words: sizes as they came out, what was measured with. */
  facts: z.record(z.string(), z.string()),
  measured: z.record(z.string(), Measured),
});
export type Samples = z.infer<typeof Samples>;

/** Null where the file is not there; throws where it can't be read. */
export function readSamples(file: string): Samples | null {
  const text = readIfThere(file);
  return text === null ? null : Samples.parse(JSON.parse(text));
}

/** What results were judged from: a fresh checkout has those and no samples. */
export function readMeasured(results: string): Samples | null {
  const text = readIfThere(results);
  return text === null ? null : { ...Samples.omit({ quick: true }).parse(JSON.parse(text)), quick: false };
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

export const writeSamples = (file: string, samples: Samples): Promise<void> =>
  writeFileAtomic(file, `${JSON.stringify(samples, null, 1)}\n`);

/**
 * A part measured again replaces what was there; another machine's or another kind of run's figures are dropped. The same machine
 * under another kernel is the same machine, and its figures say which.
 */
export function mergeSamples(before: Samples | null, now: Samples): Samples {
  if (before === null || before.quick !== now.quick || !sameMachine(before, now)) return now;
  const { system } = before.machine;
  const kept =
    system === now.machine["system"]
      ? before.measured
      : mapValues(before.measured, (one) => ({ system: String(system), ...one }));
  return {
    ...now,
    facts: { ...before.facts, ...now.facts },
    measured: { ...kept, ...now.measured },
  };
}

function sameMachine(one: Samples, other: Samples): boolean {
  const described = ({ machine }: Samples) => JSON.stringify({ ...machine, system: null });
  return described(one) === described(other);
}

const mapValues = <T>(values: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
