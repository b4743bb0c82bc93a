/** A text that wants to stand beside a mark. Coordinates in pixels; `y` is the text's middle. */
export interface LabelWish {
  /** The mark's x. */
  x: number;
  y: number;
  text: string;
  width: number;
  rank: number;
  selected: boolean;
  /** Quiet labels are times and captions: they pass over other marks, and are grey. */
  quiet: boolean;
  /** Where the text begins right of its mark, and ends left of it. */
  offset: number;
  aside: boolean;
}

export interface PlacedLabel extends LabelWish {
  left: number;
}

const gap = 6;
const lineHeight = 14;

/**
 * Which labels stand, and where: the selection first, then by rank; right of the mark, or left where the right edge or
 * the present is in the way. None crosses the present, the edge, a stronger
 * mark of the same row, or another label; the selection's text may cover a mark, for it is what the person looks for.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  limits: { readonly width: number; readonly nowX: number },
  obstacles: readonly { readonly x: number; readonly y: number }[],
): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const sorted = [...wishes].sort((a, b) => Number(b.selected) - Number(a.selected) || b.rank - a.rank || b.x - a.x);
  for (const wish of sorted) {
    if (wish.x > limits.width - 8) continue;
    const edge = wish.x < limits.nowX && limits.nowX < limits.width ? limits.nowX - gap : limits.width - 2;
    const right = wish.x + wish.offset;
    const left = wish.x - Math.max(4, wish.offset) - wish.width;
    const sides = right + wish.width <= edge ? [right, left] : [left];
    const fits = (at: number) => at >= 2 && at + wish.width <= edge;
    const free =
      sides.find((at) => fits(at) && !collides(wish, at, placed, obstacles)) ??
      (wish.selected ? sides.find(fits) : undefined);
    if (free !== undefined) placed.push({ ...wish, left: free });
  }
  return placed;
}

function collides(
  wish: LabelWish,
  left: number,
  placed: readonly PlacedLabel[],
  obstacles: readonly { readonly x: number; readonly y: number }[],
): boolean {
  const right = left + wish.width;
  for (const other of placed) {
    const near = Math.abs(other.y - wish.y) < lineHeight;
    if (near && left < other.left + other.width + gap && right > other.left - gap) return true;
  }
  if (wish.quiet) return false;
  for (const mark of obstacles) {
    const own = Math.abs(mark.x - wish.x) < 1;
    if (!own && Math.abs(mark.y - wish.y) < lineHeight && mark.x > left - gap && mark.x < right + 3) return true;
  }
  return false;
}
