import { useMutation } from "@tanstack/react-query";
import { ArrowRight, ExternalLink, Info, ShieldCheck, TriangleAlert } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import type { ErrorReport } from "../../shared/errors";
import { client, queryClient } from "../api/client";
import { keys } from "../api/keys";
import { Frame } from "../app/frame";
import { addressOf } from "../app/router";
import { Button, buttonClass, type IconLike } from "../ui/button";
import { CommandLine, CopyButton } from "../ui/copy";
import { Spinner } from "../ui/state-dot";
import { type WayOut, words } from "../words";
import { problemOf } from "./problem";

/** How often a page that waits for the person looks by itself. */
const lookEvery = 4_000;

export function useRetry() {
  return useMutation({
    mutationFn: () => client.system.retry(),
    onSuccess: () => queryClient.invalidateQueries(),
    onError: () => queryClient.invalidateQueries({ queryKey: keys.health }),
  });
}

/** A problem in the place of the page: what happened, what is safe, every way out. Goes on by itself when it is solved. */
export function ProblemPage({ problem }: { readonly problem: ErrorReport }) {
  const retry = useRetry();
  const { mutate, isPending } = retry;
  const page = problemOf(problem);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden && !isPending) mutate();
    }, lookEvery);
    return () => clearInterval(timer);
  }, [mutate, isPending]);
  return (
    <Frame crumbs={[]}>
      <div className="grid h-full place-items-center overflow-auto p-6">
        <div className="w-full max-w-[620px]">
          <p className="mb-3 flex items-center gap-2 font-strong text-warn">
            <TriangleAlert size={16} />
            {words.health.problem.attention}
          </p>
          <h1 className="mb-2 text-state font-bold tracking-[-0.018em] text-balance">{page.title}</h1>
          <p className="mb-[22px] text-lead text-ink-2">{page.lead}</p>
          <dl className="border-t border-line">
            <Part icon={Info} name={words.failures.happened}>
              <span className="break-words">{page.happened}</span>
            </Part>
            <Part icon={ShieldCheck} name={words.failures.safe}>
              {page.safe}
            </Part>
            <Part icon={ArrowRight} name={words.failures.todo}>
              <div className="-mt-2">
                {page.ways.map((way, index) => (
                  <Way key={way.title} way={way} best={index === 0} onRetry={() => mutate()} />
                ))}
              </div>
            </Part>
          </dl>
          <div className="mt-3.5 flex items-center gap-2 text-small text-ink-3">
            <Spinner />
            <span className="flex-1">{words.health.problem.looking}</span>
            {!page.ways.some((way) => way.kind === "retry") && (
              <Button look="quiet" size="small" onClick={() => mutate()}>
                {words.health.problem.retry}
              </Button>
            )}
            <CopyButton
              look="quiet"
              size="small"
              label={words.failures.copyReport}
              text={() => JSON.stringify(problem, null, 2)}
            />
          </div>
          {problem.logId !== null && (
            <p className="mt-1 text-small text-ink-3">
              {words.failures.support} <code className="font-code">{`${problem.code}, ${problem.logId}`}</code>
            </p>
          )}
        </div>
      </div>
    </Frame>
  );
}

function Part({
  icon: Icon,
  name,
  children,
}: {
  readonly icon: IconLike;
  readonly name: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="grid grid-cols-[132px_minmax(0,1fr)] gap-4 border-b border-line py-[13px]">
      <dt className="flex items-start gap-2 text-ink-3 [&>svg]:mt-0.5">
        <Icon size={16} />
        {name}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function Way({ way, best, onRetry }: { readonly way: WayOut; readonly best: boolean; onRetry(): void }) {
  return (
    <div className="py-2 [&+&]:border-t [&+&]:border-grid">
      <div className="flex items-center gap-4">
        <div className="min-w-0 flex-1">
          <b className="block">{way.title}</b>
          <span className="block text-small leading-[17px] text-ink-2">{way.text}</span>
        </div>
        {way.kind === "link" && (
          <a href={way.url} target="_blank" rel="noopener" className={buttonClass(best ? "primary" : "plain")}>
            {way.action}
            <ExternalLink size={14} />
          </a>
        )}
        {way.kind === "retry" && (
          <Button look={best ? "primary" : "plain"} onClick={onRetry}>
            {way.action}
          </Button>
        )}
        {way.kind === "page" && (
          <a href={addressOf({ kind: way.to })} className={buttonClass(best ? "primary" : "plain")}>
            {way.action}
          </a>
        )}
      </div>
      {way.kind === "command" && (
        <div className="mt-2 mb-1">
          <CommandLine command={way.command} />
        </div>
      )}
    </div>
  );
}
