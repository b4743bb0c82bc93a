import { Popover } from "@base-ui/react/popover";
import { ChevronDown, GitBranch, Mail, Plus } from "lucide-react";
import { useState } from "react";
import type { BranchView, SiteDetail } from "../../shared/model/views";
import { addressOf } from "../app/router";
import { plainAddress, stateWords } from "../sites/state-words";
import { Button, buttonClass } from "../ui/button";
import { bytes } from "../ui/bytes";
import { classNames } from "../ui/class-names";
import { StateDot } from "../ui/state-dot";
import { words } from "../words";
import { BranchField } from "./branch-field";
import { BranchMenu } from "./branch-menu";
import { BranchTrash } from "./branch-trash";

interface BranchesPopoverProps {
  readonly detail: SiteDetail;
  readonly free: boolean;
}

/** All branches of the site with their state, address and what can be done with each; and a new one. */
export function BranchesPopover({ detail, free }: BranchesPopoverProps) {
  const [naming, setNaming] = useState(false);
  const branches = detail.branches.filter((one) => one.kind !== "peek" && one.trashedAt === null);
  const main = branches.find((one) => one.kind === "main");
  return (
    <Popover.Root onOpenChange={() => setNaming(false)}>
      <Popover.Trigger className={classNames(buttonClass(), "tabular-nums")}>
        <GitBranch size={14} />
        {words.site.branchesCount(branches.length)}
        <ChevronDown size={12} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="start" sideOffset={6} className="z-40">
          <Popover.Popup className="max-h-[min(560px,75vh)] w-[440px] max-w-[calc(100vw-24px)] overflow-auto rounded-3 bg-raised shadow-float outline-none">
            <Popover.Title className="sr-only">{words.site.branches}</Popover.Title>
            <ul>
              {branches.map((branch) => (
                <BranchLine key={branch.id} branch={branch} detail={detail} free={free} />
              ))}
            </ul>
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

interface BranchLineProps extends BranchesPopoverProps {
  readonly branch: BranchView;
}

function BranchLine({ branch, detail, free }: BranchLineProps) {
  const state = stateWords(branch);
  return (
    <li className="flex items-start gap-2.5 py-2.5 pr-2 pl-4 [&+&]:border-t [&+&]:border-line">
      <span className="mt-1.5 grid min-h-2 place-items-center">
        <StateDot kind={branch.state} />
      </span>
      <div className="min-w-0 flex-1">
        <b className="block truncate">{branch.name}</b>
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
      <BranchMenu branch={branch} free={free} />
    </li>
  );
}
