import { type MarkShape, markShapes } from "../../shared/timeline/mark-kinds";

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export const poleHeight = 16;

/** How far a mark reaches from the point where it stands on its line, in pixels: no more than it has to be copied. */
interface Reach {
  readonly left: number;
  readonly right: number;
  readonly above: number;
  readonly below: number;
}

const reaches: Readonly<Record<MarkLook["shape"], Reach>> = {
  tick: { left: 1, right: 1, above: 8, below: 4 },
  twin: { left: 4, right: 4, above: 8, below: 4 },
  kept: { left: 2, right: 2, above: 8, below: 8 },
  flag: { left: 2, right: 9, above: 18, below: 5 },
  named: { left: 4, right: 4, above: 20, below: 5 },
  pinned: { left: 6, right: 6, above: 22, below: 5 },
  first: { left: 6, right: 6, above: 6, below: 6 },
  rewind: { left: 10, right: 10, above: 10, below: 10 },
};
/** Of the ring where a branch leaves. */
const forkReach = 6;

export function reachOf({ shape, forks }: MarkLook): Reach {
  const { left, right, above, below } = reaches[shape];
  const least = forks ? forkReach : 0;
  return {
    left: Math.max(left, least),
    right: Math.max(right, least),
    above: Math.max(above, least),
    below: Math.max(below, least),
  };
}

/** Colours of one mark: a version's own, a set-aside one's, or the selection's. */
export interface MarkPaint {
  readonly stroke: string;
  readonly tick: string;
  readonly surface: string;
}

/** What a mark looks like; `twin` is a tick that stands for several. */
export interface MarkLook {
  readonly shape: MarkShape | "twin";
  /** A branch leaves here: an open ring on the line. */
  readonly forks: boolean;
}

/** A look as a number: that of its shape in `markShapes`, a twin tick's after those, and whether a branch leaves. */
export const lookNumber = (shape: number, forks: boolean): number => shape * 2 + (forks ? 1 : 0);
export const twinNumber = markShapes.length;
/** How many there are. */
export const lookNumbers = (twinNumber + 1) * 2;

export function lookOf(number: number): MarkLook {
  return { shape: markShapes[number >> 1] ?? "twin", forks: (number & 1) === 1 };
}

export function drawShape(context: Context, { shape, forks }: MarkLook, x: number, y: number, paint: MarkPaint): void {
  context.strokeStyle = paint.stroke;
  context.fillStyle = paint.stroke;
  context.lineWidth = 1.75;
  context.lineCap = "round";
  context.lineJoin = "round";
  if (shape === "twin") {
    tick(context, x - 2.5, y, paint);
    tick(context, x + 2.5, y, paint);
  } else if (shape === "tick") {
    if (!forks) tick(context, x, y, paint);
  } else if (shape === "kept") segment(context, x, y - 6, y + 6);
  else if (shape === "flag") flag(context, x, y);
  else if (shape === "named") ball(context, x, y);
  else if (shape === "pinned") diamond(context, x, y);
  else if (shape === "first") square(context, x, y);
  else ring(context, x, y, paint);
  if (!forks) return;
  context.fillStyle = paint.surface;
  context.beginPath();
  context.arc(x, y, 4, 0, Math.PI * 2);
  context.fill();
  context.stroke();
}

function tick(context: Context, x: number, y: number, paint: MarkPaint): void {
  context.strokeStyle = paint.tick;
  context.lineWidth = 1.25;
  segment(context, x, y + 3, y - 7);
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
function ring(context: Context, x: number, y: number, paint: MarkPaint): void {
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
