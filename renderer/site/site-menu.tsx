import type { BranchView, SiteDetail } from "../../shared/model/views";
import { actionNamed, menuEntries } from "../actions/action";
import { actionsOfBranch } from "../actions/branch-actions";
import { deeds } from "../actions/do";
import { actionsOfSite } from "../actions/site-actions";
import { Menu } from "../ui/menu";
import { words } from "../words";

interface SiteMenuProps {
  readonly detail: SiteDetail;
  readonly main: BranchView;
  /** False while an operation runs on the site. */
  readonly free: boolean;
}

export function SiteMenu({ detail, main, free }: SiteMenuProps) {
  const ofSite = actionsOfSite(detail, free, deeds);
  const ofMain = actionsOfBranch(main, free, deeds);
  const site = (name: string) => actionNamed(ofSite, `site.${name}`);
  const branch = (name: string) => actionNamed(ofMain, `branch.${name}`);
  return (
    <Menu
      label={words.site.menu}
      entries={menuEntries([
        site("rewind-last"),
        "line",
        site("credentials"),
        branch("logs"),
        branch("mails"),
        "line",
        branch("restart"),
        branch(main.state === "stopped" ? "start" : "stop"),
        "line",
        site("recording"),
        site("rename"),
        site("duplicate"),
        site("export"),
        "line",
        site("remove"),
      ])}
    />
  );
}
