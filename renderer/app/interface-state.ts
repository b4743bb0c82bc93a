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
  /** Calls that failed outside any dialog and were not read yet, the newest first. */
  readonly failures: readonly ErrorReport[];
}

export const useInterface = create<InterfaceState>(() => ({
  watched: new Set(),
  started: new Set(),
  dismissed: new Set(),
  opened: new Set(),
  failures: [],
}));

function adding(set: "watched" | "started" | "dismissed" | "opened", id: string): void {
  const current = useInterface.getState()[set];
  if (!current.has(id)) useInterface.setState({ [set]: new Set(current).add(id) });
}

export const watch = (operationId: string): void => adding("watched", operationId);
export const markStarted = (operationId: string): void => adding("started", operationId);
export const dismiss = (operationId: string): void => adding("dismissed", operationId);
export const markOpened = (operationId: string): void => adding("opened", operationId);
const mostFailures = 3;

/** The same failure again is not said twice. */
export function showFailure(failure: ErrorReport): void {
  const others = useInterface.getState().failures.filter((one) => !same(one, failure));
  useInterface.setState({ failures: [failure, ...others].slice(0, mostFailures) });
}

export function dismissFailure(failure: ErrorReport): void {
  useInterface.setState(({ failures }) => ({ failures: failures.filter((one) => one !== failure) }));
}

const same = (one: ErrorReport, other: ErrorReport) => one.code === other.code && one.message === other.message;
