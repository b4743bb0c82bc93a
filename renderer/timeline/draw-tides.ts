import type { BranchRow } from "../../shared/timeline/history";
import { axisHeight } from "../../shared/timeline/row-layout";
import { widthOf } from "../../shared/timeline/span";
import { highest, levelOf, ramp, tideLines, tideOf } from "../../shared/timeline/tide";
import type { ActivityDrawing } from "./activity-drawing";
import { bendOf, stemRadius } from "./draw-lanes";
import { asideIsShown, asideY, lineY, rowsInView, type Scene, xOf } from "./scene";

type Context = CanvasRenderingContext2D;
type Lines = readonly Float32Array[];

const most = 5;
const soft = 0.3;
/** Below its line, in pixels, is where a tide begins. */
const shore = 3.5;
/** Strokes of the four lines, outermost first. */
const strengths = [1, 0.72, 0.5, 0.34];
const restingStrength = 0.8;
const thickness = [1, 1, 1, 1];
/** No two points of a line are nearer than this, in pixels; while the view moves. */
const grain = 2.5;
const swiftGrain = 5;
/** Pixels of a bucket from which a course says nothing any more, and from which its lines are rounded. */
const coarsest = 24;
const coarse = 3;
/** Smoothed anew when the zoom has changed by a fifth; in between, the same lines are drawn wider or narrower. */
const stepsPerDoubling = 4;

/** Smoothed activity, kept from frame to frame. */
export interface TideCache {
  drawing: ActivityDrawing | null;
  /** By course of buckets; `step` says for which zoom it was smoothed last. */
  readonly lines: Map<Float32Array, { step: number; readonly values: Lines }>;
}

export const emptyTides = (): TideCache => ({ drawing: null, lines: new Map() });

interface Course {
  readonly lines: Lines;
  readonly y: number;
  readonly pitch: number;
  /** Pixels between which it is drawn. */
  readonly from: number;
  readonly to: number;
  /** Where it is from before the view, nothing rises at its edge. */
  readonly gaps: readonly (readonly [number, number])[];
  readonly resting: boolean;
}

/** Activity under every line and every stretch set aside, all to one scale, so that rows can be compared. */
export function drawTides(context: Context, scene: Scene, cache: TideCache): void {
  const { activity, width } = scene;
  if (activity === null) return;
  const perMs = width / widthOf(scene.span);
  const bucket = activity.bucket * perMs;
  // What there is was meant for another zoom; what this one needs is on its way.
  if (bucket > coarsest) return;
  const lines = linesOf(cache, activity, bucket, width);
  const left = (scene.span.from - activity.from) / activity.bucket;
  const right = left + width / bucket;
  const { first, end } = rowsInView(scene);
  const courses: Course[] = [];
  let top = 0;
  for (let index = first; index < end; index++) {
    const row = scene.history.rows[index];
    const bins = activity.bins[index];
    if (row === undefined || bins === undefined || bins.empty || scene.motion.grown(row) < 1) continue;
    const line = lines(bins.line);
    top = Math.max(top, highest(line[0] ?? bins.line, left, right));
    courses.push(...coursesOf(scene, row, index, line, bins.asides, lines));
  }
  if (top === 0)
    for (const {
      lines: [outer],
    } of courses)
      top = Math.max(top, outer ? highest(outer, left, right) : 0);
  if (top === 0) return;
  const origin = -left * bucket;
  context.lineJoin = "round";
  for (const resting of [false, true]) {
    const some = courses.filter((course) => course.resting === resting);
    if (some.length > 0) paintAll(context, scene, some, { top, bucket, origin });
  }
  context.globalAlpha = 1;
}

/** Smoothed as wide as the zoom wants, each course of buckets once. */
function linesOf(cache: TideCache, drawing: ActivityDrawing, bucket: number, width: number) {
  const step = Math.round(Math.log2(bucket) * stepsPerDoubling);
  if (cache.drawing !== drawing) cache.lines.clear();
  cache.drawing = drawing;
  const sigma = Math.max(5, Math.min(9, width / 150)) / 2 ** (step / stepsPerDoubling);
  return (bins: Float32Array): Lines => {
    const known = cache.lines.get(bins) ?? { step: Number.NaN, values: tideLines(bins.length) };
    cache.lines.set(bins, known);
    if (known.step !== step) tideOf(bins, sigma, known.values);
    known.step = step;
    return known.values;
  };
}

