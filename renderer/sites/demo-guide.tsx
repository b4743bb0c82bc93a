import { Check, ExternalLink, GitBranch, LayoutDashboard, RotateCcw, X } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import type { Operation } from "../../shared/model/operation";
import type { BranchView, SiteDetail } from "../../shared/model/views";
import { deeds } from "../actions/do";
import { client } from "../api/client";
import { openAddress } from "../api/open-address";
import { useAction } from "../api/start";
import { Button, buttonClass, IconButton } from "../ui/button";
import { classNames } from "../ui/class-names";
import { clock } from "../ui/time";
import { words } from "../words";
import { type DemoStep, demoStep, freeBranchName, lastGood } from "./demo-step";

/** How often the home page is looked at while the person is away to break it. Milliseconds. */
const lookEvery = 2_500;

interface DemoGuideProps {
  readonly detail: SiteDetail;
  readonly running: Operation | null;
}

/** On a demo site: three things to try, one after the other. Hidden for good where the person hides it. */
export function DemoGuide({ detail, running }: DemoGuideProps) {
  const [hidden, setHidden] = useState(() => localStorage.getItem(keyOf(detail)) !== null);
  const main = detail.branches.find((branch) => branch.kind === "main");
  if (detail.site.demo !== true || main === undefined || hidden) return null;
  const hide = () => {
    localStorage.setItem(keyOf(detail), "hidden");
    setHidden(true);
  };
  return <Guide detail={detail} main={main} free={running === null} onHide={hide} />;
}

const keyOf = ({ site }: SiteDetail) => `tidemark.demo-guide.${site.id}`;

interface GuideProps {
  readonly detail: SiteDetail;
  readonly main: BranchView;
  readonly free: boolean;
  onHide(): void;
}

function Guide({ detail, main, free, onHide }: GuideProps) {
  const { demo } = words.sites;
  const step = demoStep(detail);
  const good = lastGood(detail, main.id);
  const branch = detail.branches.find((one) => one.kind === "branch");
  const [away, setAway] = useState(false);
  const plugins = useAction(async () => {
    setAway(true);
    await openAddress((await client.branches.address({ branchId: main.id, page: "plugins" })).url);
  });
  const makeBranch = useAction(client.branches.create);
  useLooks(detail.site.id, away && step === "break");
  const name = freeBranchName(detail, demo.branch.name);
  return (
    <section
      aria-label={demo.region}
      className="flex items-start gap-1 border-b border-line bg-bg py-3 pr-2 pl-3.5 wide:pr-3.5 wide:pl-5"
    >
      <ol className="grid min-w-0 flex-1 grid-cols-3 gap-x-5 wide:gap-x-9">
        <Step
          number={1}
          is="break"
          now={step}
          title={demo.break.title}
          text={step === "break" ? demo.break.text : demo.break.past}
        >
          <Button
            size="small"
            look="primary"
            icon={LayoutDashboard}
            busy={plugins.running}
            disabled={!free}
            onClick={() => plugins.run(undefined)}
          >
            {demo.break.action}
          </Button>
          {away && <span className="truncate text-small text-ink-3">{demo.break.waiting}</span>}
        </Step>
        <Step
          number={2}
          is="rewind"
          now={step}
          title={demo.rewind.title}
          text={step === "rewind" ? demo.rewind.now : step === "break" ? demo.rewind.text : demo.rewind.past}
        >
          {good !== undefined && (
            <Button
              size="small"
              look="primary"
              icon={RotateCcw}
              className="tabular-nums"
              disabled={!free}
              onClick={() => deeds.rewind(main.id, good.id)}
            >
              {demo.rewind.action(clock(good.at))}
            </Button>
          )}
          <a href={main.url} target="_blank" rel="noopener" className={buttonClass("plain", "small")}>
            <ExternalLink size={13} />
            {demo.rewind.look}
          </a>
        </Step>
        <Step
          number={3}
          is="branch"
          now={step}
          title={demo.branch.title}
          text={step === "done" ? demo.branch.past : demo.branch.text}
          after={
            branch !== undefined && (
              <a href={branch.url} target="_blank" rel="noopener" className={buttonClass("plain", "small")}>
                <ExternalLink size={13} />
                {demo.branch.open}
              </a>
            )
          }
        >
          {good !== undefined && (
            <Button
              size="small"
              look="primary"
              icon={GitBranch}
              disabled={!free}
              busy={makeBranch.running}
              onClick={() => makeBranch.run({ name, from: { kind: "version", versionId: good.id } })}
            >
              {demo.branch.action}
            </Button>
          )}
        </Step>
      </ol>
      <IconButton size="small" label={demo.dismiss} icon={X} onClick={onHide} />
    </section>
  );
}

const order: readonly DemoStep[] = ["break", "rewind", "branch", "done"];

interface StepProps {
  readonly number: number;
  readonly is: DemoStep;
  readonly now: DemoStep;
  readonly title: string;
  readonly text: string;
  /** What to do, where it is this step's turn; its height is kept before and after. */
  readonly children: ReactNode;
  /** What there is to see, once it is over. */
  readonly after?: ReactNode;
}

function Step({ number, is, now, title, text, children, after }: StepProps) {
  const over = order.indexOf(now) > order.indexOf(is);
  const current = now === is;
  return (
    <li aria-current={current ? "step" : undefined} className="grid grid-cols-[20px_minmax(0,1fr)] gap-x-2.5">
      <span
        className={classNames(
          "grid size-5 place-items-center rounded-full text-micro font-strong tabular-nums",
          over
            ? "bg-sunken text-good"
            : current
              ? "bg-accent text-on-accent"
              : "text-ink-3 shadow-[inset_0_0_0_1.25px_var(--line-control)]",
        )}
      >
        {over ? <Check size={13} aria-label={words.sites.demo.done} /> : number}
      </span>
      <div className="min-w-0">
        <b className={classNames("block truncate", current ? "" : "text-ink-2")}>{title}</b>
        <p className="min-h-9 text-small text-ink-2">{text}</p>
        <div className="mt-1.5 flex min-h-6 items-center gap-2">{current ? children : over && after}</div>
      </div>
    </li>
  );
}

/** The host looks at a home page every so often; here somebody waits to see it fail. */
function useLooks(siteId: string, active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const look = () => {
      // A look that failed is made up for by the next.
      client.sites.look({ siteId }).catch((error: unknown) => console.info("No look at the home page:", error));
    };
    const timer = setInterval(look, lookEvery);
    window.addEventListener("focus", look);
    return () => {
      clearInterval(timer);
      window.removeEventListener("focus", look);
    };
  }, [siteId, active]);
}
