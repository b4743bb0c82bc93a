import type { StepView } from "../../shared/model/operation";
import { classNames } from "../ui/class-names";
import { duration } from "../ui/time";
import { stepDetail, stepTitle } from "./operation-title";
import { shownSteps, stepProgress } from "./progress";

/** The steps side by side, each with its own line that fills: their order and number never change. */
export function OperationSteps({ steps }: { readonly steps: readonly StepView[] }) {
  const shown = shownSteps(steps);
  return (
    <ol
      className="grid gap-1.5 px-4 pb-3.5 text-small leading-[17px]"
      style={{ gridTemplateColumns: `repeat(${Math.max(shown.length, 1)}, minmax(0, 1fr))` }}
    >
      {shown.map((step) => (
        <li key={step.name} aria-current={step.state === "running" ? "step" : undefined} className="min-w-0">
          <span className="mb-[7px] block h-0.5 overflow-hidden bg-line-2">
            <span
              className={classNames(
                "block h-full origin-left transition-transform duration-(--d-move)",
                step.state === "failed" ? "bg-bad" : "bg-accent",
                step.state === "running" && step.progress === null && "animate-breathe",
              )}
              style={{ transform: `scaleX(${filled(step)})` }}
            />
          </span>
          <span
            className={classNames(
              "block truncate",
              step.state === "running" && "font-strong",
              step.state === "failed" && "font-strong text-bad",
              (step.state === "waiting" || step.state === "undone") && "text-ink-3",
            )}
            title={stepTitle(step)}
          >
            {stepTitle(step)}
          </span>
          <span
            className="block min-h-[17px] truncate text-micro tabular-nums text-ink-3"
            title={stepDetail(step) ?? undefined}
          >
            {stepDetail(step) ?? (step.took === null ? "" : duration(step.took))}
          </span>
        </li>
      ))}
    </ol>
  );
}

function filled(step: StepView): number {
  if (step.state === "failed") return 1;
  if (step.state === "running" && step.progress === null) return 0.5;
  return stepProgress(step);
}
