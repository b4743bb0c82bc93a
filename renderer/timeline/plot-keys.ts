import type { Direction } from "../../shared/timeline/snapping";

export type TimelineAction = "rewind" | "branch" | "peek";

export type PlotKey =
  | { readonly kind: "step"; readonly direction: Direction }
  | { readonly kind: "event"; readonly by: -1 | 1 }
  | { readonly kind: "zoom"; readonly factor: number }
  | { readonly kind: "now" }
  | { readonly kind: "whole" }
  | { readonly kind: "open" }
  | { readonly kind: "act"; readonly action: TimelineAction }
  | { readonly kind: "let-go" };

const keys: Readonly<Record<string, PlotKey>> = {
  ArrowLeft: { kind: "step", direction: "left" },
  ArrowRight: { kind: "step", direction: "right" },
  ArrowUp: { kind: "step", direction: "up" },
  ArrowDown: { kind: "step", direction: "down" },
  ",": { kind: "step", direction: "special-left" },
  ".": { kind: "step", direction: "special-right" },
  Home: { kind: "step", direction: "first" },
  End: { kind: "step", direction: "last" },
  "+": { kind: "zoom", factor: 0.6 },
  "=": { kind: "zoom", factor: 0.6 },
  "-": { kind: "zoom", factor: 1 / 0.6 },
  n: { kind: "now" },
  "0": { kind: "whole" },
  Enter: { kind: "open" },
  r: { kind: "act", action: "rewind" },
  p: { kind: "act", action: "peek" },
  b: { kind: "act", action: "branch" },
  Escape: { kind: "let-go" },
};

const withShift: Readonly<Record<string, PlotKey>> = {
  ArrowLeft: { kind: "event", by: -1 },
  ArrowRight: { kind: "event", by: 1 },
};

/** What a key does in the plot; null for keys that aren't the plot's, and for the browser's own shortcuts. */
export function plotKeyOf(event: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}): PlotKey | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const shifted = event.shiftKey ? withShift[event.key] : undefined;
  if (shifted !== undefined) return shifted;
  return keys[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? null;
}
