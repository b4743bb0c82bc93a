import { useSyncExternalStore } from "react";

/** The one breakpoint, as in base.css. */
const wide = window.matchMedia("(width >= 1081px)");

function subscribe(listener: () => void): () => void {
  wide.addEventListener("change", listener);
  return () => wide.removeEventListener("change", listener);
}

/** For what is drawn, not laid out; everything else uses the `wide:` variant. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => wide.matches);
}
