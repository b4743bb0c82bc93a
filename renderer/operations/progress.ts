import type { Operation, StepView } from "../../shared/model/operation";

/** Pure views of an operation: what the card, the row and the bar show. */

export function isOver(operation: Operation): boolean {
  return operation.endedAt !== null;
}

/** 0 to 1 over all steps by weight; null when nothing can be known. */
export function overallProgress(steps: readonly StepView[]): number | null {
  const total = steps.reduce((sum, step) => sum + step.weight, 0);
  if (total === 0) return null;
  const done = steps.reduce((sum, step) => sum + step.weight * stepProgress(step), 0);
  return Math.min(1, done / total);
}

export function stepProgress(step: StepView): number {
  if (step.state === "done") return 1;
  if (step.state === "running") return step.progress ?? 0;
  return 0;
}

export function currentStep(operation: Operation): StepView | null {
  return operation.steps.find((step) => step.state === "running" || step.state === "failed") ?? null;
}

/** True from the commit step on: the person has what they asked for, what follows is tidying up. */
export function hasLanded(operation: Operation): boolean {
  const undone = operation.state === "failed" || operation.state === "cancelled" || operation.state === "undoing";
  return operation.landedAt !== null && !undone;
}

/** Milliseconds from the click to what was asked for; null before. */
export function tookFor(operation: Operation): number | null {
  const end = operation.landedAt ?? operation.endedAt;
  return end === null ? null : new Date(end).getTime() - new Date(operation.createdAt).getTime();
}

export function runningOn(operations: readonly Operation[], siteId: string): Operation | null {
  return operations.find((operation) => operation.siteId === siteId && !isOver(operation)) ?? null;
}

/** Steps worth a column each; the weightless ones are book-keeping. At most `limit`, the rest joined to the last. */
export function shownSteps(steps: readonly StepView[], limit = 6): readonly StepView[] {
  const weighty = steps.filter((step) => step.weight > 0);
  const all = weighty.length === 0 ? steps : weighty;
  if (all.length <= limit) return all;
  const head = all.slice(0, limit - 1);
  const tail = all.slice(limit - 1);
  return [...head, joined(tail)];
}

function joined(steps: readonly StepView[]): StepView {
  const shown =
    steps.find((step) => step.state === "failed" || step.state === "running") ??
    steps.find((step) => step.state === "waiting");
  const last = steps.at(-1);
  if (last === undefined) throw new Error("No steps to join.");
  const weight = steps.reduce((sum, step) => sum + step.weight, 0);
  if (shown === undefined) return { ...last, weight };
  const started = steps.some((step) => step.state === "done");
  const state = shown.state === "waiting" && started ? "running" : shown.state;
  return { ...shown, state, weight, progress: overallProgress(steps) };
}