function coursesOf(
  scene: Scene,
  row: BranchRow,
  index: number,
  line: Lines,
  asides: readonly Float32Array[],
  lines: (bins: Float32Array) => Lines,
): readonly Course[] {
  const box = scene.layout.boxes[index];
  if (box === undefined) return [];
  const y = lineY(scene, index);
  const bottom = axisHeight + box.top + box.height - scene.scroll;
  const shown = row.asides.filter((_, at) => asideIsShown(scene, row, at));
  const pitch = Math.min(9, (shown.length > 0 ? box.aside - box.line - 16 : bottom - y - 16) / 5.2);
  const begin = row.origin === null ? xOf(scene, row.start) : xOf(scene, row.origin.at) + stemRadius(scene, row) - 14;
  const found: Course[] = [
    {
      lines: line,
      y: y + shore,
      pitch,
      from: begin,
      to: Math.min(scene.width, xOf(scene, scene.now)),
      gaps: shown.map((aside) => [xOf(scene, aside.from), xOf(scene, aside.to)] as const),
      resting: row.restsSince !== null,
    },
  ];
  row.asides.forEach((aside, at) => {
    const bins = asides[at];
    if (bins === undefined || !asideIsShown(scene, row, at) || scene.motion.sunk(row, at) < 1) return;
    const from = xOf(scene, aside.from) + (aside.leavesLine ? bendOf(scene, aside) : 9);
    const to = xOf(scene, aside.to);
    if (to < 0 || from > scene.width) return;
    const low = asideY(scene, index, at);
    const room = (bottom - low - 30) / 5.2;
    found.push({
      lines: lines(bins),
      y: low + shore,
      pitch: Math.min(6, pitch, room),
      from,
      to,
      gaps: [],
      resting: true,
    });
  });
  return found;
}

interface Scale {
  readonly top: number;
  /** Pixels of a bucket, and where the first one begins. */
  readonly bucket: number;
  readonly origin: number;
}

/** While the view moves nobody sees the faint lines, and each costs as much as the strong one. */
const swiftPaces: readonly number[] = [0];
const allPaces: readonly number[] = [3, 2, 1, 0];

function paintAll(context: Context, scene: Scene, courses: readonly Course[], scale: Scale): void {
  context.globalAlpha = 1;
  context.fillStyle = scene.palette.tideWash;
  context.strokeStyle = scene.palette.tide;
  for (const pace of scene.swift ? swiftPaces : allPaces) {
    const stroke = new Path2D();
    const wash = pace === 0 ? new Path2D() : null;
    for (const course of courses) trace(stroke, wash, course, pace, scale, scene);
    if (wash !== null) context.fill(wash);
    context.globalAlpha = pace === 0 && courses[0]?.resting === true ? restingStrength : (strengths[pace] ?? 1);
    context.lineWidth = thickness[pace] ?? 1;
    context.stroke(stroke);
    context.globalAlpha = 1;
  }
}

function trace(
  stroke: Path2D,
  wash: Path2D | null,
  { lines, y, pitch, from, to, gaps }: Course,
  pace: number,
  { top, bucket, origin }: Scale,
  { width, swift }: Scene,
): void {
  const values = lines[pace];
  if (values === undefined) return;
  const stride = Math.max(1, Math.ceil((swift ? swiftGrain : grain) / bucket));
  const begin = Math.max(0, from);
  const first = Math.max(0, Math.floor((begin - origin) / bucket / stride) * stride);
  const end = Math.min(values.length, Math.ceil((Math.min(width, to) - origin) / bucket) + stride);
  const rounded = !swift && stride * bucket > coarse;
  let on = false;
  let [lastX, lastY] = [0, 0];
  const lineTo = (path: Path2D | null, x: number, low: number) => {
    if (rounded) path?.quadraticCurveTo(lastX, lastY, (lastX + x) / 2, (lastY + low) / 2);
    else path?.lineTo(x, low);
  };
  for (let at = first; at < end; at += stride) {
    // In the middle of its bucket, but never beyond where it may be drawn.
    const x = Math.min(to, Math.max(begin, origin + (at + 0.5) * bucket));
    let level = levelOf(values[at] ?? 0, top, pace, most, soft);
    if (level > 0 && from > 0) level *= ramp(x - from);
    for (const [left, right] of gaps) {
      if (x > left - 22 && x < right + 22) level *= Math.max(ramp(left - x), ramp(x - right));
    }
    if (level < 0.004) {
      if (on) wash?.lineTo(lastX, y);
      on = false;
      continue;
    }
    const low = y + level * pitch;
    if (on) {
      lineTo(stroke, x, low);
      lineTo(wash, x, low);
    } else {
      stroke.moveTo(x, low);
      wash?.moveTo(x, y);
      wash?.lineTo(x, low);
    }
    on = true;
    [lastX, lastY] = [x, low];
  }
  if (on) wash?.lineTo(lastX, y);
}
