import type { BranchRow } from "../../shared/timeline/history";
import type { SetAside } from "../../shared/timeline/lane-course";
import { cutByReach } from "../../shared/timeline/reach";
import { asideIsShown, asideY, lineY, rowsInView, type Scene, timeOf, xOf } from "./scene";

type Context = CanvasRenderingContext2D;

const widestStem = 14;
const beyond = 6;
/** A bridge narrower than this has no room for a dot: the line goes through. */
const leastBridge = 18;

/** The lines of every row: stems, solid stretches, bridges, and what was set aside. */
export function drawLanes(context: Context, scene: Scene): void {
  const { rows } = scene.history;
  const { first, end } = rowsInView(scene);
  // A stem leads from a row above to its own and may cross all that is in view.
  for (let index = first; index < rows.length; index++) {
    const row = rows[index];
    if (row?.origin != null && row.origin.row < end) drawStem(context, scene, row, index);
  }
  for (let index = first; index < end; index++) {
    const row = rows[index];
    if (row === undefined) continue;
    drawGrown(context, scene, row, index);
    row.asides.forEach((aside, at) => {
      if (asideIsShown(scene, row, at)) drawAside(context, scene, aside, lineY(scene, index), asideY(scene, index, at));
    });
  }
}

/** The end of the curve by which a set-aside stretch leaves the line. */
export function bendOf(scene: Pick<Scene, "span" | "width">, aside: SetAside): number {
  return aside.leavesLine ? Math.min(26, (xOf(scene, aside.to) - xOf(scene, aside.from)) * 0.3) : 0;
}

/** A stem turns into its lane by an arc of this radius, smaller where the present is near. */
export function stemRadius(scene: Pick<Scene, "span" | "width" | "now">, row: BranchRow): number {
  if (row.origin === null) return 0;
  return Math.max(2, Math.min(widestStem, (xOf(scene, scene.now) - xOf(scene, row.origin.at)) / 2));
}

function drawStem(context: Context, scene: Scene, row: BranchRow, index: number): void {
  const { origin } = row;
  if (origin === null) return;
  const x = Math.round(xOf(scene, origin.at)) + 0.5;
  const radius = stemRadius(scene, row);
  if (x < -radius || x > scene.width) return;
  const parent = scene.history.rows[origin.row];
  const shown = parent !== undefined && origin.aside !== -1 && asideIsShown(scene, parent, origin.aside);
  const top = (shown ? asideY(scene, origin.row, origin.aside) : lineY(scene, origin.row)) + 4;
  const bottom = lineY(scene, index);
  const reach = Math.min(1, scene.motion.grown(row) * 2);
  const turn = bottom - radius;
  context.strokeStyle = scene.palette.laneRest;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x, top);
  context.lineTo(x, top + (turn - top) * reach);
  if (reach === 1) context.quadraticCurveTo(x, bottom, x + radius, bottom);
  context.stroke();
}

/** A new lane grows from its stem to the present, whatever it is made of. */
function drawGrown(context: Context, scene: Scene, row: BranchRow, index: number): void {
  const grown = Math.max(0, scene.motion.grown(row) * 2 - 1);
  if (row.origin === null || grown === 1) return drawLine(context, scene, row, index);
  const from = xOf(scene, row.origin.at);
  const y = lineY(scene, index);
  context.save();
  context.beginPath();
  context.rect(from, y - beyond, Math.max(0, xOf(scene, scene.now) - from) * grown, beyond * 2);
  context.clip();
  drawLine(context, scene, row, index);
  context.restore();
}

