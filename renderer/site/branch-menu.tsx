import type { BranchView } from "../../shared/model/views";
import { menuEntries } from "../actions/action";
import { actionsOfBranch } from "../actions/branch-actions";
import { deeds } from "../actions/do";
import { Menu } from "../ui/menu";
import { words } from "../words";

interface BranchMenuProps {
  readonly branch: BranchView;
  readonly free: boolean;
}

/** What can be done with one branch, from its lane head or the list of branches. */
export function BranchMenu({ branch, free }: BranchMenuProps) {
  const stopped = branch.state === "stopped";
  const [open, admin, restart, startOrStop, logs, mails, remove] = actionsOfBranch(branch, free, deeds);
  return (
    <Menu
      size="small"
      label={words.site.branchMenu(branch.name)}
      entries={menuEntries(
        [
          ...(stopped ? [startOrStop] : [open, admin, "line" as const, restart, startOrStop]),
          "line" as const,
          logs,
          mails,
          "line" as const,
          remove,
        ].map((one) => one ?? null),
      )}
    />
  );
}
