import type { Bounds, Span } from "../../shared/timeline/span";

/** What a reload brings back: the stretch shown, and whether it followed the present or all of the history. */
export interface RememberedView {
  readonly span: Span;
  readonly bounds: Bounds;
  readonly whole: boolean;
}

const keyOf = (siteId: string) => `tidemark.view.${siteId}`;

/** For as long as the tab lives. A tab that keeps nothing just opens each site anew. */
export function rememberView(siteId: string, view: RememberedView): void {
  try {
    sessionStorage.setItem(keyOf(siteId), JSON.stringify(view));
  } catch (error) {
    console.info("This tab keeps no view:", error);
  }
}

export function rememberedView(siteId: string): RememberedView | null {
  try {
    return parse(JSON.parse(sessionStorage.getItem(keyOf(siteId)) ?? "null"));
  } catch (error) {
    console.info("The view of before can't be read:", error);
    return null;
  }
}

function parse(value: unknown): RememberedView | null {
  if (typeof value !== "object" || value === null || !("span" in value) || !("bounds" in value)) return null;
  const { span, bounds } = value;
  const [from, to] = [numberIn(span, "from"), numberIn(span, "to")];
  const [start, now] = [numberIn(bounds, "start"), numberIn(bounds, "now")];
  if (from === null || to === null || start === null || now === null || to <= from) return null;
  return { span: { from, to }, bounds: { start, now }, whole: "whole" in value && value.whole === true };
}

function numberIn(value: unknown, name: string): number | null {
  if (typeof value !== "object" || value === null) return null;
  const found: unknown = Reflect.get(value, name);
  return typeof found === "number" && Number.isFinite(found) ? found : null;
}
