import { Popover } from "@base-ui/react/popover";
import { ChevronDown, Eye, EyeOff, GitBranch, Mail, Plus, Search } from "lucide-react";
import { useState } from "react";
import type { BranchView, SiteDetail } from "../../shared/model/views";
import { addressOf } from "../app/router";
import { plainAddress, stateWords } from "../sites/state-words";
import { hideBranches, useLanesShown } from "../timeline/lanes-shown";
import { Button, buttonClass, IconButton } from "../ui/button";
import { bytes } from "../ui/bytes";
import { classNames } from "../ui/class-names";
import { TextInput } from "../ui/field";
import { StateDot } from "../ui/state-dot";
import { words } from "../words";
import { BranchField } from "./branch-field";
import { BranchMenu } from "./branch-menu";
import { BranchTrash } from "./branch-trash";

/** From so many branches on, a field to find one is worth its place. */
const manyBranches = 7;
const firstBranches = 40;

interface BranchesPopoverProps {
  readonly detail: SiteDetail;
  readonly free: boolean;
}

/** All branches of the site with their state, address and what can be done with each; and a new one. */
export function BranchesPopover({ detail, free }: BranchesPopoverProps) {
  const [naming, setNaming] = useState(false);
  const [sought, setSought] = useState("");
  const { hidden } = useLanesShown(detail.site.id);
  const branches = detail.branches.filter((one) => one.kind !== "peek" && one.trashedAt === null);
  const main = branches.find((one) => one.kind === "main");
  return (
    <Popover.Root
      onOpenChange={() => {
        setNaming(false);
        setSought("");
      }}
    >
      <Popover.Trigger className={classNames(buttonClass(), "tabular-nums")}>
        <GitBranch size={14} />
        {words.site.branchesCount(branches.length)}
        {hidden.size > 0 && <EyeOff size={13} aria-label={words.site.someHidden} />}
        <ChevronDown size={12} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="start" sideOffset={6} className="z-40">
          <Popover.Popup className="max-h-[min(560px,75vh)] w-[440px] max-w-[calc(100vw-24px)] overflow-auto rounded-3 bg-raised shadow-float outline-none">
            <Popover.Title className="sr-only">{words.site.branches}</Popover.Title>
            {branches.length >= manyBranches && (
              <div className="sticky top-0 z-[1] border-b border-line bg-raised p-2.5">
                <TextInput
                  icon={Search}
                  type="search"
                  height="small"
                  aria-label={words.site.searchBranches}
                  placeholder={words.site.searchBranches}
                  value={sought}
                  onChange={(event) => setSought(event.target.value)}
                />
              </div>
            )}
            <LanesChoice detail={detail} branches={branches} hidden={hidden} sought={sought} />
            <BranchLines branches={branches} detail={detail} free={free} sought={sought} />
            <BranchTrash detail={detail} free={free} />
            {main !== undefined && (
              <div className="border-t border-line p-3">
                {naming ? (
                  <BranchField
                    detail={detail}
                    from={{ kind: "now", branchId: main.id }}
                    onDone={() => setNaming(false)}
                  />
                ) : (
                  <div className="flex items-center gap-3">
                    <p className="min-w-0 flex-1 text-small text-ink-3">{words.site.newBranchLead}</p>
                    <Button icon={Plus} className="bg-raised" disabled={!free} onClick={() => setNaming(true)}>
                      {words.site.newBranchFromNow}
                    </Button>
                  </div>
                )}
              </div>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Which branches a person may mean: by name. */
function soughtBranches(branches: readonly BranchView[], sought: string): readonly BranchView[] {
  const wanted = sought.trim().toLocaleLowerCase();
  return wanted === "" ? branches : branches.filter((one) => one.name.toLocaleLowerCase().includes(wanted));
}

interface BranchLinesProps extends BranchesPopoverProps {
  readonly branches: readonly BranchView[];
  readonly sought: string;
}

/** Menus for hundreds of branches take their time, so the rest comes when it is asked for. */
function BranchLines({ branches, sought, ...rest }: BranchLinesProps) {
  const [all, setAll] = useState(false);
  const found = soughtBranches(branches, sought);
  const shown = all ? found : found.slice(0, firstBranches);
  return (
    <>
      {found.length === 0 && <p className="px-4 py-3 text-ink-3">{words.site.noBranch}</p>}
      <ul>
        {shown.map((branch) => (
          <BranchLine key={branch.id} branch={branch} {...rest} />
        ))}
      </ul>
      {shown.length < found.length && (
        <div className="border-t border-line p-2.5">
          <Button look="quiet" size="small" onClick={() => setAll(true)}>
            {words.site.moreBranches(found.length - shown.length)}
          </Button>
        </div>
      )}
    </>
  );
}

interface BranchLineProps extends BranchesPopoverProps {
  readonly branch: BranchView;
}

function BranchLine({ branch, detail, free }: BranchLineProps) {
  const state = stateWords(branch);
  const { hidden } = useLanesShown(detail.site.id);
  const off = hidden.has(branch.id);
  return (
    <li className="flex items-start gap-2.5 py-2.5 pr-2 pl-4 [&+&]:border-t [&+&]:border-line">
      <span className="mt-1.5 grid min-h-2 place-items-center">
        <StateDot kind={branch.state} />
      </span>
      <div className="min-w-0 flex-1">
        <b className="block truncate" title={branch.name}>
          {branch.name}
        </b>
        <a
          href={branch.url}
          target="_blank"
          rel="noopener"
          aria-label={words.site.openBranch(branch.name, plainAddress(branch.url))}
          className="block truncate text-small leading-[17px] text-accent hover:underline"
        >
          {plainAddress(branch.url)}
        </a>
        <p className="truncate text-small leading-[17px] text-ink-3">
          <span className={branch.state === "failing" ? "text-bad" : ""}>{state.text}</span>,{" "}
          <span className="tabular-nums">{words.site.ownSize(bytes(branch.size.own))}</span>
        </p>
        {branch.mails > 0 && (
          <a
            href={addressOf({ kind: "mails", siteId: detail.site.id, branchId: branch.id })}
            className="mt-0.5 inline-flex items-center gap-1.5 text-small text-accent hover:underline"
          >
            <Mail size={13} />
            {words.site.mailCount(branch.mails)}
          </a>
        )}
      </div>
      {branch.kind !== "main" && (
        <IconButton
          size="small"
          icon={off ? EyeOff : Eye}
          label={words.site.laneShown(branch.name)}
          aria-pressed={!off}
          onClick={() => hideBranches(detail.site.id, toggled(hidden, branch.id))}
        />
      )}
      <BranchMenu branch={branch} free={free} />
    </li>
  );
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}

interface LanesChoiceProps {
  readonly detail: SiteDetail;
  readonly branches: readonly BranchView[];
  readonly hidden: ReadonlySet<string>;
  readonly sought: string;
}

/** Takes all but those that were looked for off the timeline, and puts all of them back. */
function LanesChoice({ detail, branches, hidden, sought }: LanesChoiceProps) {
  const siteId = detail.site.id;
  const found = new Set(soughtBranches(branches, sought).map((one) => one.id));
  const others = branches.filter((one) => one.kind !== "main" && !found.has(one.id)).map((one) => one.id);
  const narrows = sought.trim() !== "" && found.size > 0 && others.length > 0;
  if (!narrows && hidden.size === 0) return null;
  return (
    <div className="flex gap-1.5 border-b border-line px-2.5 py-2">
      {narrows && (
        <Button size="small" icon={Eye} className="bg-raised" onClick={() => hideBranches(siteId, new Set(others))}>
          {words.site.onlyThese}
        </Button>
      )}
      {hidden.size > 0 && (
        <Button size="small" look="quiet" onClick={() => hideBranches(siteId, new Set())}>
          {words.site.showAllBranches}
        </Button>
      )}
    </div>
  );
}
