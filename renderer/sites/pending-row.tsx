import { CircleAlert, X } from "lucide-react";
import type { Operation } from "../../shared/model/operation";
import { dismiss } from "../app/interface-state";
import { FailureParts } from "../operations/failure-parts";
import { useCancel } from "../operations/operation-actions";
import { OperationState } from "../operations/operation-state";
import { subjectOf } from "../operations/operation-title";
import { isOver } from "../operations/progress";
import { Button, IconButton } from "../ui/button";
import { words } from "../words";
import { rowColumns } from "./site-row";

/** A site that is on its way, or did not come about. */
export function PendingRow({ operation }: { readonly operation: Operation }) {
  const cancel = useCancel();
  const title = subjectOf(operation);
  const doing: Readonly<Partial<Record<Operation["kind"], string>>> = words.sites.pending;
  return (
    <li className={`${rowColumns} min-h-[74px] px-4 py-[13px] [&+&]:border-t [&+&]:border-line`}>
      <div className="flex min-w-0 items-center gap-3">
        <span
          aria-hidden="true"
          className="size-[34px] shrink-0 rounded-[8px] border-[1.5px] border-dashed border-line-control"
        />
        <span dir="auto" className="truncate text-name font-strong" title={title}>
          {title}
        </span>
      </div>
      {isOver(operation) ? (
        <Failed operation={operation} />
      ) : (
        <>
          <OperationState operation={operation} short={doing[operation.kind]} />
          <span />
          <span className="truncate text-ink-3">{words.sites.noVersion}</span>
          <span className="hidden text-right text-ink-3 wide:block">–</span>
          <div className="flex justify-end">
            {operation.cancellable && (
              <Button
                look="quiet"
                size="small"
                busy={cancel.running}
                aria-label={words.operations.cancelOf(title)}
                onClick={() => cancel.run(operation.id)}
              >
                {words.operations.cancel}
              </Button>
            )}
          </div>
        </>
      )}
    </li>
  );
}

function Failed({ operation }: { readonly operation: Operation }) {
  return (
    <div role="alert" className="col-[2/-1] flex items-start gap-2">
      <CircleAlert size={15} className="mt-[3px] text-bad" />
      {operation.error !== null && (
        <FailureParts failure={operation.error} safe={words.operations.safeAfterFailure[operation.kind]} />
      )}
      <IconButton size="small" label={words.operations.dismiss} icon={X} onClick={() => dismiss(operation.id)} />
    </div>
  );
}
