import { Eye, GitBranch, Pin, PinOff, RotateCcw, Tag, Trash2 } from "lucide-react";
import type { Operation } from "../../shared/model/operation";
import type { BranchView, SiteDetail, VersionView } from "../../shared/model/views";
import { ariaKeys, keyCaps } from "../actions/shortcuts";
import { presentTitle } from "../operations/operation-title";
import { Button } from "../ui/button";
import { KeyCaps } from "../ui/key-caps";
import { isMac } from "../ui/mac";
import { useNow } from "../ui/now";
import { clock } from "../ui/time";
import { words } from "../words";
import { BranchField } from "./branch-field";
import { LabelField } from "./label-field";
import { useSiteState } from "./site-state";
import type { VersionActions } from "./version-actions";

interface PanelActionsProps {
  readonly detail: SiteDetail;
  readonly version: VersionView;
  readonly branch: BranchView | undefined;
  readonly running: Operation | null;
  readonly actions: VersionActions;
}

export function PanelActions({ detail, version, branch, running, actions }: PanelActionsProps) {
  const { panel } = words.site;
  const asking = useSiteState((state) => state.asking);
  const now = useNow();
  const peeked = version.peekBranchId !== null;
  const rewind =
    branch?.kind === "branch" ? panel.rewindBranch(branch.name, clock(version.at)) : panel.rewind(clock(version.at));
  if (asking?.versionId === version.id && asking.what === "branch")
    return <BranchField detail={detail} from={{ kind: "version", versionId: version.id }} />;
  return (
    <>
      <div className="grid grid-cols-2 gap-1.5">
        <Button
          look="primary"
          icon={RotateCcw}
          className="col-span-2 h-8 min-w-0 tabular-nums"
          disabled={!actions.free}
          aria-keyshortcuts={ariaKeys("rewind", isMac)}
          onClick={() => actions.rewind(version.id)}
        >
          <span className="truncate">{rewind}</span>
          {actions.free && <KeyCaps caps={keyCaps("rewind", isMac)} onAccent />}
        </Button>
        <p className="col-span-2 mt-px mb-1 min-h-[17px] truncate text-center text-small leading-[17px] text-ink-3">
          {running !== null ? panel.busy(presentTitle(running, now)) : peeked ? panel.promisePeeked : panel.promise}
        </p>
        <Button icon={GitBranch} disabled={!actions.free} onClick={() => actions.branch(version.id)}>
          {panel.branch}
        </Button>
        <Button icon={Eye} disabled={!actions.free && !peeked} onClick={() => actions.peek(version.id)}>
          {peeked ? panel.peekOpen : panel.peek}
        </Button>
      </div>
      {asking?.versionId === version.id && asking.what === "label" ? (
        <LabelField version={version} />
      ) : (
        <div className="-mx-2 mt-2 -mb-1.5 flex justify-between">
          <Quiet
            icon={version.pinned ? PinOff : Pin}
            label={version.pinned ? panel.unpin : panel.pin}
            onClick={() => actions.pin(version.id, !version.pinned)}
          />
          <Quiet icon={Tag} label={panel.label_} onClick={() => actions.label(version.id)} />
          <Quiet
            icon={Trash2}
            label={panel.remove}
            disabled={!actions.free || version.deletable.kind === "no"}
            {...(version.deletable.kind === "no"
              ? { why: `${panel.kept}: ${panel.keptBecause[version.deletable.reason]}` }
              : {})}
            onClick={() => actions.remove(version.id)}
          />
        </div>
      )}
    </>
  );
}

interface QuietProps {
  readonly icon: typeof Pin;
  readonly label: string;
  readonly why?: string;
  readonly disabled?: boolean;
  onClick(): void;
}

function Quiet({ icon, label, why, disabled = false, onClick }: QuietProps) {
  return (
    <Button
      look="quiet"
      icon={icon}
      title={why}
      disabled={disabled}
      className="gap-[5px] px-2 text-small"
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
