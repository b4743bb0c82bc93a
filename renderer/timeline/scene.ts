import type { BranchRow, History, Place } from "../../shared/timeline/history";
import { asideFold, axisHeight, type RowsLayout } from "../../shared/timeline/row-layout";
import { type Span, widthOf } from "../../shared/timeline/span";
import type { Reachable } from "../../shared/timeline/reach";
import type { ActivityDrawing } from "./activity-drawing";
import type { Palette } from "./palette";

/** Everything one frame is drawn from. */
export interface Scene {
  readonly history: History;
  readonly layout: RowsLayout;
  readonly span: Span;
  readonly width: number;
  readonly height: number;
  readonly now: number;
  /** How far the rows are scrolled, in pixels. */
  readonly scroll: number;
  readonly palette: Palette;
  readonly selected: Place | null;
  readonly cursor: Place | null;
  /** The instant under the scrubber. */
  readonly moment: number | null;
  /** What happened around the view; null until the host has said. */
  readonly activity: ActivityDrawing | null;
  readonly reach: Reachable;
  /** The event the person points at or chose. */
  readonly chosenEvent: string | null;
  readonly motion: Motion;
  /** The view is on the move: what is faint can wait until it stands. */
  readonly swift: boolean;
  /** What rewinds set aside is folded into their marks, however wide. */
  readonly folded: boolean;
}

/** How wide a text of the canvas is; known texts are not measured again. */
export type Measure = (text: string, selected: boolean) => number;

export interface Motion {
  /** 0 to 1: how far what this rewind left has sunk to its row. */
  sunk(row: BranchRow, aside: number): number;
  /** 0 to 1: how far a new branch has grown. */
  grown(row: BranchRow): number;
  /** A rewind in progress: from the present of `row` to its target, `part` from 0 to 1. */
  readonly arc: Arc | null;
}

/** Where a rewind under way leads to: a version, or an instant that is none; null where neither is on the row. */
export interface Arc {
  readonly row: number;
  readonly to: Place | null;
  readonly at: number | null;
  readonly part: number;
}

export function xOf(scene: Pick<Scene, "span" | "width">, at: number): number {
  return ((at - scene.span.from) / widthOf(scene.span)) * scene.width;
}

export function timeOf(scene: Pick<Scene, "span" | "width">, x: number): number {
  return scene.span.from + (x / scene.width) * widthOf(scene.span);
}

/** The line's y of a row on the canvas. */
export function lineY(scene: Pick<Scene, "layout" | "scroll">, row: number): number {
  return axisHeight + (scene.layout.boxes[row]?.line ?? 0) - scene.scroll;
}

/** The rows of which something can be seen: `first` up to but not `end`. There can be hundreds of branches. */
export function rowsInView(scene: Pick<Scene, "layout" | "scroll" | "height">): { first: number; end: number } {
  const { boxes } = scene.layout;
  const top = scene.scroll - rowOverlap;
  const bottom = scene.scroll + scene.height - axisHeight + rowOverlap;
  let first = 0;
  while (first < boxes.length && (boxes[first]?.top ?? 0) + (boxes[first]?.height ?? 0) < top) first++;
  let end = first;
  while (end < boxes.length && (boxes[end]?.top ?? 0) <= bottom) end++;
  return { first, end };
}

/** Marks and texts of a row reach this far into its neighbours. */
const rowOverlap = 24;

/** The y of what was set aside on a row; on its way there while it sinks. */
export function asideY(scene: Scene, row: number, aside: number): number {
  const branch = scene.history.rows[row];
  const box = scene.layout.boxes[row];
  if (branch === undefined || box === undefined) return 0;
  return lineY(scene, row) + (box.aside - box.line) * scene.motion.sunk(branch, aside);
}

export function asideIsShown(scene: Pick<Scene, "span" | "width" | "folded">, row: BranchRow, aside: number): boolean {
  if (scene.folded) return false;
  const stretch = row.asides[aside];
  return stretch !== undefined && ((stretch.to - stretch.from) / widthOf(scene.span)) * scene.width > asideFold;
}

/** Half a pixel off, so that a line one pixel wide is sharp. */
export const crisp = (x: number): number => Math.round(x) + 0.5;
