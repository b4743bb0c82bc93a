import type { ErrorReport } from "../../shared/errors";
import { CopyIcon } from "../ui/copy";
import { words } from "../words";
import { failureText } from "./failure-text";

interface FailurePartsProps {
  readonly failure: ErrorReport;
  /** What did not work, where that is not in view. */
  readonly what?: string;
  /** What is safe and what to do, where the caller knows it better. */
  readonly safe?: string | undefined;
  readonly next?: string | undefined;
}

/** What happened, what is safe, what to do: in this order, always all three. */
export function FailureParts({ failure, what, safe, next }: FailurePartsProps) {
  const text = failureText(failure);
  const detail = failure.data["detail"];
  return (
    <div className="min-w-0 flex-1 text-small">
      {what !== undefined && (
        <p dir="auto" className="truncate text-lead leading-[21px] font-bold" title={what}>
          {what}
        </p>
      )}
      <p className={what === undefined ? "text-base font-strong break-words" : "break-words"}>{text.message}</p>
      {typeof detail === "string" && detail !== "" && !text.message.includes(detail) && (
        <p className="mt-0.5 line-clamp-3 font-code break-words whitespace-pre-wrap text-ink-3" title={detail}>
          {detail}
        </p>
      )}
      <p className="mt-1 text-ink-2">{safe ?? text.safe}</p>
      <p className="mt-1">{next ?? text.hint}</p>
      {failure.logId !== null && (
        <p className="mt-1 flex items-center gap-1 text-ink-3">
          {words.failures.support} <code className="font-code">{`${failure.code}, ${failure.logId}`}</code>
          <CopyIcon text={`${failure.code}, ${failure.logId}: ${failure.message}`} label={words.common.copy} />
        </p>
      )}
    </div>
  );
}
