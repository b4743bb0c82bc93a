import { axisOf } from "../../shared/timeline/axis-ticks";
import { axisHeight } from "../../shared/timeline/row-layout";
import { calendar } from "../ui/time";
import { crisp, type Measure, rowsInView, type Scene, xOf } from "./scene";

type Context = CanvasRenderingContext2D;

/** Ground, dry sand right of the present, grid, axis labels and the lines between rows. */
export function drawGround(context: Context, scene: Scene): void {
  const { palette, width, height } = scene;
  context.fillStyle = palette.surface;
  context.fillRect(0, 0, width, height);
  const nowX = xOf(scene, scene.now);
  if (nowX < width) {
    context.fillStyle = palette.dry;
    context.fillRect(Math.max(0, nowX), 0, width, height);
  }
}

export function drawAxis(context: Context, scene: Scene, measure: Measure): void {
  const { palette, width } = scene;
  const axis = axisOf(scene.span, width, calendar);
  const bottom = rowsBottom(scene);
  strokeAll(context, axis.minor, scene, palette.line2, axisHeight - 4, axisHeight);
  const plain = axis.ticks.filter((tick) => !tick.major).map((tick) => tick.at);
  const major = axis.ticks.filter((tick) => tick.major).map((tick) => tick.at);
  strokeAll(context, plain, scene, palette.grid, axisHeight - 8, bottom);
  strokeAll(context, major, scene, palette.gridMajor, axisHeight - 8, bottom);

  context.font = `500 11px ${palette.font}`;
  context.textBaseline = "alphabetic";
  const nowX = xOf(scene, scene.now);
  const momentX = scene.moment === null ? Number.NEGATIVE_INFINITY : xOf(scene, scene.moment);
  for (const tick of axis.ticks) {
    const x = crisp(xOf(scene, tick.at));
    const right = x + 5 + measure(tick.label, false);
    if (right > momentX - 46 && x < momentX + 46) continue;
    if (tick.at > scene.now || (nowX <= width && right > nowX - 50 && x < nowX + 50) || right > width) continue;
    if (nowX > width && right > width - 190) continue;
    context.fillStyle = tick.major ? palette.ink2 : palette.ink3;
    context.fillText(tick.label, x + 5, axisHeight - 10);
  }
  context.fillStyle = palette.ink3;
  // The scrubber's pill would cover a part of it.
  if (!(momentX >= 0 && momentX < 5 + measure(axis.context, false) + 42)) context.fillText(axis.context, 5, 13);
  context.strokeStyle = palette.gridMajor;
  context.lineWidth = 1;
  line(context, 0, axisHeight - 0.5, width, axisHeight - 0.5);
}

export function drawRowEdges(context: Context, scene: Scene): void {
  context.strokeStyle = scene.palette.line;
  context.lineWidth = 1;
  const { first, end } = rowsInView(scene);
  for (let index = first; index < end; index++) {
    const box = scene.layout.boxes[index];
    if (box === undefined) continue;
    const y = crisp(axisHeight + box.top + box.height - scene.scroll) - 1;
    line(context, 0, y, scene.width, y);
  }
}

export function rowsBottom(scene: Scene): number {
  return Math.min(scene.height, axisHeight + scene.layout.height - scene.scroll);
}

function strokeAll(
  context: Context,
  times: readonly number[],
  scene: Scene,
  colour: string,
  y0: number,
  y1: number,
): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  for (const at of times) {
    const x = crisp(xOf(scene, at));
    context.moveTo(x, y0);
    context.lineTo(x, y1);
  }
  context.stroke();
}

function line(context: Context, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}
