import type { BranchView } from "../../shared/model/views";
import { words } from "../words";

/** The state of a branch in two lines: what it is, and what follows from it. */
export function stateWords(branch: BranchView): { readonly text: string; readonly more: string | null } {
  switch (branch.state) {
    case "failing":
      return { text: words.sites.failing(branch.lastStatus), more: null };
    case "stopped":
      return {
        text: words.sites.states.stopped,
        more: branch.wanted === "stopped" ? words.sites.stoppedByYou : words.sites.stoppedElse,
      };
    default:
      return { text: words.sites.states[branch.state], more: null };
  }
}

/** "blog.localhost:8080" of "http://blog.localhost:8080" */
export function plainAddress(url: string): string {
  return url.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
