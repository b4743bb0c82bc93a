const units = ["B", "KB", "MB", "GB", "TB"] as const;

/** Bytes on disk in decimal units, three figures at most: "412 MB", "1.9 GB", "0.5 MB". Null: not measured yet. */
export function bytes(count: number | null): string {
  if (count === null) return "–";
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const figures = unit === 0 || value >= 99.5 ? value.toFixed(0) : value.toFixed(1).replace(/\.0$/, "");
  return `${figures} ${units[unit]}`;
}
