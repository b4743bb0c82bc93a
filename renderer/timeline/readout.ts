import { useCallback, useSyncExternalStore } from "react";
import type { StoreApi } from "zustand/vanilla";

const interval = 100;

/** Calls back at the first change, then at most ten times a second, and once more after the last. */
export function subscribeCalmly(store: Pick<StoreApi<unknown>, "subscribe">, listener: () => void): () => void {
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const tell = () => {
    timer = null;
    last = performance.now();
    listener();
  };
  const unsubscribe = store.subscribe(() => {
    if (timer !== null) return;
    const wait = last + interval - performance.now();
    if (wait <= 0) tell();
    else timer = setTimeout(tell, wait);
  });
  return () => {
    unsubscribe();
    if (timer !== null) clearTimeout(timer);
  };
}

/**
 * What is said of a view in words. It follows while the view moves, but not in every frame: nobody reads sixty texts a
 * second, and each costs the page a layout. `read` must give something that compares by value.
 */
export function useReadout<State, T extends string | number | null>(
  store: StoreApi<State>,
  read: (state: State) => T,
): T {
  const subscribe = useCallback((listener: () => void) => subscribeCalmly(store, listener), [store]);
  return useSyncExternalStore(subscribe, () => read(store.getState()));
}
