import { Eye, GitBranch, RotateCcw } from "lucide-react";
import type { SiteDetail } from "../../shared/model/views";
import type { Chosen } from "../timeline/chosen";
import { clock } from "../ui/time";
import { timelineWords, words } from "../words";
import type { Action } from "./action";
import type { Deeds } from "./deeds";
import { rewindable } from "./version-actions";

/** What can be done with a second, or with right before an event, that is chosen on the timeline. */
export function actionsOfMoment(detail: SiteDetail, chosen: Chosen, free: boolean, deeds: Deeds): readonly Action[] {
  const { branchId, at, event, target } = chosen;
  const { also } = words.actions;
  const enabled = free && chosen.reachable && target !== null;
  const text = timelineWords.moment;
  const name = event === null ? clock(at) : text.justBefore(clock(at));
  return [
    {
      id: "moment.rewind",
      name: text.rewind(name),
      icon: RotateCcw,
      enabled,
      shortcut: "rewind",
      also: also.rewind,
      run: () => target !== null && deeds.rewindToMoment(rewindable(detail, branchId), target),
    },
    {
      id: "moment.peek",
      name: text.peek(name),
      icon: Eye,
      enabled,
      shortcut: "peek",
      also: also.peek,
      run: () => target !== null && deeds.peekAtMoment(target),
    },
    {
      id: "moment.branch",
      name: text.branch(name),
      icon: GitBranch,
      enabled,
      shortcut: "branch",
      also: also.branch,
      run: () => target !== null && deeds.ask({ kind: "branch-moment", siteId: detail.site.id, target, at: name }),
    },
  ];
}
