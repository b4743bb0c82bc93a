import { ExternalLink, Eye, GitBranch, RotateCcw } from "lucide-react";
import type { BranchView, SiteDetail } from "../../shared/model/views";
import { pose } from "../actions/question";
import { client } from "../api/client";
import { useAction } from "../api/start";
import { Button, buttonClass } from "../ui/button";
import { useNow } from "../ui/now";
import { ago, dayAndClock } from "../ui/time";
import { words } from "../words";
import type { VersionActions } from "./version-actions";

interface PeekBarProps {
  readonly detail: SiteDetail;
  readonly actions: VersionActions;
}

/** A line for each open peek: what it shows, and the two ways it ends. */
export function PeekBar({ detail, actions }: PeekBarProps) {
  const peeks = detail.branches.filter((branch) => branch.kind === "peek" && branch.trashedAt === null);
  if (peeks.length === 0) return <div />;
  return (
    <section aria-label={words.site.peek.region} className="border-b border-line">
      {peeks.map((peek) => (
        <PeekLine key={peek.id} peek={peek} detail={detail} actions={actions} />
      ))}
    </section>
  );
}

function PeekLine({ peek, detail, actions }: PeekBarProps & { readonly peek: BranchView }) {
  const now = useNow();
  const end = useAction(() => client.versions.endPeek({ branchId: peek.id }));
  const version = detail.versions.find((one) => one.peekBranchId === peek.id || one.id === peek.from?.versionId);
  if (version === undefined) return null;
  const when = dayAndClock(version.at, now);
  const text = words.site.peek;
  return (
    <div className="flex min-h-11 items-center gap-2 bg-accent-wash px-3.5 py-2 wide:px-5">
      <Eye size={15} className="text-accent" />
      <p className="min-w-0 flex-1 truncate">
        <b className="tabular-nums">{text.text(when)}</b>{" "}
        <span className="text-small text-ink-2">
          {peek.expiresAt === null ? text.lead : text.leadUntil(ago(peek.expiresAt, now))}
        </span>
      </p>
      <a href={peek.url} target="_blank" rel="noopener" className={buttonClass("plain", "small")}>
        <ExternalLink size={13} />
        {text.open}
      </a>
      <Button
        size="small"
        icon={GitBranch}
        disabled={!actions.free}
        onClick={() => pose({ kind: "keep-peek", siteId: detail.site.id, branchId: peek.id })}
      >
        {text.keep}
      </Button>
      <Button size="small" icon={RotateCcw} disabled={!actions.free} onClick={() => actions.rewind(version.id)}>
        {text.rewind}
      </Button>
      <Button
        size="small"
        look="quiet"
        busy={end.running}
        aria-label={text.closeOf(when)}
        onClick={() => end.run(undefined)}
      >
        {text.close}
      </Button>
    </div>
  );
}
