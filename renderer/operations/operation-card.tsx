import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, CircleSlash, Download, ExternalLink, Eye, RotateCcw, Undo2, X } from "lucide-react";
import type { Operation } from "../../shared/model/operation";
import { deeds } from "../actions/do";
import { api } from "../api/client";
import { canDownload, download } from "../api/download";
import { useAction } from "../api/start";
import { dismiss } from "../app/interface-state";
import { Button, buttonClass, IconButton } from "../ui/button";
import { CopyIcon } from "../ui/copy";
import { useNow } from "../ui/now";
import { Spinner } from "../ui/state-dot";
import { duration } from "../ui/time";
import { words } from "../words";
import { FailureParts } from "./failure-parts";
import { useCancel, useRewindAnyway, useUndo } from "./operation-actions";
import { OperationSteps } from "./operation-steps";
import { operationTitle } from "./operation-title";
import { hasLanded, isOver, tookFor } from "./progress";

/** One operation, floating over the page: its steps while it runs, its end and the way back afterwards. */
export function OperationCard({ operation }: { readonly operation: Operation }) {
  return (
    <section
      aria-label={words.operations.region}
      className="absolute bottom-[88px] left-[calc(50%+86px)] z-30 w-[620px] max-w-[calc(100%-200px)] -translate-x-1/2 max-narrow:static max-narrow:max-w-full max-narrow:translate-x-0 animate-from-below overflow-hidden rounded-3 bg-raised shadow-dialog [@media(max-height:640px)]:bottom-12"
    >
      {isOver(operation) || hasLanded(operation) ? <Ended operation={operation} /> : <Running operation={operation} />}
    </section>
  );
}

function Running({ operation }: { readonly operation: Operation }) {
  const cancel = useCancel();
  const now = useNow();
  const text =
    operation.state === "undoing"
      ? words.operations.undoing
      : operation.state === "queued"
        ? words.operations.queued
        : (words.operations.safe[operation.kind] ?? "");
  return (
    <>
      <div aria-live="polite" className="flex items-start gap-3 pt-3.5 pr-3.5 pb-3 pl-4">
        <span className="mt-[5px]">
          <Spinner />
        </span>
        <div className="min-w-0 flex-1">
          <b dir="auto" className="block truncate text-lead leading-[21px] font-bold">
            {operationTitle(operation, now)}
          </b>
          <p className="min-h-[18px] text-small text-ink-2">{text}</p>
        </div>
        <Button
          className="bg-raised"
          disabled={!operation.cancellable || operation.state === "undoing"}
          busy={cancel.running}
          title={operation.cancellable ? undefined : words.operations.tooLate}
          onClick={() => cancel.run(operation.id)}
        >
          {words.operations.cancel}
        </Button>
      </div>
      <OperationSteps steps={operation.steps} />
    </>
  );
}

const icons = { done: CircleCheck, failed: CircleAlert, cancelled: CircleSlash };
const colours = { done: "text-good", failed: "text-bad", cancelled: "text-ink-3" };

function Ended({ operation }: { readonly operation: Operation }) {
  const undo = useUndo();
  const fetchFile = useAction(download);
  const path = operation.result?.["path"];
  const end = operation.state === "failed" ? "failed" : operation.state === "cancelled" ? "cancelled" : "done";
  const Icon = icons[end];
  return (
    <div aria-live="polite" className="flex items-start gap-3 pt-3.5 pr-3 pb-3.5 pl-4">
      <Icon size={19} className={`mt-px ${colours[end]}`} />
      <EndedText operation={operation} />
      {end === "done" && (operation.undoable || operation.kind === "rewind") && (
        <Button
          icon={Undo2}
          className="bg-raised"
          busy={undo.running || !isOver(operation)}
          disabled={isOver(operation) && !operation.undoable}
          onClick={() => undo.run(operation.id)}
        >
          {operation.kind === "rewind" ? words.operations.undoRewind : words.operations.undo}
        </Button>
      )}
      {end === "done" && path !== undefined && canDownload && (
        <Button icon={Download} look="primary" busy={fetchFile.running} onClick={() => fetchFile.run(path)}>
          {words.operations.download}
        </Button>
      )}
      {end === "done" && operation.result?.["url"] !== undefined && (
        <a href={operation.result["url"]} target="_blank" rel="noopener" className={buttonClass("primary")}>
          <ExternalLink size={15} />
          {words.operations.open}
        </a>
      )}
      <OpenRewound operation={operation} />
      <AfterUnhealthy operation={operation} />
      <IconButton
        label={words.operations.dismiss}
        icon={X}
        disabled={!isOver(operation)}
        onClick={() => dismiss(operation.id)}
      />
    </div>
  );
}

/** What a rewind was for: the site as it is again. */
function OpenRewound({ operation }: { readonly operation: Operation }) {
  const { kind, siteId, branchId } = operation;
  const options = api.sites.get.queryOptions({ input: { siteId: siteId ?? "" } });
  const url = useQuery({
    ...options,
    enabled: kind === "rewind" && siteId !== null,
    select: (detail) => detail.branches.find((one) => one.id === branchId && one.state !== "stopped")?.url,
  }).data;
  if (kind !== "rewind" || !hasLanded(operation) || url === undefined) return null;
  return (
    <a href={url} target="_blank" rel="noopener" className={buttonClass("primary")}>
      {words.operations.openSite}
    </a>
  );
}

/** An unhealthy version never goes live by itself; a person may know better. What is there now is kept all the same. */
function AfterUnhealthy({ operation }: { readonly operation: Operation }) {
  const again = useRewindAnyway();
  const { branchId, kind, error } = operation;
  const to = operation.moment ?? operation.versionId;
  if (kind !== "rewind" || error?.code !== "site-unhealthy" || branchId === null || to === null) return null;
  return (
    <span className="flex shrink-0 gap-2 max-wide:flex-col-reverse">
      <Button
        icon={RotateCcw}
        className="bg-raised"
        busy={again.running}
        onClick={() => {
          dismiss(operation.id);
          again.run({ branchId, to });
        }}
      >
        {words.operations.rewindAnyway}
      </Button>
      <Button
        icon={Eye}
        look="primary"
        onClick={() => {
          dismiss(operation.id);
          if (typeof to === "string") deeds.peek(to);
          else deeds.peekAtMoment(to);
        }}
      >
        {words.operations.peekFirst}
      </Button>
    </span>
  );
}

function EndedText({ operation }: { readonly operation: Operation }) {
  const took = tookFor(operation);
  const now = useNow();
  if (operation.state === "failed" && operation.error !== null)
    return (
      <FailureParts
        failure={operation.error}
        what={words.operations.didNotWork(operationTitle(operation, now))}
        safe={words.operations.safeAfterFailure[operation.kind]}
        next={words.operations.nextAfterFailure[`${operation.kind} ${operation.error.code}`]}
      />
    );
  const path = operation.result?.["path"];
  return (
    <div className="min-w-0 flex-1">
      <b dir="auto" className="block truncate text-lead leading-[21px] font-bold">
        {operationTitle(operation, now)}
      </b>
      <p className="text-small text-ink-2">
        {operation.state === "cancelled"
          ? words.operations.cancelledLead
          : `${took === null ? "" : words.operations.took(duration(took))} ${words.operations.ended[operation.kind] ?? ""}`}
      </p>
      {path !== undefined && (
        <p className="flex items-center gap-1 text-small text-ink-2">
          {words.operations.exported} <code className="truncate font-code">{path}</code>
          <CopyIcon text={path} label={words.common.copy} />
        </p>
      )}
    </div>
  );
}
