import type { LucideIcon } from "lucide-react";
import { axisHeight } from "../../shared/timeline/row-layout";
import { type EventGroup, groupEvents } from "../../shared/timeline/row-events";
import { HOUR, widthOf } from "../../shared/timeline/span";
import { iconOf, isAlarming } from "../site/event-icon";
import { eventTitle } from "../site/event-text";
import { timelineWords } from "../words";
import { type EventInk, eventIconSize, eventStampsFor, inkColour } from "./event-stamps";
import { asideIsShown, asideY, crisp, lineY, type Measure, rowsInView, type Scene, xOf } from "./scene";

type Context = CanvasRenderingContext2D;

/** Where a group stands in the frame last drawn: what the pointer finds. */
export interface StandingEvents {
  readonly row: number;
  readonly group: EventGroup;
  /** Of its icon's middle. */
  readonly x: number;
  readonly y: number;
  /** Its right end, text or count included. */
  readonly right: number;
}

const below = 17;
const belowAside = 37;
/** From an icon's middle to the end of its row. */
const edgeRoom = 11;
const half = eventIconSize / 2;
const gap = 4;
/** Names take room only from an hour down. */
const closest = HOUR * 1.01;

/** The events row above each line, and below what was set aside: an icon for each group, its text where it fits whole. */
export function drawEvents(context: Context, scene: Scene, measure: Measure): readonly StandingEvents[] {
  const { activity, width, palette } = scene;
  if (activity === null) return [];
  const standing: StandingEvents[] = [];
  const near = widthOf(scene.span) < closest;
  const stops = stopsOf(scene);
  const nowX = xOf(scene, scene.now);
  const icons: { icon: LucideIcon; ink: EventInk; x: number; y: number }[] = [];
  const { first, end } = rowsInView(scene);
  context.textBaseline = "alphabetic";
  for (let index = first; index < end; index++) {
    const row = scene.history.rows[index];
    const box = scene.layout.boxes[index];
    if (row === undefined || box === undefined) continue;
    const isShown = (aside: number) => asideIsShown(scene, row, aside) && scene.motion.sunk(row, aside) === 1;
    const groups = groupEvents(activity.rows[index]?.events ?? [], (at) => xOf(scene, at), near, isShown);
    groups.forEach((group, at) => {
      if (group.x < 6 || group.x > width - 10 || (group.events[0]?.at ?? 0) > scene.now) return;
      const next = groups.find((other, later) => later > at && other.level === group.level);
      const top = axisHeight + box.top - scene.scroll;
      const low = asideY(scene, index, group.top.aside) + belowAside;
      const y = group.level === 1 ? Math.min(low, top + box.height - edgeRoom) : top + below;
      const edge = Math.min(width, next?.x ?? width, ...stops.filter((stop) => stop > group.x));
      const ink = inkOf(group);
      const label = labelOf(group, near, activity.more, edge - group.x - half * 2 - gap, measure);
      const x = Math.round(clearOf(nowX, group.x, label));
      if (near && group.level === 0) dropLine(context, scene, x, y + 11, lineY(scene, index) - 26);
      const right = label === null ? x + 12 : x + half + gap + label.width + 5;
      if (isHeld(scene, group)) {
        context.fillStyle = palette.hover;
        context.beginPath();
        context.roundRect(x - 12, y - 12, right - x + 12, 24, 4);
        context.fill();
      }
      icons.push({ icon: iconOf(group.top.event), ink, x, y });
      if (label !== null) writeLabel(context, scene, label, ink, x + half + gap, y + 4);
      standing.push({ row: index, group, x, y, right });
    });
  }
  const stamps = eventStampsFor(palette, devicePixelRatio);
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  for (const { icon, ink, x, y } of icons) stamps.put(context, icon, ink, x, y);
  context.restore();
  return standing;
}

/** The group under a point, the nearest icon first. */
export function eventsAt(standing: readonly StandingEvents[], x: number, y: number): StandingEvents | null {
  let best: StandingEvents | null = null;
  for (const one of standing) {
    const hit = Math.abs(one.y - y) <= 12 && x >= one.x - 12 && x <= one.right;
    if (hit && (best === null || Math.abs(one.x - x) < Math.abs(best.x - x))) best = one;
  }
  return best;
}

/** The present goes through no icon and no count: the icon makes room. A name is only there where it fits. */
function clearOf(nowX: number, x: number, label: EventLabel | null): number {
  if (label === null) return Math.min(x, nowX - half - gap);
  return !label.named && x + 26 > nowX ? nowX - 32 : x;
}

function stopsOf(scene: Scene): readonly number[] {
  const place = scene.selected ?? scene.cursor;
  const chosen = place === null ? undefined : scene.history.rows[place.row]?.times[place.index];
  return [scene.now, scene.moment, chosen].flatMap((at) => (at == null ? [] : [xOf(scene, at)]));
}

function inkOf({ top, level }: EventGroup): EventInk {
  if (top.event.kind === "page-failed") return "bad";
  if (isAlarming(top.event)) return "loud";
  return level === 1 ? "quiet" : "plain";
}

function isHeld(scene: Scene, { events }: EventGroup): boolean {
  const id = scene.chosenEvent;
  return id !== null && events.some(({ event }) => event.id === id);
}

interface EventLabel {
  readonly text: string;
  readonly count: string;
  readonly width: number;
  /** It says what happened, not only how often. */
  readonly named: boolean;
}

/** All of it, or only how many, or nothing for a single one: never a part. */
function labelOf(group: EventGroup, near: boolean, more: boolean, room: number, measure: Measure): EventLabel | null {
  const others = group.events.length - 1;
  if (near) {
    const text = eventTitle(group.top.event);
    const count = others === 0 ? "" : timelineWords.events.others(others);
    const width = measure(text, false) + (others === 0 ? 0 : gap + measure(count, false));
    if (width + gap <= room) return { text, count, width, named: true };
  }
  if (others === 0) return null;
  const count = timelineWords.events.count(group.events.length, more);
  return { text: "", count, width: measure(count, false), named: false };
}

function writeLabel(context: Context, scene: Scene, label: EventLabel, ink: EventInk, x: number, y: number): void {
  const { palette } = scene;
  context.font = `450 11px ${palette.font}`;
  if (label.text !== "") {
    context.fillStyle = inkColour(palette, ink);
    context.fillText(label.text, x, y);
  }
  if (label.count === "") return;
  context.font = `500 11px ${palette.font}`;
  context.fillStyle = ink === "bad" ? palette.bad : palette.ink3;
  context.textAlign = "right";
  context.fillText(label.count, x + label.width, y);
  context.textAlign = "left";
}

function dropLine(context: Context, scene: Scene, x: number, from: number, to: number): void {
  if (to <= from) return;
  context.strokeStyle = scene.palette.gridMajor;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(crisp(x), from);
  context.lineTo(crisp(x), to);
  context.stroke();
}
