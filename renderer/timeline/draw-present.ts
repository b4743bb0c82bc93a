import { axisHeight } from "../../shared/timeline/row-layout";
import { rowsBottom } from "./draw-axis";
import { type Arc, asideIsShown, asideY, lineY, rowsInView, type Scene, xOf } from "./scene";

type Context = CanvasRenderingContext2D;

/** The present: a line through all rows, and on each a dot (awake) or a ring. */
export function drawPresent(context: Context, scene: Scene): void {
  const { palette } = scene;
  const x = Math.round(xOf(scene, scene.now)) + 0.5;
  if (x < 0 || x > scene.width) return;
  context.strokeStyle = palette.accent;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x, axisHeight);
  context.lineTo(x, rowsBottom(scene));
  context.stroke();
  const { first, end } = rowsInView(scene);
  for (let index = first; index < end; index++) {
    const y = lineY(scene, index);
    const awake = scene.history.rows[index]?.restsSince === null;
    if (awake) disc(context, x, y, 8, palette.accentWash);
    disc(context, x, y, 4, awake ? palette.accent : palette.surface);
    if (awake) continue;
    context.strokeStyle = palette.laneRest;
    context.lineWidth = 1.75;
    context.stroke();
  }
}

/** The short piece of the present's line inside the axis, under its pill. */
export function drawPresentInAxis(context: Context, scene: Scene): void {
  const x = Math.round(xOf(scene, scene.now)) + 0.5;
  if (x < 0 || x > scene.width) return;
  context.strokeStyle = scene.palette.accent;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x, axisHeight - 16);
  context.lineTo(x, axisHeight);
  context.stroke();
}

/** The moment under the scrubber: a line through axis and rows. */
export function drawMoment(context: Context, scene: Scene): void {
  const x = scene.moment === null ? -1 : Math.round(xOf(scene, scene.moment)) + 0.5;
  if (x < 0 || x > scene.width) return;
  context.strokeStyle = scene.palette.accent;
  context.lineWidth = 1.25;
  context.beginPath();
  context.moveTo(x, axisHeight - 14);
  context.lineTo(x, rowsBottom(scene));
  context.stroke();
}

export function drawSelectionLine(context: Context, scene: Scene): void {
  const place = scene.selected ?? scene.cursor;
  const at = place === null ? undefined : scene.history.rows[place.row]?.times[place.index];
  if (at === undefined) return;
  const x = Math.round(xOf(scene, at)) + 0.5;
  if (x < 0 || x > scene.width) return;
  context.strokeStyle = scene.palette.accent;
  context.lineWidth = 1.25;
  context.globalAlpha = 0.55;
  context.beginPath();
  context.moveTo(x, axisHeight - 1);
  context.lineTo(x, rowsBottom(scene));
  context.stroke();
  context.globalAlpha = 1;
}

/** A rewind in progress: an arc from the present to its target, grown as far as the work has come. */
export function drawArc(context: Context, scene: Scene): void {
  const { arc } = scene.motion;
  if (arc === null) return;
  const y = lineY(scene, arc.row);
  const from = Math.min(scene.width + 40, xOf(scene, scene.now));
  const target = targetOf(scene, arc.to) ?? instantOf(scene, arc);
  const to = target?.x ?? Math.max(0, from - 160);
  const end = target?.y ?? y;
  // A near target has a shallow, narrow arc: its handles never cross.
  const reach = Math.max(0, from - to);
  const drop = Math.min(58, 18 + reach * 0.25);
  const handles = { from: from - Math.min(30, reach * 0.15), to: to + Math.min(60, reach * 0.3) };
  const curve = new Path2D();
  curve.moveTo(from, y);
  curve.bezierCurveTo(handles.from, y + drop, handles.to, y + drop, to, end + (target === null ? 0 : 7));
  context.lineCap = "round";
  context.strokeStyle = scene.palette.accentLine;
  context.lineWidth = 1.5;
  context.setLineDash([2, 4]);
  context.stroke(curve);
  const length = lengthOf(from, y, to, end + 7, drop, handles);
  context.strokeStyle = scene.palette.accent;
  context.lineWidth = 2.25;
  context.setLineDash([length * arc.part, length * 2]);
  if (arc.part > 0) context.stroke(curve);
  context.setLineDash([]);
  context.lineCap = "butt";
  if (target === null) return;
  disc(context, target.x, target.y, 6, scene.palette.surface);
  context.strokeStyle = scene.palette.accent;
  context.lineWidth = 2.5;
  context.stroke();
}

/** Where a rewind leads that goes to a second between versions. */
function instantOf(scene: Scene, { row, at }: Arc): { x: number; y: number } | null {
  const branch = scene.history.rows[row];
  if (at === null || branch === undefined) return null;
  const aside = branch.asides.findIndex(({ from, to }) => at > from && at <= to);
  const shown = aside !== -1 && asideIsShown(scene, branch, aside);
  return { x: Math.max(-40, xOf(scene, at)), y: shown ? asideY(scene, row, aside) : lineY(scene, row) };
}

function targetOf(scene: Scene, place: Scene["selected"]): { x: number; y: number } | null {
  const row = place === null ? undefined : scene.history.rows[place.row];
  if (place === null || row === undefined) return null;
  const aside = row.marks.asides[row.markOf[place.index] ?? 0] ?? -1;
  const shown = aside !== -1 && asideIsShown(scene, row, aside);
  const x = Math.max(-40, xOf(scene, row.times[place.index] ?? 0));
  return { x, y: shown ? asideY(scene, place.row, aside) : lineY(scene, place.row) };
}

function lengthOf(
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  drop: number,
  handles: { readonly from: number; readonly to: number },
): number {
  let length = 0;
  let [lastX, lastY] = [x0, y0];
  for (let step = 1; step <= 32; step++) {
    const t = step / 32;
    const u = 1 - t;
    const x = u ** 3 * x0 + 3 * u * u * t * handles.from + 3 * u * t * t * handles.to + t ** 3 * x1;
    const y = u ** 3 * y0 + 3 * u * u * t * (y0 + drop) + 3 * u * t * t * (y0 + drop) + t ** 3 * y1;
    length += Math.hypot(x - lastX, y - lastY);
    [lastX, lastY] = [x, y];
  }
  return length;
}

function disc(context: Context, x: number, y: number, radius: number, fill: string): void {
  context.fillStyle = fill;
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}
