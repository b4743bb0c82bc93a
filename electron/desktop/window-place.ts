import { z } from "zod";

export const Bounds = z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() });
export type Bounds = z.infer<typeof Bounds>;

/** Where the window was when it was last seen; `bounds` are those it has when it is not maximised. */
export const WindowPlace = z.object({ bounds: Bounds, maximised: z.boolean() });
export type WindowPlace = z.infer<typeof WindowPlace>;

export const smallest = { width: 720, height: 480 };
const usual = { width: 1280, height: 820 };
/** So much of its top edge has to be on a display, or nobody could take hold of it. */
const hold = { width: 120, height: 32 };

/**
 * Where to open the window, given the work areas of the displays there are now, the main one first: where it was, if it
 * can be taken hold of there, else in the middle of the main display. Never larger than its display.
 */
export function placeWindow(before: WindowPlace | null, areas: readonly Bounds[]): WindowPlace {
  const [main] = areas;
  if (main === undefined) return { bounds: { x: 0, y: 0, ...usual }, maximised: false };
  const maximised = before?.maximised ?? false;
  const places =
    before === null ? [] : areas.map((area) => ({ area, at: { ...before.bounds, ...fitted(before.bounds, area) } }));
  const found = places.find(({ area, at }) => canHold(at, area));
  return { bounds: found?.at ?? inTheMiddle(before?.bounds ?? usual, main), maximised };
}

function canHold({ x, y, width }: Bounds, area: Bounds): boolean {
  const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return across >= hold.width && y >= area.y && y + hold.height <= area.y + area.height;
}

function fitted(size: Pick<Bounds, "width" | "height">, area: Bounds): Pick<Bounds, "width" | "height"> {
  return {
    width: Math.max(smallest.width, Math.min(size.width, area.width)),
    height: Math.max(smallest.height, Math.min(size.height, area.height)),
  };
}

function inTheMiddle(wanted: Pick<Bounds, "width" | "height">, area: Bounds): Bounds {
  const size = fitted(wanted, area);
  return {
    x: Math.max(area.x, Math.round(area.x + (area.width - size.width) / 2)),
    y: Math.max(area.y, Math.round(area.y + (area.height - size.height) / 2)),
    ...size,
  };
}
