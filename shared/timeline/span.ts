export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** A stretch of time in milliseconds since the epoch: `from` is at the plot's left edge, `to` at its right. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What bounds the view: the first instant of the site's history, and the present. */
export interface Bounds {
  readonly start: number;
  readonly now: number;
}

export const shortestSpan = 20 * SECOND;
/** The share of the width right of the present: where it rests when one goes to now, and the least and most there can be. */
export const dryShare = { rest: 0.06, least: 0.03, most: 0.07 } as const;

export const widthOf = (span: Span): number => span.to - span.from;

export function longestSpan(bounds: Bounds): number {
  return Math.max(400 * DAY, (bounds.now - bounds.start) * 1.25);
}

/** Keeps a span inside what can be shown: neither too long nor too short, little beyond the present, never before all history. */
export function clampSpan(span: Span, bounds: Bounds): Span {
  const width = Math.min(longestSpan(bounds), Math.max(shortestSpan, widthOf(span)));
  const middle = (span.from + span.to) / 2;
  const latestTo = bounds.now + width * dryShare.most;
  const earliestTo = Math.min(latestTo, bounds.start + width * 0.2);
  const to = Math.min(latestTo, Math.max(earliestTo, middle + width / 2));
  return { from: to - width, to };
}

/** `factor` below 1 zooms in. The time `at` stays where it is on the screen. */
export function zoomSpan(span: Span, factor: number, at: number, bounds: Bounds): Span {
  const width = Math.min(longestSpan(bounds), Math.max(shortestSpan, widthOf(span) * factor));
  const share = (at - span.from) / widthOf(span);
  const from = at - share * width;
  return clampSpan({ from, to: from + width }, bounds);
}

export function panSpan(span: Span, by: number, bounds: Bounds): Span {
  return clampSpan({ from: span.from + by, to: span.to + by }, bounds);
}

/** The same width, the present at its resting place. */
export function spanAtNow(width: number, bounds: Bounds): Span {
  const to = bounds.now + width * dryShare.rest;
  return clampSpan({ from: to - width, to }, bounds);
}

export function spanAround(at: number, width: number, bounds: Bounds): Span {
  return clampSpan({ from: at - width / 2, to: at + width / 2 }, bounds);
}

/** Follows the present while it is in view: it first uses up dry sand, then the view moves with it. */
export function followNow(span: Span, before: number, bounds: Bounds): Span {
  const width = widthOf(span);
  const dry = (span.to - before) / width;
  if (dry < 0 || bounds.now <= before) return span;
  const by = bounds.now + Math.min(dry, dryShare.least) * width - span.to;
  return by > 0 ? { from: span.from + by, to: span.to + by } : span;
}

/** A span between two others, `part` from 0 to 1; the point both keep in place stays in place all the way. */
export function betweenSpans(a: Span, b: Span, part: number): Span {
  const from = widthOf(a);
  const to = widthOf(b);
  const width = from * (to / from) ** part;
  const share = Math.abs(to - from) < 1 ? part : (width - from) / (to - from);
  const left = a.from + (b.from - a.from) * share;
  return { from: left, to: left + width };
}
