import { Popover } from "@base-ui/react/popover";
import { CircleAlert, CircleCheck, CircleSlash, History, Undo2 } from "lucide-react";
import type { Operation } from "../../shared/model/operation";
import { useOperations } from "../api/queries";
import { addressOf, toSite } from "../app/router";
import { Button, buttonClass, iconButtonClass } from "../ui/button";
import { classNames } from "../ui/class-names";
import { CopyIcon } from "../ui/copy";
import { Meter } from "../ui/meter";
import { Ago, useNow } from "../ui/now";
import { Spinner } from "../ui/state-dot";
import { words } from "../words";
import { failureText } from "./failure-text";
import { useCancel, useUndo } from "./operation-actions";
import { operationTitle, stepTitle } from "./operation-title";
import { currentStep, isOver, overallProgress } from "./progress";

/** "1 running" in the bar; behind it all that run and those of the last day. */
export function OperationsPopover() {
  const operations = useOperations();
  const running = operations.filter((one) => !isOver(one)).length;
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={running > 0 ? words.operations.running(running) : words.operations.title}
        title={words.operations.title}
        className={running > 0 ? classNames(buttonClass("quiet", "small"), "tabular-nums") : iconButtonClass()}
      >
        {running > 0 ? (
          <>
            <Spinner />
            {words.operations.running(running)}
          </>
        ) : (
          <History size={16} />
        )}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={6} className="z-50">
          <Popover.Popup className="max-h-[min(520px,80vh)] w-[400px] max-w-[calc(100vw-24px)] overflow-auto rounded-3 bg-raised shadow-float outline-none">
            <Popover.Title className="px-4 pt-3 pb-2 text-small font-strong text-ink-3">
              {words.operations.title}
            </Popover.Title>
            {operations.length === 0 ? (
              <p className="px-4 pb-4 text-ink-2">{words.operations.none}</p>
            ) : (
              <ul>
                {underWayFirst(operations).map((operation) => (
                  <OperationLine key={operation.id} operation={operation} />
                ))}
              </ul>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function stepNow(operation: Operation): string {
  const step = currentStep(operation);
  return step === null ? words.operations.queued : stepTitle(step);
}

/** What runs is what one looks for; then what ended, the newest first, as long as it can be undone or read about. */
function underWayFirst(operations: readonly Operation[]): readonly Operation[] {
  const over = operations.filter(isOver);
  const undoable = over.filter((one) => one.undoable);
  const recent = new Set([...over.slice(0, 30), ...undoable]);
  return [...operations.filter((one) => !isOver(one)), ...over.filter((one) => recent.has(one))];
}

function OperationLine({ operation }: { readonly operation: Operation }) {
  const cancel = useCancel();
  const undo = useUndo();
  const over = isOver(operation);
  const title = operationTitle(operation, useNow());
  const { error } = operation;
  const logId = error?.logId == null ? null : `${error.code}, ${error.logId}`;
  return (
    <li className="flex items-start gap-2.5 border-t border-line px-4 py-2.5">
      <span className="mt-0.5 grid h-4 w-4 shrink-0 place-items-center">
        <EndIcon operation={operation} />
      </span>
      <div className="min-w-0 flex-1">
        {operation.siteId === null ? (
          <span dir="auto" className="block truncate font-medium">
            {title}
          </span>
        ) : (
          <a
            dir="auto"
            href={addressOf(toSite(operation.siteId))}
            className="block truncate font-medium hover:underline"
          >
            {title}
          </a>
        )}
        <p className={classNames("truncate text-small", operation.state === "failed" ? "text-bad" : "text-ink-3")}>
          {over && operation.endedAt !== null ? (
            operation.state === "failed" ? (
              operation.error !== null && failureText(operation.error).message
            ) : (
              <>
                {operation.state === "cancelled" ? words.operations.cancelled : words.operations.done},{" "}
                <Ago at={operation.endedAt} dayWhenOld />
              </>
            )
          ) : (
            stepNow(operation)
          )}
        </p>
        {logId !== null && (
          <p className="flex items-center gap-1 text-small text-ink-3">
            {words.failures.support} <code className="truncate font-code">{logId}</code>
            <CopyIcon text={logId} label={words.common.copy} />
          </p>
        )}
        {!over && (
          <Meter className="mt-1.5" label={words.operations.progress(title)} value={overallProgress(operation.steps)} />
        )}
      </div>
      {!over && operation.cancellable && (
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
      {operation.state === "done" && operation.undoable && (
        <Button look="quiet" size="small" icon={Undo2} busy={undo.running} onClick={() => undo.run(operation.id)}>
          {words.operations.undo}
        </Button>
      )}
    </li>
  );
}

function EndIcon({ operation }: { readonly operation: Operation }) {
  if (!isOver(operation)) return <Spinner />;
  if (operation.state === "failed") return <CircleAlert size={15} className="text-bad" />;
  if (operation.state === "cancelled") return <CircleSlash size={15} className="text-ink-3" />;
  return <CircleCheck size={15} className="text-good" />;
}
