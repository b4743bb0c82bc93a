import type { Row } from "./judgement";

const columns = ["measure", "ours", "p95", "against", "ratio", "target", "met"] as const;

/** The rows for a terminal, columns aligned. */
export function table(rows: readonly Row[]): string {
  const lines = [columns, ...rows.map(cells)];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function cells(row: Row): readonly string[] {
  const { unit } = row.ours;
  return [
    row.label,
    amount(row.ours.median, unit),
    amount(row.ours.p95, unit),
    row.against.map(({ name, figure }) => `${name} ${amount(figure, unit)}`).join(", "),
    row.ratio === null ? "" : `${row.ratio}x`,
    row.target,
    row.met === null ? "-" : row.met ? "yes" : "NO",
  ];
}

/** Milliseconds become seconds where nobody would say milliseconds. */
export function amount(value: number, unit: string): string {
  return unit === "ms" && value >= 1000 ? `${(value / 1000).toFixed(2)} s` : `${value} ${unit}`;
}
