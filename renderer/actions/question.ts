import { create } from "zustand";
import type { MomentTarget } from "../../shared/model/recording";
import { catchLetters } from "./early-letters";

/** What the interface is asking the person: at most one thing, wherever it was asked for. */
export type Question =
  | { readonly kind: "palette" }
  | { readonly kind: "shortcuts" }
  | { readonly kind: "new-site" }
  | { readonly kind: "bring-site"; readonly file: File | null }
  | { readonly kind: "take"; readonly siteId: string }
  | { readonly kind: "branch"; readonly siteId: string; readonly branchId: string }
  /** A branch from a second of the history; `at` is what it is called. */
  | { readonly kind: "branch-moment"; readonly siteId: string; readonly target: MomentTarget; readonly at: string }
  | { readonly kind: "recording"; readonly siteId: string }
  | { readonly kind: "keep-peek"; readonly siteId: string; readonly branchId: string }
  | { readonly kind: "rename"; readonly siteId: string }
  | { readonly kind: "duplicate"; readonly siteId: string }
  | { readonly kind: "credentials"; readonly siteId: string }
  | { readonly kind: "remove-site"; readonly siteId: string }
  | { readonly kind: "remove-branch"; readonly siteId: string; readonly branchId: string }
  | { readonly kind: "remove-version"; readonly siteId: string; readonly versionId: string };

interface QuestionState {
  readonly question: Question | null;
}

export const useQuestion = create<QuestionState>(() => ({ question: null }));

/** Whoever asks for the palette, by a key, a menu or a click, goes on typing at once. */
export function pose(question: Question | null): void {
  const opens = question?.kind === "palette" && useQuestion.getState().question?.kind !== "palette";
  if (opens) catchLetters(() => pose(null));
  useQuestion.setState({ question });
}
