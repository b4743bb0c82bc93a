import { ArrowRight, Info, ShieldCheck, TriangleAlert } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import type { ErrorReport } from "../../shared/errors";
import { healthReport } from "../../shared/health-report";
import { useHealth, useOperations } from "../api/queries";
import { Frame } from "../app/frame";
import { Button, type IconLike } from "../ui/button";
import { CopyButton } from "../ui/copy";
import { Spinner } from "../ui/state-dot";
import { words } from "../words";
import { isBlocking } from "./blocking";
import { problemOf } from "./problem";
import { useRetry } from "./use-retry";
import { Way } from "./way";

/** How often a page that waits for the person looks by itself. */
const lookEvery = 4_000;

/** A problem in the place of the page: what happened, what is safe, every way out. Goes on by itself when it is solved. */
export function ProblemPage({ problem }: { readonly problem: ErrorReport }) {
  const health = useHealth().data;
  const operations = useOperations();
  const { mutate, isPending } = useRetry();
  // A look of the page's own moves nothing; only one that was asked for shows.
  const [asked, setAsked] = useState(false);
  const page = problemOf(problem, health?.app.system ?? "linux");
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden && !isPending) mutate();
    }, lookEvery);
    return () => clearInterval(timer);
  }, [mutate, isPending]);
  const retry = () => {
    setAsked(true);
    mutate(undefined, { onSettled: () => setAsked(false) });
  };
  const report = () =>
    health === undefined
      ? problem.code
      : healthReport({ ...health, problem }, operations, { Browser: navigator.userAgent }, new Date());
  return (
    <Frame crumbs={isBlocking(problem.code) ? [] : [{ text: page.state, to: null }]}>
      <div className="grid min-h-full place-items-center p-6">
        <div className="w-full max-w-[620px]">
          <p className="mb-3 flex items-center gap-2 font-strong text-warn">
            <TriangleAlert size={16} />
            {page.state}
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
                  <Way key={way.title} way={way} best={index === 0} retrying={asked} onRetry={retry} />
                ))}
              </div>
            </Part>
          </dl>
          <div className="mt-3.5 flex min-h-6 items-center gap-2 text-small text-ink-3">
            <Spinner />
            <span role="status" className="flex-1">
              {words.health.problem.looking}
            </span>
            {!page.ways.some((way) => way.kind === "retry") && (
              <Button look="quiet" size="small" busy={asked} onClick={retry}>
                {words.health.problem.retry}
              </Button>
            )}
            <CopyButton
              look="quiet"
              size="small"
              label={words.failures.copyReport}
              title={words.health.copied}
              text={report}
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

interface PartProps {
  readonly icon: IconLike;
  readonly name: string;
  readonly children: ReactNode;
}

function Part({ icon: Icon, name, children }: PartProps) {
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
