import { axisOf } from "../../shared/timeline/axis-ticks";
import type { History } from "../../shared/timeline/history";
import { forkRank, highestRank } from "../../shared/timeline/mark-kinds";
import { overviewMarks } from "../../shared/timeline/overview";
import { cutByReach, type Reachable } from "../../shared/timeline/reach";
import type { Span } from "../../shared/timeline/span";
import { highest, levelOf, ramp, tideLines, tideOf } from "../../shared/timeline/tide";
import { calendar } from "../ui/time";
import type { ActivityDrawing } from "./activity-drawing";
import type { Palette } from "./palette";
import { crisp, xOf } from "./scene";

const base = 17;

interface OverviewScene {
  readonly history: History;
  readonly span: Span;
  readonly width: number;
  readonly height: number;
  readonly now: number;
  readonly palette: Palette;
  readonly reach: Reachable;
  readonly activity: ActivityDrawing | null;
}

/** The whole history in one strip: main with its marks, how much happened, and where its seconds can be gone to. */
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
  drawTide(context, scene);
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

function drawMain(context: CanvasRenderingContext2D, scene: OverviewScene): void {
  const main = scene.history.rows[0];
  if (main === undefined) return;
  const { palette } = scene;
  context.lineCap = "round";
  for (const part of cutByReach(main.start, scene.now, scene.reach.line[0] ?? [])) {
    context.strokeStyle = part.reachable ? palette.lane : palette.laneRest;
    context.lineWidth = part.reachable ? 2 : 1.5;
    context.setLineDash(part.reachable ? [] : [1, 4]);
    context.lineCap = part.reachable ? "butt" : "round";
    const from = xOf(scene, part.from);
    segment(context, from, base, Math.max(from + 1, xOf(scene, part.to)), base);
  }
  context.setLineDash([]);
  context.lineCap = "round";
  drawBad(context, scene);
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

/** Density on main, two lines of it: all the strip has room for. */
function drawTide(context: CanvasRenderingContext2D, scene: OverviewScene): void {
  const { activity, palette, width } = scene;
  const bins = activity?.bins[0];
  const main = scene.history.rows[0];
  if (activity == null || bins === undefined || main === undefined || bins.empty) return;
  const bucket = (activity.bucket / (scene.span.to - scene.span.from)) * width;
  const origin = xOf(scene, activity.from);
  // What was set aside happened, too.
  const all = bins.line.map((value, at) => bins.asides.reduce((sum, aside) => sum + (aside[at] ?? 0), value));
  const lines = tideOf(all, tideSigma / bucket, tideLines(all.length, 2));
  const top = highest(lines[0] ?? all, 0, all.length);
  const [begin, end] = [xOf(scene, main.start), xOf(scene, scene.now)];
  lines.forEach((values, pace) => {
    const line = new Path2D();
    const wash = pace === 0 ? new Path2D() : null;
    wash?.moveTo(begin, base + 2);
    values.forEach((value, at) => {
      const x = origin + (at + 0.5) * bucket;
      if (x < begin || x > end) return;
      const y = base + 2 + levelOf(value, top, pace, tideMost, tideSoft) * tidePitch * ramp(x - begin);
      line.lineTo(x, y);
      wash?.lineTo(x, y);
    });
    wash?.lineTo(end, base + 2);
    context.fillStyle = palette.tideWash;
    if (wash !== null) context.fill(wash);
    context.strokeStyle = palette.tide;
    context.lineWidth = pace === 0 ? 1.15 : 1;
    context.globalAlpha = pace === 0 ? 1 : 0.72;
    context.stroke(line);
    context.globalAlpha = 1;
  });
}

const tideSigma = 4.5;
const tideMost = 3.2;
const tideSoft = 0.7;
const tidePitch = 5;

/** Bad times on main: a small red block, however short. */
function drawBad(context: CanvasRenderingContext2D, scene: OverviewScene): void {
  context.fillStyle = scene.palette.bad;
  for (const { from, to } of scene.activity?.rows[0]?.bad ?? []) {
    const x = xOf(scene, from);
    context.fillRect(x, base - 5, Math.max(3, xOf(scene, Math.min(scene.now, to ?? scene.now)) - x), 5);
  }
}

function segment(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}
