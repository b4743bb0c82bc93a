import { Database, type LucideIcon } from "lucide-react";
import { eventPaths } from "./event-paths";
import type { Palette } from "./palette";

/** In pixels of the page. */
export const eventIconSize = 13;
const grid = 24;
const thickness = 2;

/** How an event's icon is painted. */
export type EventInk = "plain" | "quiet" | "loud" | "bad";

export interface EventStamps {
  /** Centred at a point in pixels of the page, on a context whose pixels are the screen's. */
  put(context: CanvasRenderingContext2D, icon: LucideIcon, ink: EventInk, x: number, y: number): void;
}

const known = new WeakMap<Palette, { readonly ratio: number; readonly stamps: EventStamps }>();

/** Each icon is drawn once in each ink and copied from then on, as marks are. */
export function eventStampsFor(palette: Palette, ratio: number): EventStamps {
  const made = known.get(palette);
  if (made?.ratio === ratio) return made.stamps;
  const stamps = makeStamps(palette, ratio);
  known.set(palette, { ratio, stamps });
  return stamps;
}

export function inkColour(palette: Palette, ink: EventInk): string {
  return { plain: palette.ink2, quiet: palette.ink3, loud: palette.ink, bad: palette.bad }[ink];
}

function makeStamps(palette: Palette, ratio: number): EventStamps {
  const images = new Map<LucideIcon, Partial<Record<EventInk, ImageBitmap>>>();
  const make = (icon: LucideIcon, ink: EventInk): ImageBitmap => {
    const side = Math.ceil(eventIconSize * ratio);
    const canvas = new OffscreenCanvas(side, side);
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("This browser gives no 2D canvas.");
    context.scale(side / grid, side / grid);
    context.strokeStyle = inkColour(palette, ink);
    context.lineWidth = thickness;
    context.lineCap = "round";
    context.lineJoin = "round";
    for (const path of eventPaths.get(icon) ?? eventPaths.get(Database) ?? []) context.stroke(new Path2D(path));
    return canvas.transferToImageBitmap();
  };
  return {
    put(context, icon, ink, x, y) {
      const inks = images.get(icon) ?? {};
      images.set(icon, inks);
      const image = (inks[ink] ??= make(icon, ink));
      const half = eventIconSize / 2;
      context.drawImage(image, Math.round((x - half) * ratio), Math.round((y - half) * ratio));
    },
  };
}
