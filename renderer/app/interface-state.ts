import { create } from "zustand";
import type { ErrorReport } from "../../shared/errors";

/** What the interface itself remembers; everything about sites lives in the query cache. */
interface InterfaceState {
  /** Operations this page saw running: their end is worth a closing word. */
  readonly watched: ReadonlySet<string>;
  /** Operations this page started itself. */
  readonly started: ReadonlySet<string>;
  /** Operations whose closing word was read. */
  readonly dismissed: ReadonlySet<string>;
  /** Peeks whose tab was opened, or tried to be. */
  readonly opened: ReadonlySet<string>;
  /** A call that failed outside any dialog. */
  readonly failure: ErrorReport | null;
}

export const useInterface = create<InterfaceState>(() => ({
  watched: new Set(),
  started: new Set(),
  dismissed: new Set(),
  opened: new Set(),
  failure: null,
}));

function adding(set: "watched" | "started" | "dismissed" | "opened", id: string): void {
  const current = useInterface.getState()[set];
  if (!current.has(id)) useInterface.setState({ [set]: new Set(current).add(id) });
}

export const watch = (operationId: string): void => adding("watched", operationId);
export const markStarted = (operationId: string): void => adding("started", operationId);
export const dismiss = (operationId: string): void => adding("dismissed", operationId);
export const markOpened = (operationId: string): void => adding("opened", operationId);
export const showFailure = (failure: ErrorReport | null): void => useInterface.setState({ failure });
