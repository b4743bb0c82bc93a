import { create } from "zustand";

/** A question that is open in the panel of a version. */
export interface Asking {
  readonly versionId: string;
  readonly what: "branch" | "label";
}

interface SiteState {
  readonly asking: Asking | null;
}

export const useSiteState = create<SiteState>(() => ({ asking: null }));

export const ask = (asking: Asking | null): void => useSiteState.setState({ asking });
