import type { Placement } from "../../shared/timeline/mark-placement";
import { stemRadius } from "./draw-lanes";
import { lookNumber, lookNumbers, twinNumber } from "./mark-shapes";
import { paintNumbers, stampsFor } from "./mark-stamps";
import { asideY, crisp, lineY, type Scene, xOf } from "./scene";

type Context = CanvasRenderingContext2D;

/** A tick that stands for more than this is drawn as two. */
const mergedTick = 2;

/** Every mark that stands: ticks first, the others look by look, the selection last, so that nothing covers it. */
export function drawMarks(context: Context, scene: Scene, placement: Placement): void {
  const stamps = stampsFor(scene.palette, devicePixelRatio);
  const put = (at: number, look: number, selected: boolean) => {
    const aside = placement.level[at] === 1 ? paintNumbers.aside : paintNumbers.plain;
    const y = markY(scene, placement, at);
    stamps.put(context, look, selected ? paintNumbers.selected : aside, crisp(placement.x[at] ?? 0), y);
  };
  for (const marks of byLook) marks.length = 0;
  for (let at = 0; at < placement.count; at++) {
    const x = placement.x[at] ?? 0;
    if (x >= -20 && x <= scene.width + 20) byLook[lookAt(scene, placement, at)]?.push(at);
  }
  drawTicks(context, scene, placement);
  // Stamps are of the screen's own pixels.
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  for (let look = 0; look < lookNumbers; look++) {
    if (look === plainTick || look === twinTick) continue;
    for (const at of byLook[look] ?? []) if (!isSelected(scene, placement, at)) put(at, look, false);
  }
  for (let at = 0; at < placement.count; at++) {
    if (isSelected(scene, placement, at)) put(at, lookAt(scene, placement, at), true);
  }
  context.restore();
}

const plainTick = lookNumber(0, false);
const twinTick = lookNumber(twinNumber, false);
/** Indexes into the placement; kept from frame to frame. */
const byLook: readonly number[][] = Array.from({ length: lookNumbers }, () => []);

/** Automatic versions are the most there are, and plain enough for the one thing that is cheaper than a stamp. */
function drawTicks(context: Context, scene: Scene, placement: Placement): void {
  for (const level of [0, 1]) {
    context.fillStyle = level === 0 ? scene.palette.mark : scene.palette.laneRest;
    for (const look of [plainTick, twinTick]) {
      for (const at of byLook[look] ?? []) {
        if (placement.level[at] !== level || isSelected(scene, placement, at)) continue;
        const x = placement.x[at] ?? 0;
        if (isUnderStem(scene, placement.row[at] ?? 0, x)) continue;
        const y = markY(scene, placement, at);
        for (const by of look === twinTick ? twins : single) tickBar(context, crisp(x) + by, y);
      }
    }
  }
}

const single = [0];
const twins = [-2.5, 2.5];

/** As wide and as high as a stroke with round ends, whose roundness nobody sees. */
function tickBar(context: Context, x: number, y: number): void {
  context.fillRect(x - 0.625, y - 7.5, 1.25, 11);
}

function lookAt(scene: Scene, placement: Placement, at: number): number {
  const table = scene.history.rows[placement.row[at] ?? 0]?.marks;
  const mark = placement.mark[at] ?? 0;
  const shape = table?.shapes[mark] ?? 0;
  const forks = table?.forks[mark] === 1;
  const twin = shape === 0 && !forks && (placement.merged[at] ?? 0) > mergedTick;
  return lookNumber(twin ? twinNumber : shape, forks);
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

/** Where a stem still turns there is no line yet for a tick to stand on. */
function isUnderStem(scene: Scene, index: number, x: number): boolean {
  const row = scene.history.rows[index];
  if (row === undefined || row.origin === null) return false;
  return x < xOf(scene, row.origin.at) + stemRadius(scene, row);
}
