import type { Operation } from "../../shared/model/operation";
import { Meter } from "../ui/meter";
import { useNow } from "../ui/now";
import { Spinner } from "../ui/state-dot";
import { words } from "../words";
import { presentTitle, stepDetail, stepTitle } from "./operation-title";
import { currentStep, overallProgress } from "./progress";

interface OperationStateProps {
  readonly operation: Operation;
  /** Where the row says already what it is about. */
  readonly short?: string | undefined;
}

/** A running operation in the state column of a row. */
export function OperationState({ operation, short }: OperationStateProps) {
  const step = currentStep(operation);
  const title = presentTitle(operation, useNow());
  const detail =
    step === null ? words.operations.queued : [stepTitle(step), stepDetail(step)].filter(Boolean).join(", ");
  return (
    <div className="flex min-w-0 items-start gap-2">
      <span className="mt-1">
        <Spinner />
      </span>
      <div className="min-w-0 flex-1">
        <span dir="auto" className="block truncate" title={title}>
          {short ?? title}
        </span>
        <span className="block truncate text-small leading-[17px] text-ink-3" title={detail}>
          {detail}
        </span>
        <Meter
          className="mt-[5px] max-w-[130px]"
          label={words.operations.progress(title)}
          value={overallProgress(operation.steps)}
        />
      </div>
    </div>
  );
}
