import { axisOf } from "../../shared/timeline/axis-ticks";
import type { History } from "../../shared/timeline/history";
import { forkRank, highestRank } from "../../shared/timeline/mark-kinds";
import { overviewMarks } from "../../shared/timeline/overview";
import type { Span } from "../../shared/timeline/span";
import { calendar } from "../ui/time";
import type { Palette } from "./palette";
import { crisp, xOf } from "./scene";

const base = 17;
const branchPitch = 5;
const mostBranches = 3;

interface OverviewScene {
  readonly history: History;
  readonly span: Span;
  readonly width: number;
  readonly height: number;
  readonly now: number;
  readonly palette: Palette;
}

/** The whole history in one strip: main with its marks, the other branches as thin lines below it. */
export function drawOverview(canvas: HTMLCanvasElement, scene: OverviewScene): void {
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) return;
  const { width, height, palette } = scene;
  canvas.width = Math.round(width * devicePixelRatio);
  canvas.height = Math.round(height * devicePixelRatio);
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.fillStyle = palette.sunken;
  context.fillRect(0, 0, width, height);
  const nowX = xOf(scene, scene.now);
  context.fillStyle = palette.bg;
  context.fillRect(nowX, 0, width - nowX, height);
  drawScale(context, scene);
  drawBranches(context, scene);
  drawMain(context, scene);
  context.strokeStyle = palette.accent;
  context.lineWidth = 1.5;
  segment(context, nowX, 0, nowX, height);
}

function drawScale(context: CanvasRenderingContext2D, scene: OverviewScene): void {
  const { palette, height, width } = scene;
  context.font = `500 11px ${palette.font}`;
  context.lineWidth = 1;
  for (const tick of axisOf(scene.span, width * 0.5, calendar).ticks) {
    const x = crisp(xOf(scene, tick.at));
    const right = x + 4 + context.measureText(tick.label).width;
    if (right > xOf(scene, scene.now) - 4) continue;
    context.strokeStyle = palette.gridMajor;
    segment(context, x, height - 15, x, height);
    context.fillStyle = palette.ink3;
    context.fillText(tick.label, x + 4, height - 6);
  }
}

function drawBranches(context: CanvasRenderingContext2D, scene: OverviewScene): void {
  context.lineWidth = 1;
  context.strokeStyle = scene.palette.laneRest;
  scene.history.rows.slice(1, 1 + mostBranches).forEach((row, index) => {
    const y = base + 6.5 + index * branchPitch;
    const from = xOf(scene, row.start);
    segment(context, from, y, xOf(scene, scene.now), y);
    segment(context, crisp(from), base, crisp(from), y);
  });
}

function drawMain(context: CanvasRenderingContext2D, scene: OverviewScene): void {
  const main = scene.history.rows[0];
  if (main === undefined) return;
  const { palette } = scene;
  context.strokeStyle = palette.laneRest;
  context.lineWidth = 1.5;
  context.lineCap = "round";
  context.setLineDash([1, 4]);
  segment(context, xOf(scene, main.start), base, xOf(scene, scene.now), base);
  context.setLineDash([]);
  const marks = overviewMarks(main.marks, scene.span, scene.width);
  for (const { x, rank } of marks) {
    const special = rank > forkRank;
    context.strokeStyle = special ? palette.lane : palette.mark;
    context.lineWidth = special ? 1.5 : 1;
    segment(context, x + 0.5, base + 2, x + 0.5, base - (rank === highestRank ? 9 : special ? 6 : 2));
    if (rank < highestRank) continue;
    context.fillStyle = palette.lane;
    context.beginPath();
    context.moveTo(x + 0.5, base - 13);
    context.lineTo(x + 4, base - 9.5);
    context.lineTo(x + 0.5, base - 6);
    context.lineTo(x - 3, base - 9.5);
    context.fill();
  }
  context.lineCap = "butt";
}

function segment(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}
