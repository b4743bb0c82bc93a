import { type Bounds, clampSpan, DAY, HOUR, MINUTE, type Span, spanAround, spanAtNow, widthOf } from "./span";

export const zoomPresets = [
  { id: "year", width: 365 * DAY },
  { id: "month", width: 31 * DAY },
  { id: "week", width: 7 * DAY },
  { id: "day", width: DAY },
  { id: "hour", width: HOUR },
  { id: "minutes", width: 15 * MINUTE },
] as const;

export type ZoomPreset = (typeof zoomPresets)[number];
export type ZoomPresetId = ZoomPreset["id"];

/** The preset whose width is nearest to the span's, by ratio: the zoom is continuous, and one preset always names it. */
export function nearestPreset(span: Span): ZoomPreset {
  const distance = (preset: ZoomPreset) => Math.abs(Math.log(preset.width / widthOf(span)));
  return zoomPresets.reduce<ZoomPreset>(
    (best, preset) => (distance(preset) < distance(best) ? preset : best),
    zoomPresets[0],
  );
}

/** Goes to a preset: about `keep` when it is in view, else about the present when that is, else about the middle. */
export function presetSpan(id: ZoomPresetId, span: Span, keep: number | null, bounds: Bounds): Span {
  const width = zoomPresets.find((preset) => preset.id === id)?.width ?? widthOf(span);
  const inView = (at: number) => at >= span.from && at <= span.to;
  if (keep !== null && inView(keep)) {
    const share = Math.min(0.8, Math.max(0.2, (keep - span.from) / widthOf(span)));
    return clampSpan({ from: keep - share * width, to: keep + (1 - share) * width }, bounds);
  }
  if (inView(bounds.now)) return spanAtNow(width, bounds);
  return spanAround((span.from + span.to) / 2, width, bounds);
}

/** The share of the width that all of a history takes when all of it is shown. */
const fitShare = 0.8;
const widestFit = 7 * DAY;

/** All of the history, however short: a minute at least, so that marks a few seconds apart stand apart. */
export function wholeSpan(bounds: Bounds): Span {
  return spanAtNow(Math.max(MINUTE, (bounds.now - bounds.start) / fitShare), bounds);
}

/** What a site opens with: all of its history while it is young, later the last week, and as far back as `newest`. */
export function firstSpan(bounds: Bounds, newest: number = bounds.now): Span {
  if (isYoung(bounds)) return wholeSpan(bounds);
  return spanAtNow(Math.max(widestFit, (bounds.now - newest) / fitShare), bounds);
}

/** Whether all of the history fits into what a site opens with. */
export function isYoung(bounds: Bounds): boolean {
  return (bounds.now - bounds.start) / fitShare <= widestFit;
}
