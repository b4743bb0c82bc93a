import { type Span, widthOf } from "./span";

/**
 * A stretch of time on a grid that doesn't move with the view, cut into buckets: what is asked of the host at once. Each
 * level's are twice as long as those below, so that zooming and panning come back to the same few.
 */
export interface ActivityTile {
  readonly from: number;
  readonly to: number;
  readonly buckets: number;
}

/** Buckets per unit of a level; a unit is what fills the plot, so that a bucket is some two pixels: less than what is smoothed. */
const bucketsInUnit = 512;
const unitsInTile = 3;

/** The tile for a view: all of the view, and half of it or more to either side. */
export function activityTile(span: Span): ActivityTile {
  const unit = 2 ** Math.ceil(Math.log2(Math.max(1, widthOf(span))));
  const middle = Math.floor((span.from + span.to) / 2 / unit);
  return { from: (middle - 1) * unit, to: (middle + 2) * unit, buckets: bucketsInUnit * unitsInTile };
}

/** One for the whole history, a bucket to a pixel; moves on with the present only now and then. */
export function overviewTile(span: Span): ActivityTile {
  const grain = 2 ** Math.ceil(Math.log2(Math.max(60_000, widthOf(span)) / 32));
  return {
    from: Math.floor(span.from / grain) * grain,
    to: Math.ceil(span.to / grain) * grain,
    buckets: bucketsInUnit * 2,
  };
}
