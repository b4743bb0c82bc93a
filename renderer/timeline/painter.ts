import { emptyBins, emptyPlacement, type Placement, placeMarks } from "../../shared/timeline/mark-placement";
import { axisHeight } from "../../shared/timeline/row-layout";
import { drawAxis, drawGround, drawRowEdges } from "./draw-axis";
import { drawBadTimes } from "./draw-bad";
import { drawEvents, type StandingEvents } from "./draw-events";
import { drawLabels } from "./draw-labels";
import { drawLanes } from "./draw-lanes";
import { drawMarks } from "./draw-marks";
import { drawArc, drawMoment, drawPresent, drawPresentInAxis, drawSelectionLine } from "./draw-present";
import { drawTides, emptyTides } from "./draw-tides";
import { asideIsShown, type Measure, rowsInView, type Scene } from "./scene";

export interface Painter {
  paint(scene: Scene): void;
  /** What stood in the frame painted last. */
  readonly placement: Placement;
  readonly events: readonly StandingEvents[];
  /** Fonts have come: texts measure anew. */
  forgetWidths(): void;
}

/** Draws on a canvas, sized to its element and the screen's pixels. All working memory is kept between frames. */
export function createPainter(canvas: HTMLCanvasElement): Painter {
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw new Error("This browser gives no 2D canvas.");
  const placement = emptyPlacement();
  const bins = emptyBins();
  const tides = emptyTides();
  let events: readonly StandingEvents[] = [];
  const widths = new Map<string, number>();
  let font = "";
  const measure: Measure = (text, selected) => {
    const key = selected ? `${text} ` : text;
    const known = widths.get(key);
    if (known !== undefined) return known;
    const before = context.font;
    context.font = `${selected ? 600 : 500} 11px ${font}`;
    const width = context.measureText(text).width;
    context.font = before;
    // A frame shows some hundred texts, a day of panning ten thousands of times.
    if (widths.size > 1000) widths.clear();
    widths.set(key, width);
    return width;
  };

  return {
    placement,
    get events() {
      return events;
    },
    forgetWidths: () => widths.clear(),
    paint(scene) {
      fit(canvas, scene.width, scene.height);
      const ratio = devicePixelRatio;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      place(scene, placement, bins);
      drawGround(context, scene);
      font = scene.palette.font;
      drawAxis(context, scene, measure);
      drawPresentInAxis(context, scene);
      drawMoment(context, scene);
      context.save();
      context.beginPath();
      context.rect(0, axisHeight, scene.width, scene.height - axisHeight);
      context.clip();
      drawRowEdges(context, scene);
      drawTides(context, scene, tides);
      drawBadTimes(context, scene);
      drawSelectionLine(context, scene);
      drawLanes(context, scene);
      drawPresent(context, scene);
      drawArc(context, scene);
      drawMarks(context, scene, placement);
      drawLabels(context, scene, placement, measure);
      events = drawEvents(context, scene, measure);
      context.restore();
    },
  };
}

const none: readonly boolean[] = [];

function place(scene: Scene, placement: Placement, bins: ReturnType<typeof emptyBins>): void {
  placement.count = 0;
  const chosen = scene.selected ?? scene.cursor;
  const { first, end } = rowsInView(scene);
  for (let index = first; index < end; index++) {
    const row = scene.history.rows[index];
    if (row === undefined) continue;
    const asideShown = row.asides.length === 0 ? none : row.asides.map((_, at) => asideIsShown(scene, row, at));
    const selected = chosen?.row === index ? (row.markOf[chosen.index] ?? -1) : -1;
    placeMarks({ row: index, marks: row.marks, asideShown, selected }, scene.span, scene.width, placement, bins);
  }
}

function fit(canvas: HTMLCanvasElement, width: number, height: number): void {
  const wide = Math.round(width * devicePixelRatio);
  const high = Math.round(height * devicePixelRatio);
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
}
