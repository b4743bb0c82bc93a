import { ExternalLink, LayoutDashboard } from "lucide-react";
import type { Operation } from "../../shared/model/operation";
import type { BranchView, SiteDetail } from "../../shared/model/views";
import { actionNamed } from "../actions/action";
import { deeds } from "../actions/do";
import { actionsOfSite } from "../actions/site-actions";
import { client } from "../api/client";
import { useAction } from "../api/start";
import { presentTitle } from "../operations/operation-title";
import { SiteBadge } from "../sites/site-badge";
import { plainAddress, stateWords } from "../sites/state-words";
import { Button, buttonClass } from "../ui/button";
import { useNow } from "../ui/now";
import { StateDot } from "../ui/state-dot";
import { words } from "../words";
import { SiteMenu } from "./site-menu";

interface SiteHeaderProps {
  readonly detail: SiteDetail;
  readonly running: Operation | null;
}

export function SiteHeader({ detail, running }: SiteHeaderProps) {
  const { site } = detail;
  const main = detail.branches.find((branch) => branch.kind === "main");
  const branchId = main?.id ?? "";
  const start = useAction(() => client.branches.start({ branchId }));
  if (main === undefined) return null;
  const stopped = main.state === "stopped";
  const take = actionNamed(actionsOfSite(detail, running === null, deeds), "site.take");
  return (
    <header className="flex min-h-[70px] items-center gap-2 px-3.5 py-[9px] max-[559px]:flex-wrap wide:px-5">
      <SiteBadge id={site.id} title={site.title} size={38} />
      <div className="ml-1.5 min-w-0 flex-1 max-[559px]:basis-[calc(100%-52px)]">
        <h1 dir="auto" title={site.title} className="truncate text-title font-bold tracking-[-0.012em]">
          {site.title}
        </h1>
        <div className="flex h-[18px] min-w-0 items-center gap-2 text-small text-ink-2">
          <State main={main} running={running} />
          <i className="h-3 w-px shrink-0 bg-line-2" />
          <a href={main.url} target="_blank" rel="noopener" className="truncate text-accent hover:underline">
            {plainAddress(main.url)}
          </a>
          <i className="hidden h-3 w-px shrink-0 bg-line-2 wide:block" />
          <span className="hidden shrink-0 wide:inline">
            {words.sites.form.wordpress} {site.software.wordpress}
          </span>
        </div>
      </div>
      {stopped ? (
        <Button look="primary" busy={start.running || running !== null} onClick={() => start.run(undefined)}>
          {words.site.start}
        </Button>
      ) : (
        <>
          <a href={main.url} target="_blank" rel="noopener" className={buttonClass()}>
            <ExternalLink size={15} />
            {words.site.open}
          </a>
          <Button icon={LayoutDashboard} onClick={() => deeds.admin(main.id)}>
            {words.site.admin}
          </Button>
        </>
      )}
      <Button icon={take.icon} disabled={!take.enabled} onClick={take.run}>
        {take.name}
      </Button>
      <SiteMenu detail={detail} main={main} free={running === null} />
    </header>
  );
}

function State({ main, running }: { readonly main: BranchView; readonly running: Operation | null }) {
  const now = useNow();
  const title = running === null ? null : presentTitle(running, now);
  return (
    <>
      <StateDot kind={running === null ? main.state : "busy"} />
      <span
        dir="auto"
        title={title ?? undefined}
        className={`max-w-[260px] shrink-0 truncate ${main.state === "failing" && running === null ? "font-strong text-bad" : ""}`}
      >
        {title ?? stateWords(main).text}
      </span>
    </>
  );
}
