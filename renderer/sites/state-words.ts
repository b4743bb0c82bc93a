import type { BranchView } from "../../shared/model/views";
import { clock, day, dayAndClock, span } from "../ui/time";
import { words } from "../words";

/** The state of a branch in two lines: what it is, and what follows from it. */
export function stateWords(
  branch: BranchView,
  now = Date.now(),
): { readonly text: string; readonly more: string | null } {
  switch (branch.state) {
    case "failing":
      return { text: words.sites.failing(branch.lastStatus), more: since(branch.failingSince, now) };
    case "stopped":
      return {
        text: words.sites.states.stopped,
        more: branch.wanted === "stopped" ? words.sites.stoppedByYou : words.sites.stoppedElse,
      };
    default:
      return { text: words.sites.states[branch.state], more: null };
  }
}

function since(at: string | null, now: number): string | null {
  if (at === null) return null;
  const passed = now - new Date(at).getTime();
  return words.sites.failingSince(passed < day ? clock(at) : dayAndClock(at, now), span(passed));
}

/** "blog.localhost:8080" of "http://blog.localhost:8080" */
export function plainAddress(url: string): string {
  return url.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
