import { type RefObject, useEffect, useLayoutEffect, useState, useSyncExternalStore } from "react";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** An element's inner size in whole pixels, followed as it changes; 0 by 0 before the first layout. */
export function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    const read = () => {
      const next = { width: target.clientWidth, height: target.clientHeight };
      setSize((known) => (known.width === next.width && known.height === next.height ? known : next));
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

export function useWidth(element: RefObject<HTMLElement | null>): number {
  return useSize(element).width;
}

/** Calls when the screen's pixels get another size: another zoom, or a window moved to another screen. Returns how to end it. */
export function onPixelRatio(call: () => void): () => void {
  let query: MediaQueryList | null = null;
  const follow = () => {
    query?.removeEventListener("change", changed);
    // The query holds for one ratio only, so each ratio needs its own.
    query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener("change", changed);
  };
  const changed = () => {
    follow();
    call();
  };
  follow();
  return () => query?.removeEventListener("change", changed);
}

export function usePixelRatio(): number {
  return useSyncExternalStore(onPixelRatio, () => window.devicePixelRatio);
}

/** Counts how often fonts have come since, so that texts on a canvas are drawn again with them. */
export function useFontsLoaded(): number {
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const count = () => setTimes((known) => known + 1);
    document.fonts.addEventListener("loadingdone", count);
    return () => document.fonts.removeEventListener("loadingdone", count);
  }, []);
  return times;
}
