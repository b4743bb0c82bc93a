import { drawShape, lookOf, type MarkPaint, reachOf } from "./mark-shapes";
import type { Palette } from "./palette";

/** Numbers, because a frame asks for a thousand of them. */
export const paintNumbers = { plain: 0, aside: 1, selected: 2 } as const;
type PaintNumber = (typeof paintNumbers)[keyof typeof paintNumbers];

export interface Stamps {
  /** `look` as `lookNumber` gives it, at a point in pixels of the page, on a context whose pixels are the screen's. */
  put(context: CanvasRenderingContext2D, look: number, paint: PaintNumber, x: number, y: number): void;
}

const known = new WeakMap<Palette, { readonly ratio: number; readonly stamps: Stamps }>();

/**
 * Each look of a mark is drawn once and copied from then on: without a graphics card a curve costs several times a copy, and
 * there are a thousand marks in a frame. An image for each look: cutting one out of a larger image costs what was won.
 */
export function stampsFor(palette: Palette, ratio: number): Stamps {
  const made = known.get(palette);
  if (made?.ratio === ratio) return made.stamps;
  const stamps = makeStamps(palette, ratio);
  known.set(palette, { ratio, stamps });
  return stamps;
}

function makeStamps({ surface, lane, mark, laneRest, accent }: Palette, ratio: number): Stamps {
  const paints: Readonly<Record<PaintNumber, MarkPaint>> = {
    [paintNumbers.plain]: { stroke: lane, tick: mark, surface },
    [paintNumbers.aside]: { stroke: laneRest, tick: laneRest, surface },
    [paintNumbers.selected]: { stroke: accent, tick: accent, surface },
  };
  const images: Stamp[] = [];
  const make = (number: number, paint: PaintNumber): Stamp => {
    const look = lookOf(number);
    const { left, right, above, below } = reachOf(look);
    // Marks stand on half pixels, where a line one pixel wide is sharp: half a pixel more on either side.
    const wide = Math.ceil((left + 1 + right) * ratio);
    const canvas = new OffscreenCanvas(wide, Math.ceil((above + below) * ratio));
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("This browser gives no 2D canvas.");
    context.scale(ratio, ratio);
    drawShape(context, look, left + 0.5, above, paints[paint]);
    return { image: canvas.transferToImageBitmap(), left: left + 0.5, above };
  };
  return {
    put(context, look, paint, x, y) {
      const { image, left, above } = (images[look * 3 + paint] ??= make(look, paint));
      context.drawImage(image, Math.round((x - left) * ratio), Math.round((y - above) * ratio));
    },
  };
}

interface Stamp {
  readonly image: ImageBitmap;
  /** From its corner to where the mark stands, in pixels of the page. */
  readonly left: number;
  readonly above: number;
}
