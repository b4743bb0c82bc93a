import { useHealth } from "../api/queries";
import { addressOf, useRoute } from "../app/router";
import { buttonClass } from "../ui/button";
import { Notice } from "../ui/notice";
import { words } from "../words";
import { isBlocking } from "./blocking";
import { problemOf } from "./problem";

/** A problem that lets the sites go on: one line above every page, with the way to its own. */
export function ProblemNotice() {
  const health = useHealth().data;
  const problem = health?.problem ?? null;
  const route = useRoute();
  if (health === undefined || problem === null || isBlocking(problem.code) || route.kind === "problem") return <div />;
  const { title, lead } = problemOf(problem, health.app.system);
  return (
    <Notice
      tone="warn"
      className="rounded-none border-b border-warn-line px-5"
      actions={
        <a href={addressOf({ kind: "problem" })} className={buttonClass("plain", "small")}>
          {words.health.problem.what}
        </a>
      }
    >
      <b>{title}.</b> {lead}
    </Notice>
  );
}
