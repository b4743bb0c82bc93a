import type { LogLine } from "../../shared/contract";

/** A page keeps this many lines; the older ones are in the containers' own logs. */
export const keptLines = 5_000;

export interface NumberedLine extends LogLine {
  readonly key: number;
}

export function appended(lines: readonly NumberedLine[], fresh: readonly NumberedLine[]): readonly NumberedLine[] {
  const all = [...lines, ...fresh];
  return all.length > keptLines ? all.slice(all.length - keptLines) : all;
}

export type LogSource = "all" | LogLine["source"];

export function fitting(lines: readonly NumberedLine[], source: LogSource, text: string): readonly NumberedLine[] {
  const wanted = text.trim().toLowerCase();
  if (source === "all" && wanted === "") return lines;
  return lines.filter(
    (line) =>
      (source === "all" || line.source === source) && (wanted === "" || line.text.toLowerCase().includes(wanted)),
  );
}
