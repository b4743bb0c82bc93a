export const axisHeight = 40;
/** A set-aside stretch narrower than this folds into its rewind mark. */
export const asideFold = 44;

const plainHeight = 104;
const asideHeight = 172;
const mostGrowth = 190;
const leastFit = 0.84;

/** A row's place below the axis, in pixels: `line` is where the lane is drawn, `aside` what was set aside. */
export interface RowBox {
  readonly top: number;
  readonly height: number;
  readonly line: number;
  readonly aside: number;
}

export interface RowsLayout {
  readonly boxes: readonly RowBox[];
  /** Height of all rows; above `room` they scroll. */
  readonly height: number;
}

/** Spare room first stretches the rows, up to 190 px in all; in a low window they shrink to 84 %, then scroll. */
export function layoutRows(withAside: readonly boolean[], room: number): RowsLayout {
  const wanted = withAside.map((aside) => (aside ? asideHeight : plainHeight));
  const sum = wanted.reduce((a, b) => a + b, 0);
  const fit = Math.max(leastFit, Math.min(1, room / sum));
  const growth = Math.min(Math.max(0, room - sum * fit), mostGrowth);
  let top = 0;
  let before = 0;
  const boxes = wanted.map((height): RowBox => {
    const base = height * fit;
    before += height;
    const bottom = Math.round(before * (fit + growth / sum));
    const box = { top, height: bottom - top };
    const line = Math.round(top + 50 + (box.height - base) * 0.22);
    const drop = box.height < asideHeight ? 58 : 66 + (box.height - asideHeight) * 0.3;
    top = bottom;
    return { ...box, line, aside: Math.round(line + drop) };
  });
  return { boxes, height: top };
}
