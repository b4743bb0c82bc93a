import { type Bounds, clampSpan, DAY, HOUR, MINUTE, type Span, spanAround, spanAtNow, widthOf } from "./span";

export const zoomPresets = [
  { id: "year", label: "Year", width: 365 * DAY },
  { id: "month", label: "Month", width: 31 * DAY },
  { id: "week", label: "Week", width: 7 * DAY },
  { id: "day", label: "Day", width: DAY },
  { id: "hour", label: "Hour", width: HOUR },
  { id: "minutes", label: "Minutes", width: 15 * MINUTE },
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

/** What a site opens with: the shortest preset that shows all of its history, at most a week. */
export function firstSpan(bounds: Bounds): Span {
  const age = bounds.now - bounds.start;
  const narrow = [...zoomPresets].reverse().find((preset) => preset.width * 0.85 >= age);
  return spanAtNow(Math.min(narrow?.width ?? 7 * DAY, 7 * DAY), bounds);
}
