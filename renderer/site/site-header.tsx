import { ExternalLink, LayoutDashboard } from "lucide-react";
import { useState } from "react";
import type { Operation } from "../../shared/model/operation";
import type { BranchView, SiteDetail } from "../../shared/model/views";
import { client } from "../api/client";
import { openAddress } from "../api/open-address";
import { useAction } from "../api/start";
import { presentTitle } from "../operations/operation-title";
import { SiteBadge } from "../sites/site-badge";
import { plainAddress, stateWords } from "../sites/state-words";
import { Button, buttonClass } from "../ui/button";
import { useNow } from "../ui/now";
import { TakeIcon } from "../ui/own-icons";
import { StateDot } from "../ui/state-dot";
import { words } from "../words";
import { SiteMenu } from "./site-menu";
import { TakeDialog } from "./take-dialog";

interface SiteHeaderProps {
  readonly detail: SiteDetail;
  readonly running: Operation | null;
}

export function SiteHeader({ detail, running }: SiteHeaderProps) {
  const { site } = detail;
  const [taking, setTaking] = useState(false);
  const main = detail.branches.find((branch) => branch.kind === "main");
  const branchId = main?.id ?? "";
  const admin = useAction(async () => openAddress((await client.branches.address({ branchId, page: "admin" })).url));
  const start = useAction(() => client.branches.start({ branchId }));
  if (main === undefined) return null;
  const stopped = main.state === "stopped";
  return (
    <header className="flex min-h-[70px] items-center gap-2 px-3.5 py-[9px] wide:px-5">
      <SiteBadge id={site.id} title={site.title} size={38} />
      <div className="ml-1.5 min-w-0 flex-1">
        <h1 dir="auto" title={site.title} className="truncate text-start text-title font-bold tracking-[-0.012em]">
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
          <Button icon={LayoutDashboard} busy={admin.running} onClick={() => admin.run(undefined)}>
            {words.site.admin}
          </Button>
        </>
      )}
      <Button icon={TakeIcon} disabled={running !== null} onClick={() => setTaking(true)}>
        {words.site.take}
      </Button>
      <SiteMenu detail={detail} main={main} free={running === null} />
      <TakeDialog open={taking} detail={detail} onClose={() => setTaking(false)} />
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
