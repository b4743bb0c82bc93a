import type { MomentTarget } from "../../shared/model/recording";
import type { Goal } from "../../shared/timeline/go-to";
import type { Route } from "../app/router";
import type { ThemeChoice } from "../app/theme";
import type { Question } from "./question";

/** What actions come down to: calls to the host, steps to another page, questions. Each shows by itself what goes wrong. */
export interface Deeds {
  go(route: Route): void;
  /** Opens an address in its own tab or the system's browser. */
  visit(url: string): void;
  admin(branchId: string): void;
  rewind(branchId: string, versionId: string): void;
  peek(versionId: string): void;
  /** The same to any second, or to right before something that happened. */
  rewindToMoment(branchId: string, target: MomentTarget): void;
  peekAtMoment(target: MomentTarget): void;
  pin(versionId: string, pinned: boolean): void;
  start(branchId: string): void;
  stop(branchId: string): void;
  restart(branchId: string): void;
  exportSite(siteId: string): void;
  createDemo(): void;
  ask(question: Question): void;
  /** Asks in the panel of a version, which has to be in view. */
  askInPanel(siteId: string, versionId: string, what: "branch" | "label"): void;
  chooseTheme(choice: ThemeChoice): void;
  /** Moves the timeline of a site. */
  showTime(siteId: string, goal: Goal): void;
  showNow(siteId: string): void;
}
