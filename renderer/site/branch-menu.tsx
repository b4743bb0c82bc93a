import { ExternalLink, LayoutDashboard, Mail, Play, Power, RotateCw, ScrollText, Trash2 } from "lucide-react";
import { useState } from "react";
import type { BranchView } from "../../shared/model/views";
import { client } from "../api/client";
import { openAddress } from "../api/open-address";
import { useAction } from "../api/start";
import { navigate } from "../app/router";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Menu, type MenuEntry } from "../ui/menu";
import { words } from "../words";

interface BranchMenuProps {
  readonly branch: BranchView;
  readonly siteId: string;
  readonly free: boolean;
}

/** What can be done with one branch, from its lane head or the list of branches. */
export function BranchMenu({ branch, siteId, free }: BranchMenuProps) {
  const branchId = branch.id;
  const [removing, setRemoving] = useState(false);
  const admin = useAction(async () => openAddress((await client.branches.address({ branchId, page: "admin" })).url));
  const start = useAction(() => client.branches.start({ branchId }));
  const stop = useAction(() => client.branches.stop({ branchId }));
  const restart = useAction(() => client.branches.restart({ branchId }));
  const remove = useAction(() => client.branches.remove({ branchId }), { onDone: () => setRemoving(false) });
  const stopped = branch.state === "stopped";
  const { site } = words;
  const running: readonly MenuEntry[] = stopped
    ? [{ kind: "item", label: site.start, icon: Play, disabled: !free, onSelect: () => start.run(undefined) }]
    : [
        { kind: "item", label: site.open, icon: ExternalLink, onSelect: () => void openAddress(branch.url) },
        { kind: "item", label: site.admin, icon: LayoutDashboard, onSelect: () => admin.run(undefined) },
        { kind: "line", key: "running" },
        { kind: "item", label: site.restart, icon: RotateCw, disabled: !free, onSelect: () => restart.run(undefined) },
        { kind: "item", label: site.stop, icon: Power, disabled: !free, onSelect: () => stop.run(undefined) },
      ];
  const deletion: readonly MenuEntry[] =
    branch.kind === "main"
      ? []
      : [
          { kind: "line", key: "delete" },
          {
            kind: "item",
            label: site.remove,
            icon: Trash2,
            danger: true,
            disabled: !free,
            onSelect: () => setRemoving(true),
          },
        ];
  return (
    <>
      <Menu
        size="small"
        label={site.branchMenu(branch.name)}
        entries={[
          ...running,
          { kind: "line", key: "look" },
          {
            kind: "item",
            label: site.logs,
            icon: ScrollText,
            onSelect: () => navigate({ kind: "logs", siteId, branchId }),
          },
          {
            kind: "item",
            label: site.mails,
            icon: Mail,
            onSelect: () => navigate({ kind: "mails", siteId, branchId }),
          },
          ...deletion,
        ]}
      />
      <ConfirmDialog
        open={removing}
        title={site.removeBranchTitle(branch.name)}
        lead={site.removeBranchLead}
        action={site.removeDo}
        busy={remove.running}
        onConfirm={() => remove.run(undefined)}
        onClose={() => setRemoving(false)}
      />
    </>
  );
}
