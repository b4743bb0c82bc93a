import { useMutation } from "@tanstack/react-query";
import type { ErrorReport } from "../../shared/errors";
import { markStarted, showFailure, watch } from "../app/interface-state";
import { failureOf } from "./failure";

interface Action<Input> {
  run(input: Input): void;
  readonly running: boolean;
  /** What went wrong last time; null once it is run again. */
  readonly failure: ErrorReport | null;
  reset(): void;
}

interface ActionOptions<Output> {
  /** True where the caller shows `failure` itself; otherwise it is shown as a notice. */
  readonly quiet?: boolean;
  onDone?(output: Output): void;
}

/** Runs one call. When the call starts an operation, the page follows that operation to its end. */
export function useAction<Input, Output>(
  call: (input: Input) => Promise<Output>,
  options: ActionOptions<Output> = {},
): Action<Input> {
  const mutation = useMutation({
    mutationFn: call,
    onSuccess: (output) => {
      follow(output);
      options.onDone?.(output);
    },
    onError: (error) => {
      if (options.quiet !== true) showFailure(failureOf(error));
    },
  });
  return {
    run: (input) => mutation.mutate(input),
    running: mutation.isPending,
    failure: mutation.error === null ? null : failureOf(mutation.error),
    reset: mutation.reset,
  };
}

/** Runs one call outside any component: what it starts is followed, what goes wrong is shown as a notice. */
export async function perform(call: () => Promise<unknown>): Promise<void> {
  try {
    follow(await call());
  } catch (error) {
    showFailure(failureOf(error));
  }
}

function follow(output: unknown): void {
  const id = operationIdIn(output);
  if (id === null) return;
  watch(id);
  markStarted(id);
}

function operationIdIn(output: unknown): string | null {
  return typeof output === "object" &&
    output !== null &&
    "operationId" in output &&
    typeof output.operationId === "string"
    ? output.operationId
    : null;
}
