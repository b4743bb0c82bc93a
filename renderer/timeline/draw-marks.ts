import { markShapes } from "../../shared/timeline/mark-kinds";
import type { Placement } from "../../shared/timeline/mark-placement";
import { stemRadius } from "./draw-lanes";
import { asideY, crisp, lineY, type Scene, xOf } from "./scene";

type Context = CanvasRenderingContext2D;

export const poleHeight = 16;

/** Colours of one mark: a version's own, a set-aside one's, or the selection's. */
interface Paint {
  readonly stroke: string;
  readonly tick: string;
  readonly surface: string;
}

/** Every mark that stands. The selection comes last, so that nothing covers it. */
export function drawMarks(context: Context, scene: Scene, placement: Placement): void {
  const { palette } = scene;
  const plain: Paint = { stroke: palette.lane, tick: palette.mark, surface: palette.surface };
  const aside: Paint = { stroke: palette.laneRest, tick: palette.laneRest, surface: palette.surface };
  drawTicks(context, scene, placement);
  for (let at = 0; at < placement.count; at++) {
    const x = placement.x[at] ?? 0;
    if (x < -20 || x > scene.width + 20) continue;
    if (isSelected(scene, placement, at) || isPlainTick(scene, placement, at)) continue;
    drawMark(context, scene, placement, at, placement.level[at] === 1 ? aside : plain);
  }
  const accent: Paint = { stroke: palette.accent, tick: palette.accent, surface: palette.surface };
  for (let at = 0; at < placement.count; at++) {
    if (isSelected(scene, placement, at)) drawMark(context, scene, placement, at, accent);
  }
}

export function markY(scene: Scene, placement: Placement, at: number): number {
  const row = placement.row[at] ?? 0;
  const table = scene.history.rows[row]?.marks;
  if (placement.level[at] === 0) return lineY(scene, row);
  return asideY(scene, row, table?.asides[placement.mark[at] ?? 0] ?? 0);
}

export function isSelected(scene: Scene, placement: Placement, at: number): boolean {
  const place = scene.selected ?? scene.cursor;
  if (place === null || placement.row[at] !== place.row) return false;
  return scene.history.rows[place.row]?.markOf[place.index] === placement.mark[at];
}

function isPlainTick(scene: Scene, placement: Placement, at: number): boolean {
  const table = scene.history.rows[placement.row[at] ?? 0]?.marks;
  const mark = placement.mark[at] ?? 0;
  return table?.shapes[mark] === 0 && table.forks[mark] === 0;
}

/** Automatic ticks in two strokes, one for each row's colour: there can be thousands. */
function drawTicks(context: Context, scene: Scene, placement: Placement): void {
  context.lineWidth = 1.25;
  context.lineCap = "round";
  for (const level of [0, 1]) {
    context.strokeStyle = level === 0 ? scene.palette.mark : scene.palette.laneRest;
    context.beginPath();
    for (let at = 0; at < placement.count; at++) {
      const x = placement.x[at] ?? 0;
      if (placement.level[at] !== level || x < -20 || x > scene.width + 20) continue;
      if (!isPlainTick(scene, placement, at) || isSelected(scene, placement, at)) continue;
      const y = markY(scene, placement, at);
      if (y < 20 || y > scene.height + 10 || isUnderStem(scene, placement.row[at] ?? 0, x)) continue;
      const at0 = crisp(x);
      if ((placement.merged[at] ?? 0) > 2) {
        stroke(context, at0 - 2.5, y);
        stroke(context, at0 + 2.5, y);
      } else stroke(context, at0, y);
    }
    context.stroke();
  }
  context.lineCap = "butt";
}

/** Where a stem still turns there is no line yet for a tick to stand on. */
function isUnderStem(scene: Scene, index: number, x: number): boolean {
  const row = scene.history.rows[index];
  if (row === undefined || row.origin === null) return false;
  return x < xOf(scene, row.origin.at) + stemRadius(scene, row);
}

function stroke(context: Context, x: number, y: number): void {
  context.moveTo(x, y + 3);
  context.lineTo(x, y - 7);
}

function drawMark(context: Context, scene: Scene, placement: Placement, at: number, paint: Paint): void {
  const table = scene.history.rows[placement.row[at] ?? 0]?.marks;
  if (table === undefined) return;
  const mark = placement.mark[at] ?? 0;
  const x = crisp(placement.x[at] ?? 0);
  const y = markY(scene, placement, at);
  const shape = markShapes[table.shapes[mark] ?? 0] ?? "tick";
  context.strokeStyle = paint.stroke;
  context.fillStyle = paint.stroke;
  context.lineWidth = 1.75;
  context.lineCap = "round";
  context.lineJoin = "round";
  const forks = table.forks[mark] === 1;
  if (shape === "tick" && !forks) {
    context.strokeStyle = paint.tick;
    context.lineWidth = 1.25;
    segment(context, x, y + 3, y - 7);
  } else if (shape === "kept") segment(context, x, y - 6, y + 6);
  else if (shape === "flag") flag(context, x, y);
  else if (shape === "named") ball(context, x, y);
  else if (shape === "pinned") diamond(context, x, y);
  else if (shape === "first") square(context, x, y);
  else if (shape === "rewind") ring(context, x, y, paint);
  if (forks) {
    context.fillStyle = paint.surface;
    context.beginPath();
    context.arc(x, y, 4, 0, Math.PI * 2);
    context.fill();
    context.stroke();
  }
  context.lineCap = "butt";
}

function segment(context: Context, x: number, from: number, to: number): void {
  context.beginPath();
  context.moveTo(x, from);
  context.lineTo(x, to);
  context.stroke();
}

function flag(context: Context, x: number, y: number): void {
  segment(context, x, y + 3, y - poleHeight);
  context.beginPath();
  context.moveTo(x, y - poleHeight - 0.5);
  context.lineTo(x + 8, y - poleHeight + 4);
  context.lineTo(x, y - poleHeight + 8.5);
  context.fill();
}

function ball(context: Context, x: number, y: number): void {
  segment(context, x, y + 3, y - poleHeight);
  context.beginPath();
  context.arc(x, y - poleHeight, 3.2, 0, Math.PI * 2);
  context.fill();
}

function diamond(context: Context, x: number, y: number): void {
  segment(context, x, y + 3, y - poleHeight);
  const middle = y - poleHeight - 0.5;
  context.beginPath();
  context.moveTo(x, middle - 5);
  context.lineTo(x + 5, middle);
  context.lineTo(x, middle + 5);
  context.lineTo(x - 5, middle);
  context.fill();
}

function square(context: Context, x: number, y: number): void {
  context.beginPath();
  context.roundRect(x - 4.5, y - 4.5, 9, 9, 1.5);
  context.fill();
}

/** An arrow turning back, on a plate of the surface's colour. */
function ring(context: Context, x: number, y: number, paint: Paint): void {
  context.fillStyle = paint.surface;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x, y, 8, 0, Math.PI * 2);
  context.fill();
  context.stroke();
  context.lineWidth = 1.75;
  context.beginPath();
  context.arc(x, y, 4.2, -2.59, 2.07);
  context.stroke();
  context.beginPath();
  context.moveTo(x - 4.3, y - 5);
  context.lineTo(x - 4.3, y - 2);
  context.lineTo(x - 1.3, y - 2);
  context.stroke();
}