function drawLine(context: Context, scene: Scene, row: BranchRow, index: number): void {
  const y = lineY(scene, index);
  const { palette, width } = scene;
  const nowX = Math.min(width + beyond, xOf(scene, scene.now));
  const stemEnd = row.origin === null ? Number.NEGATIVE_INFINITY : xOf(scene, row.origin.at) + stemRadius(scene, row);
  let last = row.origin === null ? Number.POSITIVE_INFINITY : stemEnd;
  for (const stretch of row.line) {
    const from = Math.max(stemEnd, xOf(scene, stretch === row.line[0] ? row.start : stretch.from));
    const to = stretch.to === null ? nowX : xOf(scene, stretch.to);
    const gap = from - last;
    if (gap > leastBridge) dots(context, palette.laneRest, last + beyond, from - (last === stemEnd ? 0 : 9), y, width);
    else if (gap > 0) solid(context, palette.lane, 2, last, from, y, width);
    const rest = row.restsSince === null ? to : Math.max(from, Math.min(to, xOf(scene, row.restsSince)));
    drawReach(context, scene, index, from, rest, y);
    if (rest < to) solid(context, palette.laneRest, 1.25, rest, to, y, width);
    last = to;
  }
}

/** Solid where every second can be gone to, dotted where only versions can. */
function drawReach(context: Context, scene: Scene, index: number, from: number, to: number, y: number): void {
  const { palette, width } = scene;
  if (to < -beyond || from > width + beyond) return;
  const spans = scene.reach.line[index] ?? [];
  for (const part of cutByReach(timeOf(scene, from), timeOf(scene, to), spans)) {
    const [x0, x1] = [xOf(scene, part.from), xOf(scene, part.to)];
    if (part.reachable || x1 - x0 < leastBridge) solid(context, palette.lane, 2, x0, x1, y, width);
    else dots(context, palette.mark, x0 + 2, x1, y, width);
  }
}

function solid(
  context: Context,
  colour: string,
  thickness: number,
  from: number,
  to: number,
  y: number,
  width: number,
): void {
  const left = Math.max(-beyond, from);
  const right = Math.min(width + beyond, to);
  if (right <= left) return;
  context.strokeStyle = colour;
  context.lineWidth = thickness;
  context.beginPath();
  context.moveTo(left, y);
  context.lineTo(right, y);
  context.stroke();
}

/** A bridge: the dots keep their places while the view moves, because they begin where it begins. */
function dots(context: Context, colour: string, from: number, to: number, y: number, width: number): void {
  const left = from < -5 ? from + Math.floor((-5 - from) / 5) * 5 : from;
  const right = Math.min(width + beyond, to);
  if (right <= left) return;
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.lineCap = "round";
  context.setLineDash([1, 4]);
  context.beginPath();
  context.moveTo(left, y);
  context.lineTo(right, y);
  context.stroke();
  context.setLineDash([]);
  context.lineCap = "butt";
}

function drawAside(context: Context, scene: Scene, aside: SetAside, y: number, low: number): void {
  const from = xOf(scene, aside.from);
  const to = xOf(scene, aside.to);
  if (to < -beyond || from > scene.width + beyond) return;
  const bend = bendOf(scene, aside);
  const start = from + (aside.leavesLine ? bend : 9);
  context.strokeStyle = scene.palette.laneRest;
  context.lineWidth = 1.5;
  context.setLineDash([5, 3]);
  context.beginPath();
  context.moveTo(from, y);
  if (aside.leavesLine) context.bezierCurveTo(from + bend * 0.62, y, from + bend * 0.38, low, start, low);
  else {
    context.lineTo(from, Math.max(y, low - 9));
    context.moveTo(start, low);
  }
  const skipped = Math.max(0, Math.floor((-beyond - start) / 8) * 8);
  if (skipped > 0) context.moveTo(start + skipped, low);
  context.lineTo(Math.min(scene.width + beyond, to), low);
  context.stroke();
  context.setLineDash([]);
  context.lineWidth = 2;
  context.lineCap = "round";
  for (const end of [...aside.breaks, aside.to]) {
    const x = xOf(scene, end);
    if (x < -beyond || x > scene.width + beyond) continue;
    context.beginPath();
    context.moveTo(x, low - 6);
    context.lineTo(x, low + 6);
    context.stroke();
  }
  context.lineCap = "butt";
}
