import type { BranchRow } from "../../shared/timeline/history";
import { type LabelWish, type PlacedLabel, placeLabels } from "../../shared/timeline/label-placement";
import { automaticRank, forkRank, type MarkShape, markShapes } from "../../shared/timeline/mark-kinds";
import type { Placement } from "../../shared/timeline/mark-placement";
import { DAY, HOUR, widthOf } from "../../shared/timeline/span";
import { span as durationWords } from "../ui/time";
import { timelineWords } from "../words";
import { bendOf } from "./draw-lanes";
import { isSelected, markY } from "./draw-marks";
import { labelOf, shortLabel } from "./mark-words";
import { asideIsShown, asideY, crisp, type Measure, rowsInView, type Scene, xOf } from "./scene";

type Context = CanvasRenderingContext2D;

/** Marks come by rank within a row, so the first ones are those worth a text. */
const mostLabelsInRow = 40;
/** What was set aside has often been bad: its texts have their descenders clear of the hatch. */
const aboveHatch = 15;

/** Texts beside marks, only where they fit whole, and how long each set-aside stretch is. Rows never share a text's place. */
export function drawLabels(context: Context, scene: Scene, placement: Placement, measure: Measure): void {
  const limits = { width: scene.width, nowX: xOf(scene, scene.now) };
  context.textBaseline = "alphabetic";
  context.lineJoin = "round";
  context.strokeStyle = scene.palette.surface;
  context.lineWidth = 3;
  let at = 0;
  const { first, end } = rowsInView(scene);
  for (let row = first; row < end; row++) {
    const wishes: LabelWish[] = [];
    const strong: { x: number; y: number }[] = [];
    for (; at < placement.count && placement.row[at] === row; at++) {
      const x = placement.x[at] ?? 0;
      if (x < -20 || x > scene.width || isSinking(scene, placement, at)) continue;
      const y = markY(scene, placement, at);
      if (y < 30 || y > scene.height + 20) continue;
      const wish = wishes.length < mostLabelsInRow ? wishFor(scene, placement, at, crisp(x), y, measure) : null;
      if (wish !== null) wishes.push(wish);
      if (rankAt(scene, placement, at) > forkRank) strong.push({ x: crisp(x), y: y - 19 });
    }
    addAsideCaptions(scene, row, wishes, measure);
    for (const label of placeLabels(wishes, limits, strong)) drawLabel(context, scene, label);
  }
}

function drawLabel(context: Context, scene: Scene, label: PlacedLabel): void {
  const { palette } = scene;
  context.font = `${label.selected ? 600 : label.quiet ? 450 : 500} 11px ${palette.font}`;
  context.fillStyle = label.selected ? palette.accent : label.quiet || label.aside ? palette.ink3 : palette.ink;
  context.strokeText(label.text, label.left, label.y + 4);
  context.fillText(label.text, label.left, label.y + 4);
}

/** While a stretch sinks to its row its marks are on their way, and have no texts yet. */
function isSinking(scene: Scene, placement: Placement, at: number): boolean {
  const row = scene.history.rows[placement.row[at] ?? 0];
  if (row === undefined || placement.level[at] === 0) return false;
  return scene.motion.sunk(row, row.marks.asides[placement.mark[at] ?? 0] ?? 0) < 1;
}

function rankAt(scene: Scene, placement: Placement, at: number): number {
  return scene.history.rows[placement.row[at] ?? 0]?.marks.ranks[placement.mark[at] ?? 0] ?? 0;
}

function wishFor(
  scene: Scene,
  placement: Placement,
  at: number,
  x: number,
  y: number,
  measure: Measure,
): LabelWish | null {
  const row = scene.history.rows[placement.row[at] ?? 0];
  if (row === undefined) return null;
  const mark = placement.mark[at] ?? 0;
  const shape = markShapes[row.marks.shapes[mark] ?? 0] ?? "tick";
  const rank = row.marks.ranks[mark] ?? 0;
  const selected = isSelected(scene, placement, at);
  const width = widthOf(scene.span);
  const worth =
    selected ||
    shape === "named" ||
    shape === "pinned" ||
    shape === "first" ||
    shape === "rewind" ||
    (shape === "flag" && width < 2 * DAY) ||
    (width < HOUR * 1.01 && shape !== "kept");
  if (!worth) return null;
  const quiet = rank === automaticRank && !selected;
  const text = shortLabel(labelOf(scene.history, row, mark, { exact: width < HOUR * 1.01, quiet }));
  return {
    x,
    y: y - liftOf(shape, placement.level[at] === 1),
    text,
    width: measure(text, selected),
    // A text that says no more than the mark does yields to every name.
    rank: isUnnamed(row, mark) ? automaticRank : rank,
    selected,
    quiet,
    offset:
      shape === "flag"
        ? 11
        : shape === "rewind"
          ? -7
          : shape === "tick" || shape === "kept"
            ? 4
            : shape === "first"
              ? -4
              : 9,
    aside: placement.level[at] === 1,
  };
}

/** From the line up to the middle of a mark's text. */
function liftOf(shape: MarkShape, aside: boolean): number {
  if (shape === "rewind") return 16;
  if (shape !== "tick" && shape !== "kept") return 19;
  return aside ? aboveHatch : 13;
}

/** A version taken by hand without a name; marks below 0 are rewinds. */
function isUnnamed(row: BranchRow, mark: number): boolean {
  const version = row.versions[row.marks.sources[mark] ?? -1];
  return version !== undefined && version.label === null && version.cause.kind === "manual";
}

function addAsideCaptions(scene: Scene, index: number, wishes: LabelWish[], measure: Measure): void {
  const row = scene.history.rows[index];
  const nowX = xOf(scene, scene.now);
  row?.asides.forEach((aside, at) => {
    if (!asideIsShown(scene, row, at) || scene.motion.sunk(row, at) < 1) return;
    const text = timelineWords.setAsideFor(durationWords(aside.to - aside.from));
    const width = measure(text, false);
    const end = xOf(scene, aside.to);
    if (end < 0 || xOf(scene, aside.from) > scene.width) return;
    const y = asideY(scene, index, at);
    const right = nowX > end && nowX < scene.width ? nowX - 6 : scene.width - 2;
    const after = end + 8 + width <= right;
    const inside = Math.max(4, xOf(scene, aside.from) + bendOf(scene, aside) + 22);
    if (!after && inside + width > end) return;
    const place = after ? { x: end, y, offset: 8 } : { x: inside, y: y - aboveHatch, offset: 0 };
    wishes.push({ ...place, text, width, rank: 0.5, selected: false, quiet: true, aside: true });
  });
}
