/** What each system looks for in its icon, in pixels. */
export const windowsSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256];
export const linuxSizes = [16, 24, 32, 48, 64, 96, 128, 256, 512, 1024];

/** The types `iconutil` writes for a full icon set, in its order. */
export const macImages = [
  { type: "ic12", size: 64 },
  { type: "ic07", size: 128 },
  { type: "ic13", size: 256 },
  { type: "ic08", size: 256 },
  { type: "ic04", size: 16 },
  { type: "ic14", size: 512 },
  { type: "ic09", size: 512 },
  { type: "ic05", size: 32 },
  { type: "ic10", size: 1024 },
  { type: "ic11", size: 32 },
];

/** A drawing made for the size: below 48 pixels the large one's lines would run together. */
export function sourceFor(size) {
  if (size <= 20) return "icon-16.svg";
  return size <= 40 ? "icon-32.svg" : "icon.svg";
}

/**
 * The margin of Apple's icon grid: 100 of 1024. The two small drawings keep their pixels and lose an edge instead of being
 * scaled, so that their lines stay sharp.
 */
export function macInset(size) {
  if (size <= 40) return { inset: size / 16, radius: size * 0.2, scaled: false, shadow: "none" };
  const unit = size / 1024;
  return {
    inset: 100 * unit,
    radius: 0,
    scaled: true,
    shadow: `drop-shadow(0 ${12 * unit}px ${14 * unit}px rgb(0 0 0 / 0.3))`,
  };
}
