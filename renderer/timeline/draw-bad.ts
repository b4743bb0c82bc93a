import type { SetAside } from "../../shared/timeline/lane-course";
import { bendOf } from "./draw-lanes";
import { asideIsShown, asideY, lineY, rowsInView, type Scene, xOf } from "./scene";

type Context = CanvasRenderingContext2D;

const height = 7;
const least = 3;
/** From stroke to stroke along the line, in pixels. */
const pitch = 7;

/** Bad times: red hatch above the line, for as long as pages answered with an error. */
export function drawBadTimes(context: Context, scene: Scene): void {
  if (scene.activity === null) return;
  const { first, end } = rowsInView(scene);
  for (let index = first; index < end; index++) {
    const row = scene.history.rows[index];
    for (const { from, to, aside } of scene.activity.rows[index]?.bad ?? []) {
      if (row === undefined) continue;
      const shown = aside !== -1 && asideIsShown(scene, row, aside);
      const y = shown ? asideY(scene, index, aside) : lineY(scene, index);
      const left = Math.max(xOf(scene, from), shown ? levelFrom(scene, row.asides[aside]) : -Infinity);
      const right = Math.max(left + least, xOf(scene, Math.min(scene.now, to ?? scene.now)));
      if (right > 0 && left < scene.width) hatch(context, scene, left, right, y);
    }
  }
}

/** Where a stretch that was set aside has come down to its own row. */
function levelFrom(scene: Scene, aside: SetAside | undefined): number {
  return aside === undefined ? -Infinity : xOf(scene, aside.from) + bendOf(scene, aside);
}

/** The strokes keep their places while the view moves, because they begin where the time begins. */
function hatch(context: Context, scene: Scene, left: number, right: number, y: number): void {
  const from = Math.max(-pitch, left);
  const to = Math.min(scene.width + pitch, right);
  context.save();
  context.beginPath();
  context.rect(from, y - height, to - from, height);
  context.clip();
  context.fillStyle = scene.palette.badWash;
  context.fillRect(from, y - height, to - from, height);
  context.strokeStyle = scene.palette.bad;
  context.lineWidth = 1.6;
  context.beginPath();
  const skipped = Math.max(0, Math.floor((from - left) / pitch) - 1);
  for (let x = left + skipped * pitch - height; x < to; x += pitch) {
    context.moveTo(x, y + 1);
    context.lineTo(x + height + 2, y - height - 1);
  }
  context.stroke();
  context.restore();
}
