import { type ComponentType, createElement, type ReactNode, useEffect, useState } from "react";

/** A browser drops what it is just fetching when a network comes or goes, as they do when containers start. Milliseconds between tries. */
const pauses = [150, 600, 1500];

async function patiently<T>(load: () => Promise<T>): Promise<T> {
  for (const pause of pauses) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return load();
}

export interface Lazy<Props extends object> {
  (props: Props): ReactNode;
  /** Brings the code. Rejects when it can't be had; the next call tries again. */
  preload(): Promise<void>;
}

/**
 * A component whose code is not part of the first page's. Once it has come it renders in the very frame that asks for it:
 * React's own `lazy` suspends the first time even then, and what it shows meanwhile would flash.
 */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: ReactNode = null,
): Lazy<Props> {
  let loaded: ComponentType<Props> | null = null;
  let loading: Promise<void> | null = null;

  const preload = () => {
    loading ??= patiently(load).then(
      (component) => {
        loaded = component;
      },
      (error: unknown) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  };

  function Lazily(props: Props) {
    const [failure, setFailure] = useState<Error | null>(null);
    const [, setCame] = useState(loaded !== null);
    useEffect(() => {
      let here = true;
      preload().then(
        () => here && setCame(true),
        (error: unknown) => here && setFailure(error instanceof Error ? error : new Error(String(error))),
      );
      return () => {
        here = false;
      };
    }, []);
    // An update of Tidemark while the page was open: the net above says that a reload helps.
    if (failure !== null) throw failure;
    return loaded === null ? meanwhile : createElement(loaded, props);
  }
  return Object.assign(Lazily, { preload });
}
