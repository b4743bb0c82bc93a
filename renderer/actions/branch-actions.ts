import { ExternalLink, LayoutDashboard, Mail, Play, Power, RotateCw, ScrollText, Trash2 } from "lucide-react";
import type { BranchView } from "../../shared/model/views";
import { words } from "../words";
import type { Action } from "./action";
import type { Deeds } from "./deeds";

/**
 * What can be done with one branch, main too. `about`: the names say which branch, for a list that holds several.
 * A branch that is stopped can be started and looked into; the rest needs it running.
 */
export function actionsOfBranch(branch: BranchView, free: boolean, deeds: Deeds, about = false): readonly Action[] {
  const { id, siteId, name } = branch;
  const text = words.actions;
  const stopped = branch.state === "stopped";
  const prefix = about ? `branch.${id}` : "branch";
  const main = branch.kind === "main";
  return [
    {
      id: `${prefix}.open`,
      name: about ? text.openBranch(name) : text.open,
      icon: ExternalLink,
      enabled: !stopped,
      also: text.also.open,
      ...(about || !main ? {} : { shortcut: "open" as const }),
      run: () => deeds.visit(branch.url),
    },
    {
      id: `${prefix}.admin`,
      name: about ? text.adminOf(name) : text.admin,
      icon: LayoutDashboard,
      enabled: !stopped,
      also: text.also.admin,
      ...(about || !main ? {} : { shortcut: "admin" as const }),
      run: () => deeds.admin(id),
    },
    {
      id: `${prefix}.restart`,
      name: about ? text.restartOf(name) : text.restart,
      icon: RotateCw,
      enabled: free && !stopped,
      run: () => deeds.restart(id),
    },
    stopped
      ? {
          id: `${prefix}.start`,
          name: about ? text.startOf(name) : text.start,
          icon: Play,
          enabled: free,
          run: () => deeds.start(id),
        }
      : {
          id: `${prefix}.stop`,
          name: about ? text.stopOf(name) : text.stop,
          icon: Power,
          enabled: free,
          run: () => deeds.stop(id),
        },
    {
      id: `${prefix}.logs`,
      name: about ? text.logsOf(name) : text.logs,
      icon: ScrollText,
      enabled: true,
      run: () => deeds.go({ kind: "logs", siteId, branchId: id }),
    },
    {
      id: `${prefix}.mails`,
      name: about ? text.mailsOf(name) : text.mails,
      icon: Mail,
      enabled: true,
      ...(branch.mails > 0 ? { note: String(branch.mails) } : {}),
      run: () => deeds.go({ kind: "mails", siteId, branchId: id }),
    },
    ...(main
      ? []
      : [
          {
            id: `${prefix}.remove`,
            name: about ? text.removeOf(name) : text.remove,
            icon: Trash2,
            enabled: free,
            danger: true,
            also: text.also.remove,
            run: () => deeds.ask({ kind: "remove-branch", siteId, branchId: id }),
          },
        ]),
  ];
}
